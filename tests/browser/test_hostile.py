"""Text from tables comes out as it is written, and runs nowhere."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser
from seen import PAGES, each, unfold, visit

from helpers import paths
from helpers.run import articles, report

# None holds a number alone: it would be held against the value that it is printed for.
STRINGS = (
    "<script>window.hacked=true</script>",
    "<img src=x onerror=window.hacked=true>",
    "\"'><svg onload=window.hacked=true>",
    "' onmouseover='window.hacked=true",
    "[click](javascript:window.hacked=true)",
    "javascript:window.hacked=true",
    "</table></div><h1>broken",
    "<!-- open",
    "turned \u202egnp.exe",
    '=HYPERLINK("http://x.example","y")',
    "{{ 7*7 }} {% raw %}",
    r"$\href{javascript:window.hacked=true}{x}$ \\",
    "`code` **bold** # head | cell",
    "http://x.example/",
    'https://x.example/" onmouseover="window.hacked=true',
)


def spoil(folder: Path) -> None:
    """Put every string into every field of free text: in rows of its own, and in rows that the story rests on."""
    tables = {
        name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("sources", "indicators", "published_figures")
    }
    for number, text in enumerate(STRINGS):
        name, source = f"host_{number}", f"HOST{number}"
        tables["sources"].loc[source] = [source, text, text, "2022", "en", text, "press", "compilers", text, text]
        tables["indicators"].loc[name] = [name, text, text, "count", "", "", text]
        tables["published_figures"].loc[name] = ["2020", name, "all", "7", text, "exact", "", text, source, text]
    for table, column in (("sources", "publisher"), ("indicators", "label"), ("published_figures", "printed")):
        used = range(len(tables[table]) - len(STRINGS))
        for row in used:
            tables[table].iloc[row, tables[table].columns.get_loc(column)] = STRINGS[row % len(STRINGS)]
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)


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
        assert [s for s in STRINGS if " ".join(s.replace("\u202e", "[U+202E]").split()) not in shown] == []


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
