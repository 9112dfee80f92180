"""The notebooks in JupyterLab as `make lab` opens them: the project's settings, no trust, stored outputs."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from seen import NOTEBOOKS

# What `make lab` starts JupyterLab with.
SETTINGS = NOTEBOOKS.parent / ".jupyter"

OUTPUT = ".jp-OutputArea-output"
# Of each element, how far its text stands out from the first background behind it that is not transparent (WCAG 2.2, contrast ratio).
CONTRASTS = """all => all.map(e => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const linear = value => value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let behind = e;
    while (behind && parts(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const [low, high] = [getComputedStyle(e).color, getComputedStyle(behind).backgroundColor].map(c => light(parts(c))).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
})"""
SLOW = 60_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the notebooks, and one of a year that no source has totals for."""
    copy = shutil.copytree(NOTEBOOKS, tmp_path_factory.mktemp("lab") / "notebooks")
    text = (copy / "03_narrative.ipynb").read_text("utf-8")
    assert "year: int = 2020" in text
    (copy / "bad_year.ipynb").write_text(text.replace("year: int = 2020", "year: int = 1999"), "utf-8")
    return copy


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[dict]:
    """A JupyterLab server on a free port, with a random token and nobody's settings: what it says of itself."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    own = {name: str(folder.parent / name) for name in names} | {"JUPYTER_CONFIG_PATH": str(SETTINGS)}
    options = ("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0")
    command = (Path(sys.executable).with_name("jupyter-lab"), *options, f"--ServerApp.root_dir={folder}")
    with (folder.parent / "lab.log").open("w") as log:
        process = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log)
    said = Path(own["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{process.pid}.json"
    end = time.monotonic() + 60
    try:
        while not (said.exists() and said.stat().st_size) and process.poll() is None and time.monotonic() < end:
            time.sleep(0.2)
        yield json.loads(said.read_text("utf-8"))
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def opened(browser: Browser, server: dict) -> Iterator[Callable[[str], Page]]:
    """Open a notebook and wait until it is drawn and its kernel idle."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()

        def opened(name: str) -> Page:
            page.goto(f"{server['url']}lab/tree/{name}?token={server['token']}&reset")
            expect(page.locator(f"{OUTPUT} h3").last).to_be_attached(timeout=SLOW)
            idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
            expect(idle).to_be_visible(timeout=SLOW)
            return page

        yield opened


def run_all(page: Page) -> None:
    """Run all cells by the menu."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def follow(page: Page, entry: str) -> None:
    """Click a number and expect its entry, out of sight before, to come into sight."""
    heading = page.locator(f'{OUTPUT} :is(h3, h4)[data-jupyter-id="{entry}"]')
    number = page.locator(f'{OUTPUT} a[href="#{entry}"]:not(.jp-InternalAnchorLink)').first
    number.scroll_into_view_if_needed()
    expect(heading).not_to_be_in_viewport()
    number.click()
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("01_data_loading.ipynb", "value_6modes_in_dollars-2020"),
        ("02_derived_metrics.ipynb", "share_three_modes_contracts-2020-compilers"),
        ("03_narrative.ipynb", "growth_rate-2020-compilers"),
        ("03_narrative.ipynb", "cash_to_contract_value-2020-compilers"),
    ],
)
def test_number_leads_to_its_entry(opened: Callable[[str], Page], name: str, entry: str):
    """A number in a stored output, untrusted and never run, scrolls to how it was made."""
    follow(opened(name), entry)


@pytest.mark.parametrize(
    "name",
    [
        "01_data_loading.ipynb",
        "02_derived_metrics.ipynb",
        "03_narrative.ipynb",
        "04_own_contracts.ipynb",
        "05_article_check.ipynb",
    ],
)
def test_every_number_has_an_entry(opened: Callable[[str], Page], name: str):
    """Each link within a notebook has one heading that JupyterLab made an anchor of."""
    page = opened(name)
    anchors = page.locator(f"{OUTPUT} [data-jupyter-id]").evaluate_all("all => all.map(e => e.dataset.jupyterId)")
    links = page.locator(f"{OUTPUT} a[href^='#']").evaluate_all("all => all.map(e => e.hash.slice(1))")
    assert links
    assert sorted({link for link in links if anchors.count(link) != 1}) == []


def test_number_leads_to_its_entry_after_a_run(opened: Callable[[str], Page]):
    """A number leads to its entry, too, when all cells have been run and are trusted."""
    page = opened("03_narrative.ipynb")
    run_all(page)
    expect(page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(re.compile(r"\[\d+\]:"), timeout=SLOW)
    follow(page, "growth_rate-2020-compilers")


def test_a_bad_year_is_refused_in_words(opened: Callable[[str], Page]):
    """A year without figures is refused in a sentence, without a stack trace, and no cell after it is run."""
    page = opened("bad_year.ipynb")
    run_all(page)
    expect(page.locator(OUTPUT, has_text="Input refused:")).to_be_visible(timeout=SLOW)
    assert "Traceback" not in "".join(page.locator(OUTPUT).all_inner_texts())
    expect(page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text("[ ]:")
    # JupyterLab itself goes to the last cell.
    page.wait_for_timeout(2_500)
    expect(page.locator(OUTPUT, has_text="Input refused:")).to_be_in_viewport()


def test_charts_and_tables_of_an_untrusted_notebook_are_seen_as_such(opened: Callable[[str], Page]):
    """Charts are pictures on white, on any theme; the text of a table stands on the left, its numbers on the right."""
    page = opened("03_narrative.ipynb")
    pictures = page.locator(f"{OUTPUT} img[src^='data:image/svg']")
    assert pictures.evaluate_all("all => all.map(e => e.naturalWidth > 300 && getComputedStyle(e).backgroundColor)") == [
        "rgb(255, 255, 255)"
    ] * len(charts("03_narrative.ipynb"))
    sides = "all => [...new Set(all.map(e => getComputedStyle(e).textAlign))]"
    assert page.locator(f"{OUTPUT} td.number").evaluate_all(sides) == ["right"]
    assert page.locator(f"{OUTPUT} tbody th").evaluate_all(sides) == ["left"]
    sources = page.locator(f"{OUTPUT} table", has_text="nearest to the survey first")
    assert sources.locator("td:not(:empty)").evaluate_all(sides) == ["left"]


@pytest.fixture
def dark(server: dict, browser: Browser) -> Iterator[None]:
    """JupyterLab's dark theme, as the settings of a user have it."""
    with browser.new_context(extra_http_headers={"Authorization": f"token {server['token']}"}) as context:
        theme = f"{server['url']}lab/api/settings/@jupyterlab/apputils-extension:themes"
        assert context.request.put(theme, data={"raw": '{"theme": "JupyterLab Dark"}'}).ok
        yield
        assert context.request.put(theme, data={"raw": "{}"}).ok


@pytest.mark.usefixtures("dark")
def test_tables_and_charts_are_read_on_the_dark_theme(opened: Callable[[str], Page]):
    """On the dark theme text stands out from what is behind it, as much as accessibility asks, and charts stay on white."""
    page = opened("03_narrative.ipynb")
    expect(page.locator("body[data-jp-theme-light=false]")).to_be_attached(timeout=SLOW)
    words = page.locator(f"{OUTPUT} :is(td, th, p, li, summary, a):visible")
    assert words.count() > 100
    assert min(words.evaluate_all(CONTRASTS)) >= 4.5
    behind = page.locator(f"{OUTPUT} img[src^='data:image/svg']").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert set(behind) == {"rgb(255, 255, 255)"}


def charts(name: str) -> list[dict]:
    """Return the outputs of a stored notebook that are charts."""
    cells = json.loads((NOTEBOOKS / name).read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output for output in outputs if "image/svg+xml" in output.get("data", {})]
