"""The pages by the rules of axe-core, in every way they are seen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from seen import MODES, unfold

# Links and buttons large enough to hit: WCAG 2.2 AA asks for it, axe-core leaves it off by default.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("code", ["folded", "shown"])
def test_page_breaks_no_rule(page: Page, code: str):
    """axe-core finds no violation of any impact."""
    if code == "shown":
        unfold(page)
    broken = Axe().run(page, options=OPTIONS).response["violations"]
    assert [f"{rule['id']}, {rule['impact']}: {node['target']}" for rule in broken for node in rule["nodes"]] == []
