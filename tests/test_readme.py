"""The examples of README run as they stand, and say what it shows."""

import doctest
import re

import matplotlib
import pytest

from helpers import paths

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")
SECTION = re.search(r"^## In pandas\n(.*?)^## ", README, re.DOTALL | re.MULTILINE)[1]
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_examples_run_as_shown(monkeypatch):
    monkeypatch.chdir(paths.ROOT)
    with matplotlib.rc_context({"backend": "agg"}):
        examples = doctest.DocTestParser().get_doctest("\n".join(BLOCKS), {}, "README.md", "README.md", 0)
        told = []
        failed, tried = doctest.DocTestRunner().run(examples, out=told.append)
        matplotlib.pyplot.close("all")
    assert (failed, tried >= 15) == (0, True), "".join(told)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_answer_takes_at_most_three_lines_beyond_opening(block):
    assert block.count(">>> ") <= 3


def test_readme_names_what_an_edition_offers():
    for name in ("figures", "metrics", "series", "disagreements", "what_if", "part"):
        assert f"edition.{name}(" in SECTION
