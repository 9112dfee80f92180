"""Text from tables comes out as it is written, and runs nowhere."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hostile import STRINGS, spoil
from playwright.sync_api import Browser
from seen import PAGES, each, unfold, visit

from helpers import paths
from helpers.run import articles, report

DRAWN = {"svg", "g", "path", "text", "tspan", "use", "defs", "style", "clipPath", "rect"}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report made from tables whose text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    for table in paths.DATA.glob("*.csv"):
        shutil.copy(table, folder)
    spoil(folder)
    report.make(2020, "compilers", str(folder), folder / "out")
    return folder / "out"


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_is_shown_and_runs_nothing(browser: Browser, spoiled: Path, name: str):
    """No script runs, nothing is asked for, no element comes from a table, and each string can be read."""
    with visit(browser, spoiled / name) as (page, troubles):
        unfold(page)
        for element in page.locator("main a:visible, main th:visible").all()[:200]:
            element.dispatch_event("mouseover")
        assert page.evaluate("window.hacked") is None
        assert troubles == []
        assert each(page, "script, img, iframe, [onload], [onerror], [onmouseover], h1 ~ h1", "e.outerHTML") == []
        addresses = {a for a in each(page, "a[href]", "e.getAttribute('href')") if a.startswith(("javascript:", "http"))}
        # An address of the web in the column for addresses is a link, and nothing else is.
        known = set(pd.read_csv(spoiled.parent / "sources.csv", dtype=str, keep_default_na=False)["url"])
        assert {a for a in addresses if a not in known or not a.startswith("http")} == set()
        shown = " ".join(page.locator("main").inner_text().split())
        assert [s for s in STRINGS if flat(s) not in shown] == []


def test_hostile_text_in_details_stays_there(browser: Browser, spoiled: Path):
    """Explanations are closed, hold what an explanation holds, and show the strings."""
    found = set()
    for name in PAGES:
        with visit(browser, spoiled / name) as (page, _):
            assert not any(each(page, "details", "e.open || e.attributes.length"))
            children = each(page, "details", "[...new Set([...e.children].map(c => c.localName))].join(' ')")
            assert set(children) == {"summary div", "summary details"}
            unfold(page)
            shown = " ".join(" ".join(each(page, "details", "e.innerText")).split())
            found |= {s for s in STRINGS if flat(s) in shown}
    assert found == set(STRINGS)


def test_hostile_labels_of_charts_are_words(browser: Browser, spoiled: Path):
    """A chart has no element but those it is drawn with, and says in words what its labels say."""
    found = set()
    for name in PAGES:
        with visit(browser, spoiled / name) as (page, _):
            assert set(each(page, "figure svg, figure svg *", "e.localName")) <= DRAWN
            assert each(page, "figure svg [href]:not(use)", "e.outerHTML") == []
            said = " ".join(" ".join(each(page, "figure svg", "e.getAttribute('aria-label')")).split())
            drawn = " ".join(" ".join(each(page, "figure svg text", "e.textContent")).split())
            found |= {s for s in STRINGS if flat(s) in said and flat(s).split()[0] in drawn}
    assert found


def flat(text: str) -> str:
    """Return a string as it can be read, white space folded."""
    return " ".join(text.replace("\u202e", "[U+202E]").split())


@pytest.fixture(scope="module")
def spoiled_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on an article whose text and name are hostile, each text beside a number that differs."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "<img src=x onerror=window.hacked=true>' \u202e.txt"
    lines = [f"In 2020 the contract value was 999.9 billion yuan {text} and {text}466,882 contracts." for text in STRINGS]
    file.write_text("\n\n".join(lines), encoding="utf-8")
    articles.make(str(file), folder / "out", lambda line: None)
    return folder / "out" / articles.PAGE


def test_a_hostile_article_is_shown_and_runs_nothing(browser: Browser, spoiled_article: Path):
    """No script runs, no element and no address comes from the article, and each string can be read in its place."""
    with visit(browser, spoiled_article) as (page, troubles):
        unfold(page)
        for element in page.locator("blockquote a").all():
            element.dispatch_event("mouseover")
        assert page.evaluate("window.hacked") is None
        assert troubles == []
        assert each(page, "script, img, iframe, svg, [onload], [onerror], [onmouseover], h1 ~ h1", "e.outerHTML") == []
        addresses = set(each(page, "main a[href]", "e.getAttribute('href')"))
        known = set(pd.read_csv(paths.DATA / "sources.csv", dtype=str, keep_default_na=False)["url"])
        assert {address for address in addresses if not address.startswith("#")} <= known
        assert len(each(page, "blockquote", "0")) == len(STRINGS)
        # Without what was added: signs, and verdicts in words.
        page.evaluate("document.querySelectorAll('a.claim small, a.claim .unseen').forEach(e => e.remove())")
        shown = [" ".join(text.split()) for text in each(page, "blockquote", "e.innerText")]
        wanted = [" ".join(text.replace("\u202e", "[U+202E]").split()) for text in STRINGS]
        assert [text for text, passage in zip(wanted, shown, strict=True) if text not in passage] == []


def test_hostile_text_is_no_formula(spoiled: Path):
    """No cell of the CSV starts like a formula."""
    table = pd.read_csv(spoiled / "metrics.csv", dtype=str, keep_default_na=False)
    texts = table.select_dtypes("str").drop(columns=["value", "low", "high"])
    assert not texts.map(lambda cell: cell.startswith(("=", "+", "-", "@"))).to_numpy().any()
