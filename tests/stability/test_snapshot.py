"""What `make accept` says can be read, and follows the declared year."""

import re

import nbformat

from helpers import paths
from helpers.export.data_files import FILES
from helpers.paths import differences
from helpers.stability.snapshot import README, accepted_year


def test_a_change_is_one_short_line_with_what_was_and_what_is():
    long = "x" * 300
    (line,) = differences([f"{long} 12 {long}"], [f"{long} 13 {long}"])
    assert len(line) <= 110
    assert re.fullmatch(r"…x+ 12 x+… → …x+ 13 x+…", line)


def test_white_space_is_no_change():
    assert list(differences(["a  b ", "", "c"], ["a b", "", " c"])) == []


def test_what_was_made_follows_one_declared_year():
    year = accepted_year()
    for path in paths.NOTEBOOKS.glob("*.ipynb"):
        parameters = next(c.source for c in nbformat.read(path, 4).cells if "parameters" in c.metadata.get("tags", []))
        # An article names its years itself.
        assert f"year: int = {year} " in parameters or parameters.startswith("article: ")
    assert f"for contract value in {year}." in README.read_text(encoding="utf-8")
    assert {path.name for path in (paths.REPORTS / str(year)).iterdir()} >= set(FILES)
