"""The index of a batch in a real browser: as silent, linked and readable as the pages, and its table pastes as numbers."""

import subprocess
import sys
from pathlib import Path

import pytest
from hostile import STRINGS
from playwright.sync_api import Browser, Page
from seen import each, visit

# What is asked of every page, asked of this one: `path` below is the index.
from test_accessibility import test_page_breaks_no_rule  # noqa: F401
from test_pages import (  # noqa: F401
    overflowing,
    test_figures_and_rows_stay_whole_on_paper,
    test_headings_are_in_order,
    test_ids_are_unique,
    test_links_to_files_resolve,
    test_page_fits_its_width,
    test_page_is_silent,
    test_page_prints_on_a4,
    test_page_runs_no_script,
)

from helpers.export.index import Report, index

REGISTER = """contract id,institution,date,mode,value (yuan)
1,示例大学,2020-03-01,licence,150000
2,示例大学,2020-04-01,transfer,250000
3,An institute with a rather long name of applied physics,2020-05-01,development,350000
4,An institute with a rather long name of applied physics,2020-06-01,development,450000
"""
SMALLEST = 11


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of years, one of which cannot be made, of a register and of its institutions."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    asked = (
        "--years",
        "1999,2019,2020,2022",
        "--contracts",
        folder / "register.csv",
        "--by",
        "institution",
        "--out",
        folder / "out",
    )
    subprocess.run([Path(sys.executable).with_name("scitech"), "batch", *asked], capture_output=True, check=False)
    return folder / "out" / "index.html"


@pytest.fixture
def path(batch: Path) -> Path:
    return batch


@pytest.fixture
def phone(browser: Browser, batch: Path):
    with visit(browser, batch, "phone") as (page, _):
        page.set_viewport_size({"width": 390, "height": 844})
        yield page


def test_on_a_phone_the_chart_can_be_read(phone: Page):
    """No text is smaller than eleven pixels as shown, no label lies over another, and nothing runs over the edge."""
    sizes = each(phone, "figure text", "parseFloat(getComputedStyle(e).fontSize) * e.ownerSVGElement.getScreenCTM().a")
    assert sizes and min(sizes) >= SMALLEST
    boxes = each(phone, "figure text", "(b => [b.left, b.top, b.right, b.bottom])(e.getBoundingClientRect())")
    over = [
        (a, b)
        for a in boxes
        for b in boxes
        if a < b and min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]
    assert over == []
    assert overflowing(phone) == []


def test_on_a_phone_the_newest_year_is_first_in_sight_and_stays_beside_its_figures(phone: Page):
    assert each(phone, "table:first-of-type tbody th", "e.textContent")[0] == "2022"
    places = each(phone, "tbody tr:first-child > *:nth-child(-n+3)", "e.getBoundingClientRect().right")
    assert max(places[:3]) <= 390
    phone.evaluate("document.querySelector('.wide').scrollLeft = 400")
    assert each(phone, "tbody th", "e.getBoundingClientRect().left")[0] >= 0


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_copied_table_gives_numbers(page: Page):
    cells = each(page, "table:first-of-type tbody tr:nth-child(2) td:nth-child(-n+5)", "e.innerText")[:4]
    assert [float(cell.replace(",", "")) for cell in cells] == [125.61, 466_882, 269.04, 15.67]


def test_the_chart_has_its_numbers_in_words(page: Page):
    (label,) = each(page, "figure svg", "e.getAttribute('aria-label')")
    assert label.startswith("Contract value rose from 108.59 billion yuan in 2019 to 177.66 billion yuan in 2022.")
    assert "2021, not known" in label


def test_what_was_not_made_is_said_at_the_top(page: Page):
    page.locator("main > p a").click()
    assert "No source used here prints a figure for 1999" in page.locator("#not-made + dl").inner_text()


def test_hostile_names_run_nothing_and_can_be_read(browser: Browser, tmp_path: Path):
    """Institutions and reasons: no script runs, nothing is asked for, no element comes of them, and each can be read."""
    reports = [Report("a", 2020, True, text, False, ("contracts.html",), ()) for text in STRINGS]
    (tmp_path / "index.html").write_text(index(reports, {text: text for text in STRINGS}), encoding="utf-8")
    with visit(browser, tmp_path / "index.html") as (page, troubles):
        for element in page.locator("main a:visible, main th:visible, main dt").all():
            element.dispatch_event("mouseover")
        assert page.evaluate("window.hacked") is None
        assert troubles == []
        assert each(page, "script, img, iframe, [onload], [onerror], [onmouseover], h1 ~ h1", "e.outerHTML") == []
        assert set(each(page, "main a[href]", "e.getAttribute('href')")) == {
            "a/contracts.html",
            "#not-made",
        }
        shown = " ".join(page.locator("main").inner_text().split())
        assert [s for s in STRINGS if " ".join(s.replace("\u202e", "[U+202E]").split()) not in shown] == []
