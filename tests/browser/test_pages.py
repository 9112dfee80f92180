"""The pages in a real browser: silent, self-contained, linked, readable on a phone, printable, safe."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from seen import MODES, NOTEBOOKS, REPORTS, SHEET, each, unfold, visit

from helpers.run.articles import PAGE as ARTICLE
from helpers.run.contracts import PAGE

SIZES = {
    "01_data_loading.html": 220_000,
    "02_derived_metrics.html": 220_000,
    "report.html": 200_000,
    PAGE: 220_000,
    ARTICLE: 100_000,
}
PLACEHOLDER = re.compile(r"no description has been provided|\.(png|svg|jpe?g|html|ipynb)\b|^\S*$", re.IGNORECASE)
HEADINGS = "h1, h2, h3, h4, h5, h6"


def image_names(page: Page) -> list[str]:
    """Return the accessible names of the images, as the browser works them out."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [node["name"]["value"] for node in nodes if not node["ignored"] and node["role"]["value"] == "image"]


def titles(page: Page) -> list[str]:
    """Return the titles of the charts: in the notebook, the first line of a chart in words."""
    books = [json.loads(book.read_text("utf-8")) for book in NOTEBOOKS.glob("*.ipynb")]
    cells = {cell["id"]: cell for book in books for cell in book["cells"]}
    charts = [cells[Path(name).stem] for name in each(page, "figure a[download]", "e.download")]
    return ["".join(chart["outputs"][0]["data"]["text/plain"]).splitlines()[0] for chart in charts]


def hrefs(page: Page) -> list[str]:
    """Return the addresses of all links, as written."""
    return each(page, "a[href]", "e.getAttribute('href')")


def overflowing(page: Page) -> list[str]:
    """Return the elements that make the page wider than its window: none when it is not."""
    width, window = page.evaluate("(e => [e.scrollWidth, e.clientWidth])(document.documentElement)")
    beyond = f"e.getBoundingClientRect().right > {window} && e.localName + ' ' + e.textContent.slice(0, 30).trim()"
    return [f"{width} px"] + [name for name in each(page, "body *", beyond) if name] if width > window else []


def test_a_noisy_page_is_noticed(browser: Browser, tmp_path: Path):
    """The recorder of troubles sees a request, a console message and an error of a page that makes them."""
    noisy = tmp_path / "noisy.html"
    noisy.write_text("<img src='https://example.org/a.png'><script>console.warn('w'); throw Error('e')</script>")
    with visit(browser, noisy) as (_, troubles):
        assert {"request", "warning", "error", "exception"} == {trouble.split(":")[0] for trouble in troubles}


@pytest.mark.parametrize("mode", MODES)
def test_page_is_silent(visited: tuple[Page, list[str]]):
    """A page asks for nothing beyond itself and complains of nothing."""
    assert visited[1] == []


def test_figures_have_names(page: Page, path: Path):
    """A figure's accessible name is its title and what it shows, with digits, and no placeholder or file name."""
    names = image_names(page)
    assert len(names) == len(each(page, "figure", "0")) == len(each(page, "svg", "0"))
    # The page on an article has no figure, every other has one.
    assert bool(names) == (path.name != ARTICLE)
    for name, title in zip(names, titles(page), strict=True):
        assert name.startswith(title)
        assert len(name) >= 30 and re.search(r"\d", name) and not PLACEHOLDER.search(name)


def test_ids_are_unique(page: Page):
    """No two elements share an id."""
    ids = each(page, "[id]", "e.id")
    assert [id for id in ids if ids.count(id) > 1] == []


def test_links_within_the_page_resolve(page: Page):
    """Every link, and every glyph of a figure, that points into the page finds its element."""
    ids = each(page, "[id]", "e.id")
    within = {href for href in hrefs(page) + each(page, "use", "e.href.baseVal") if href.startswith("#")}
    assert within
    assert sorted(href for href in within if unquote(href[1:]) not in ids) == []


def test_links_to_files_resolve(page: Page, path: Path):
    """Every relative link is to a file beside the page."""
    relative = [href.partition("#")[0] for href in hrefs(page) if not re.match("#|[a-z][a-z0-9+.-]*:", href)]
    assert relative
    assert [href for href in relative if not (path.parent / unquote(href)).is_file()] == []


def test_contents_lists_the_sections(page: Page):
    """The contents list has each h2, with its words, in order."""
    sections = each(page, "h2", "['#' + e.id, e.firstChild.textContent.trim()]")
    assert each(page, "nav.contents a", "[e.getAttribute('href'), e.textContent.trim()]") == sections


def test_headings_are_in_order(page: Page):
    """There is one h1, it comes first, and no level is skipped after it."""
    levels = [int(level) for level in each(page, HEADINGS, "e.localName[1]")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize(("mode", "width"), [("phone", 375), ("phone", 320), ("print", SHEET["width"])])
def test_page_fits_its_width(page: Page, width: int):
    """Nothing runs over the edge of a phone or of a sheet of paper."""
    page.set_viewport_size({"width": width, "height": 800})
    unfold(page)
    assert overflowing(page) == []


@pytest.mark.parametrize("mode", ["print"])
def test_figures_and_rows_stay_whole_on_paper(page: Page):
    """No figure or row may be cut, and each is lower than a sheet, so that none has to be."""
    kept = each(page, "figure, tr", "[getComputedStyle(e).breakInside, e.getBoundingClientRect().height]")
    assert kept and {rule for rule, _ in kept} == {"avoid"}
    assert max(height for _, height in kept) < SHEET["height"]


def test_page_prints_on_a4(page: Page):
    """The browser makes a PDF of the page, every sheet of it A4."""
    boxes = re.findall(rb"/MediaBox ?\[(.*?)\]", page.pdf(prefer_css_page_size=True))
    assert {tuple(round(float(points)) for points in box.split()) for box in boxes} == {(0, 0, 595, 842)}


def bottoms(page: Page, selector: str) -> list[float]:
    """Return how far down the page each element ends, in pixels."""
    return each(page, selector, "e.getBoundingClientRect().bottom + scrollY")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_holds_the_key_numbers(browser: Browser, width: int, height: int):
    with visit(browser, REPORTS / "report.html") as (page, _):
        page.set_viewport_size({"width": width, "height": height})
        ends = bottoms(page, ".headline, .key dd")
        assert len(ends) == 5
        assert max(ends) <= height


def test_each_number_of_an_article_leads_to_its_note_and_back(browser: Browser, article: Path):
    """A verdict is a sign and a word beside its number, for the ear too; the note is seen, and its link leads back."""
    with visit(browser, article) as (page, _):
        marks = each(page, "a.claim", "[e.id, e.hash, e.lastElementChild.previousElementSibling.textContent, e.innerText]")
        assert len(marks) >= 10
        for id, note, sign, said in marks:
            verdict = re.search(r"\(([a-z ]+)\)$", said)[1]
            found = each(page, note, "[e.hash, e.checkVisibility(), e.closest('li').querySelector('strong').innerText]")
            assert found == [[f"#{id}", True, f"{sign} {verdict}"]]
        assert {"✓", "✗", "!", "⊘"} <= {sign for _, _, sign, _ in marks}


def test_an_article_is_read_with_its_notes_on_paper(browser: Browser, article: Path):
    """Notes are printed whole, and each lower than a sheet."""
    with visit(browser, article, "print") as (page, _):
        kept = each(page, ".notes > li", "[getComputedStyle(e).breakInside, e.getBoundingClientRect().height]")
        assert kept and {rule for rule, _ in kept} == {"avoid"}
        assert max(height for _, height in kept) < SHEET["height"]


def test_the_report_is_short(browser: Browser):
    """With its explanations closed it takes 12,000 pixels of a screen, and nine sheets."""
    with visit(browser, REPORTS / "report.html") as (page, _):
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.evaluate("document.documentElement.scrollHeight") <= 12_000
    with visit(browser, REPORTS / "report.html", "print") as (page, _):
        assert len(re.findall(rb"/Type ?/Page\b", page.pdf(prefer_css_page_size=True))) <= 9


# What a number that is not claimed to be exact, or that sources dispute, is shown with.
QUALIFIED = re.compile(r"(about|more than|at most|at least) .*|.* \(disputed\)")
COPIED = """(() => {
    getSelection().selectAllChildren(e.querySelector("tbody"));
    return [[...e.querySelectorAll("thead th")].map(head => head.className), getSelection().toString()];
})()"""


def test_a_copied_table_pastes_as_numbers(page: Page):
    """What a selection of a table holds is, in the columns of numbers, what a spreadsheet reads as one."""
    for classes, copied in each(page, "table", COPIED):
        rows = [line.split("\t") for line in copied.splitlines()]
        assert {len(row) for row in rows} == {len(classes)}
        numbers = [cell.strip() for row in rows for cell, kind in zip(row, classes, strict=True) if kind == "number"]
        for number in filter(None, numbers):
            assert QUALIFIED.fullmatch(number) or float(number.replace(",", "")) is not None


def test_units_stand_in_heads(browser: Browser):
    with visit(browser, REPORTS / "02_derived_metrics.html") as (page, _):
        copied = each(page, "table", COPIED)[0][1]
    assert "growth in contract value, %\t15.67\t15.663\t15.684\tcompilers\tagreed" in copied
    assert "average contract value, thousand yuan\t269.04\t269.029\t269.051\tcompilers\tagreed" in copied


def test_tables_are_whole_on_a_screen_and_dates_on_one_line(page: Page):
    page.set_viewport_size({"width": 1280, "height": 800})
    assert [
        name for name, is_cut in each(page, ".wide", "[e.textContent.slice(0, 40), e.scrollWidth > e.clientWidth]") if is_cut
    ] == []
    assert all(each(page, "time", "e.getClientRects().length <= 1"))


@pytest.mark.parametrize("mode", ["phone"])
def test_the_first_column_stays_and_the_newest_year_is_in_sight_on_a_phone(browser: Browser, mode: str):
    with visit(browser, REPORTS / "report.html", mode) as (page, _):
        series = page.locator(".wide", has_text="Series by data year")
        heads = series.locator("thead th")
        assert heads.nth(1).inner_text() == "2024"
        assert heads.nth(1).bounding_box()["x"] + heads.nth(1).bounding_box()["width"] <= 375
        before = [series.locator(f"{part} tr:first-child > :first-child").bounding_box()["x"] for part in ("thead", "tbody")]
        series.evaluate("e => e.scrollLeft = 200")
        after = [series.locator(f"{part} tr:first-child > :first-child").bounding_box()["x"] for part in ("thead", "tbody")]
        assert before == after


def test_an_address_opens_the_explanation_of_a_number(page: Page):
    """Following the link of any number shows how it was made, which was folded."""
    entries = each(page, "details > div[id]", "[e.id, e.checkVisibility()]")
    assert entries and not any(is_seen for _, is_seen in entries)
    page.evaluate(f"location.hash = {entries[-1][0]!r}")
    shown = [id for id, is_seen in each(page, "details > div[id]", "[e.id, e.checkVisibility()]") if is_seen]
    assert shown == [entries[-1][0]]


@pytest.mark.parametrize("mode", ["light", "print"])
def test_one_switch_opens_every_explanation_and_one_shows_the_code(page: Page):
    for switch, shown in (("open-explanations", "details > div[id]"), ("show-code", "pre.code")):
        assert not any(each(page, shown, "e.checkVisibility()"))
        page.evaluate(f"document.getElementById({switch!r}).checked = true")
        assert all(each(page, shown, "e.checkVisibility()"))


def test_a_link_to_a_source_leads_to_the_web(page: Page):
    """What leads elsewhere is an address of the web, in the table of sources; opening the page asks for none."""
    outside = {href for href in hrefs(page) if re.match("[a-z][a-z0-9+.-]*:", href) and not href.startswith("data:text/csv")}
    assert all(href.startswith(("https://", "http://")) for href in outside)


def test_page_runs_no_script(page: Page):
    """There is no script, no handler in an attribute, no javascript: address, and the policy forbids them."""
    attributes = sum(each(page, "*", "[...e.attributes].map(a => [a.name, a.value.trim().toLowerCase()])"), [])
    assert each(page, "script", "e.outerHTML") == []
    assert [name for name, value in attributes if name.startswith("on") or value.startswith("javascript:")] == []
    policy = each(page, "meta[http-equiv='Content-Security-Policy']", "e.content")
    assert len(policy) == 1 and "default-src 'none'" in policy[0] and "script-src" not in policy[0]


def test_page_is_small(path: Path):
    """A page can be sent by mail."""
    assert path.stat().st_size <= SIZES[path.name]


def test_downloads_are_tables(page: Page):
    """Each download link saves, under its name and without a network, a CSV file with a header and rows."""
    links = page.locator("a[download]").all()
    assert links
    for link in links:
        assert link.get_attribute("href").startswith("data:text/csv")
        with page.expect_download() as saved:
            link.click()
        header, *rows = csv.reader(saved.value.path().read_text("utf-8-sig").splitlines())
        assert saved.value.suggested_filename == link.get_attribute("download")
        assert all(header) and rows and {len(row) for row in rows} == {len(header)}
