"""How the tests see a page: from disk, offline, in one of four modes, with a record of what it should not do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
REPORTS, NOTEBOOKS = ROOT / "reports" / "2020", ROOT / "notebooks"
PAGES = ("01_data_loading.html", "02_derived_metrics.html", "report.html")
# The sheet inside the margins of @page in the style: A4 less 16 mm at the sides and 18 mm above and below, at 96 dpi.
SHEET = {"width": int((210 - 2 * 16) / 25.4 * 96), "height": int((297 - 2 * 18) / 25.4 * 96)}
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True},
    "print": {"viewport": SHEET},
}


@contextmanager
def visit(browser: Browser, path: Path, mode: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """Open a file offline; the list takes each request beyond it, each console complaint and each exception."""
    troubles: list[str] = []

    def note(kind: str, text: object) -> None:
        if kind in ("error", "warning", "exception") or (kind == "request" and text != path.as_uri()):
            troubles.append(f"{kind}: {text}")

    with browser.new_context(offline=True, **MODES[mode]) as context:
        page = context.new_page()
        page.emulate_media(media="print" if mode == "print" else "screen")
        context.on("request", lambda asked: note("request", asked.url))
        page.on("console", lambda said: note(said.type, said.text))
        page.on("pageerror", lambda error: note("exception", error))
        page.goto(path.as_uri(), wait_until="networkidle")
        yield page, troubles


def each(page: Page, selector: str, expression: str) -> list:
    """Return what a JavaScript expression makes of each element `e` that a selector finds."""
    return page.evaluate(f"[...document.querySelectorAll({selector!r})].map(e => {expression})")


def unfold(page: Page) -> None:
    """Open what a reader can open."""
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    page.evaluate("document.querySelectorAll('.switches input').forEach(e => e.checked = true)")
