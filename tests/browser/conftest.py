"""A headless browser, and the committed pages opened in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from seen import PAGES, REPORTS, visit

from helpers.articles.article import EXAMPLE as ARTICLE_EXAMPLE
from helpers.register.comparison import EXAMPLE
from helpers.run.articles import PAGE as ARTICLE
from helpers.run.contracts import PAGE

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the synthetic example of a register, with one of its institutions."""
    out = tmp_path_factory.mktemp("register") / "own"
    asked = (EXAMPLE, "--year", "2020", "--institution", "Synthetic institution 00005", "--out", out)
    subprocess.run([Path(sys.executable).with_name("scitech"), "contracts", *asked], check=True)
    return out / PAGE


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the example of an article."""
    out = tmp_path_factory.mktemp("article") / "checked"
    checked = subprocess.run([Path(sys.executable).with_name("scitech"), "check-article", ARTICLE_EXAMPLE, "--out", out])
    # Some of its numbers are wrong on purpose.
    assert checked.returncode == 1
    return out / ARTICLE


MADE = {PAGE: "register", ARTICLE: "article"}


@pytest.fixture(params=[*PAGES, *MADE])
def path(request: pytest.FixtureRequest) -> Path:
    """Each page's file in turn."""
    return request.getfixturevalue(MADE[request.param]) if request.param in MADE else REPORTS / request.param


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
