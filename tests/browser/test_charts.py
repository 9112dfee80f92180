"""The charts on a phone: every label is large enough, within its picture, and over no other."""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from seen import PAGES, REPORTS, each, visit

SMALLEST = 11
LABELS = """(() => {
    const svg = e.ownerSVGElement, frame = svg.getBoundingClientRect(), box = e.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(e).fontSize) * frame.width / svg.viewBox.baseVal.width;
    const inside = box.left >= frame.left - 1 && box.right <= frame.right + 1;
    return [[...document.querySelectorAll("svg")].indexOf(svg), e.textContent, size, inside, box.left, box.right, box.top, box.bottom];
})()"""


@pytest.fixture(scope="module", params=[2019, 2020, 2023])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of a year with few figures, the committed one, and one of another year."""
    if request.param == 2020:
        return REPORTS
    out = tmp_path_factory.mktemp("reports") / str(request.param)
    subprocess.run([Path(sys.executable).with_name("scitech"), "report", f"--year={request.param}", f"--out={out}"], check=True)
    return out


def faults(page: Page) -> list[str]:
    """Return what is wrong with labels of charts: too small, beyond the picture, or one over another."""
    labels = each(page, "svg text", LABELS)
    found = [f"{words}: {size:.1f} px" for _, words, size, *_ in labels if size < SMALLEST]
    found += [f"{words}: beyond the picture" for _, words, _, inside, *_ in labels if not inside]
    for (svg, words, _, _, left, right, top, bottom), (svg2, words2, _, _, left2, right2, top2, bottom2) in combinations(
        labels, 2
    ):
        shared = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
        if svg == svg2 and min(shared) > 0.5:
            found.append(f"{words} over {words2}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_labels_of_charts_can_be_read_on_a_phone(browser: Browser, report: Path, name: str):
    with visit(browser, report / name, "phone") as (page, _):
        page.set_viewport_size({"width": 390, "height": 844})
        assert faults(page) == []
        assert len(each(page, "svg text", "0")) > 5


def test_a_label_that_is_small_or_over_another_is_noticed(browser: Browser, tmp_path: Path):
    spoilt = tmp_path / "spoilt.html"
    labels = '<text x="5" y="20" font-size="12">one</text><text x="15" y="24" font-size="10">two</text><text x="190" y="60">three</text>'
    spoilt.write_text(f'<svg viewBox="0 0 200 100" width="200" font-size="12">{labels}</svg>')
    with visit(browser, spoilt) as (page, _):
        assert faults(page) == ["two: 10.0 px", "three: beyond the picture", "one over two"]
