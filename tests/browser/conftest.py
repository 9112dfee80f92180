"""A headless browser, and the pages of a data year opened in it from disk with the network cut."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports" / "2020"
PAGES = ("01_data_loading.html", "02_derived_metrics.html", "report.html")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The sheet inside the margins of @page in the style: A4 less 16 mm at the sides and 18 mm above and below, at 96 dpi.
SHEET = {"width": int((210 - 2 * 16) / 25.4 * 96), "height": int((297 - 2 * 18) / 25.4 * 96)}
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True},
    "print": {"viewport": SHEET},
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's browser; a machine without one fails the tests."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(f"No browser: none of {', '.join(NAMES)} is on the PATH, and CHROMIUM names none.", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def visit(browser: Browser, path: Path, mode: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """Open a file offline; the list takes each request beyond it, each console complaint and each error."""
    troubles: list[str] = []
    with browser.new_context(offline=True, **MODES[mode]) as context:
        page = context.new_page()
        page.emulate_media(media="print" if mode == "print" else "screen")
        context.on("request", lambda request: request.url == path.as_uri() or troubles.append(f"request {request.url}"))
        page.on("console", lambda said: said.type in ("error", "warning") and troubles.append(f"{said.type} {said.text}"))
        page.on("pageerror", lambda error: troubles.append(f"page error {error}"))
        page.goto(path.as_uri(), wait_until="networkidle")
        yield page, troubles


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest) -> Path:
    """Each page's file in turn."""
    return REPORTS / request.param


@pytest.fixture
def mode() -> str:
    """How a page is seen, unless a test is parametrised with others."""
    return "light"


@pytest.fixture
def visited(browser: Browser, path: Path, mode: str) -> Iterator[tuple[Page, list[str]]]:
    """Each page, opened, with the list of its troubles."""
    with visit(browser, path, mode) as opened:
        yield opened


@pytest.fixture
def page(visited: tuple[Page, list[str]]) -> Page:
    """Each page, opened."""
    return visited[0]


def read(page: Page, selector: str, expression: str) -> list:
    """Return what a JavaScript expression makes of each element `e` that a selector finds."""
    return page.evaluate(f"[...document.querySelectorAll({selector!r})].map(e => {expression})")
