"""The pages by the rules of axe-core, in every way they are seen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import MODES
from playwright.sync_api import Page

# Off by default in axe-core, though WCAG 2.2 AA asks for it: links and buttons large enough to hit.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("mode", MODES)
def test_page_breaks_no_rule(page: Page):
    """axe-core finds no violation of any impact, folded code included."""
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()
