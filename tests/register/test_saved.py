"""A saved summary stands in for its register as it was counted, or is refused with what fixes it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from registers import register, saved

from helpers.cli import app
from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register import open_register
from helpers.run import contracts
from helpers.run.counting import REJECTED, SUMMARY, count

ROWS = ["1,A,,2020,transfer,12,", "2,A,,2020,licence,5,", "3,B,,2020,service,7,", "4,B,,2020,other,1,"]
HEADER = "id,institution,province,year,mode,value,contracts"


@pytest.fixture
def summary(tmp_path) -> Path:
    """The summary of a register that was counted in 万元, with another threshold."""
    asked = {"unit": "万元", "threshold": 50_000, "allow_rejected": 1.0}
    path = register(tmp_path, *ROWS, header=HEADER)
    count(RegisterParameters(contracts=[str(path)], year=2020, **asked), tmp_path, "", lambda line: None)
    return Path(shutil.move(tmp_path / SUMMARY, tmp_path / "saved.counted.json"))


def opened(summary: Path, **more: object):
    return open_register([str(summary)], 2020, allow_rejected=1.0, **more)


def test_it_gives_what_its_register_gives(summary, tmp_path):
    edition = opened(summary, threshold=50_000, institution="A")
    direct = open_register([str(tmp_path / "register.csv")], 2020, "A", 50_000, "万元", allow_rejected=1.0)
    assert edition.register.digest == direct.register.digest
    assert (
        edition.metric("contracts_per_institution", "own").interval
        == direct.metric("contracts_per_institution", "own").interval
    )


OTHERWISE = {
    "another threshold": ({"threshold": 60_000}, "threshold 50,000, not 60,000. Name the files of the register instead, or give threshold 50,000."),
    "the usual threshold": ({}, "threshold 50,000, not 100,000,000."),
    "another unit": ({"threshold": 50_000, "unit": "元"}, "unit 万元, not 元."),
    "an encoding": ({"threshold": 50_000, "encoding": "big5"}, "encoding unset, not big5."),
    "a column": ({"threshold": 50_000, "column": ["mode=title"]}, "it was counted with column"),
    "a column left out": ({"threshold": 50_000, "column": ["province=ignore"]}, "it was counted with column"),
    "totals as contracts": ({"threshold": 50_000, "totals": "contracts"}, "totals ask, not contracts."),
}  # fmt: skip


@pytest.mark.parametrize(("given", "words"), OTHERWISE.values(), ids=OTHERWISE)
def test_one_that_was_counted_otherwise_is_refused_with_what_fixes_it(summary, given, words):
    with pytest.raises(InputError, match="saved.counted.json: it was counted with") as caught:
        opened(summary, **given)
    assert words in str(caught.value)


def test_the_command_takes_it_with_its_threshold_alone(summary, tmp_path, monkeypatch):
    written = []

    def write(edition, scratch, folder) -> list:
        written.append((scratch / REJECTED).read_text(encoding="utf-8"))
        return []

    monkeypatch.setattr(contracts, "write", write)
    given = ["contracts", str(summary), "--year", "2020", "--allow-rejected", "1", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, given)
    assert (result.exit_code, "it was counted with threshold 50,000" in result.stderr) == (2, True)
    assert written == []
    result = CliRunner().invoke(app, [*given, "--threshold", "50000"])
    assert result.exit_code == 0, result.stderr
    assert "The register has 4 rows: 3 of 2019 or 2020 used; 1 rejected" in result.stdout
    assert written == ["file,row,reason\nsaved.counted.json,,unknown mode\n"]


def test_it_stands_in_for_all_files_of_its_register(summary, tmp_path):
    with pytest.raises(InputError, match="a saved summary stands in for all files of its register. Name it alone."):
        open_register([str(summary), str(tmp_path / "register.csv")], 2020)
    with pytest.raises(InputError, match="saved.counted.json: a saved summary stands in"):
        open_register([str(tmp_path / "register.csv"), str(summary)], 2020)


NONE = {
    "no JSON": "contracts",
    "a list": "[]",
    "another version": json.dumps({"files": [], "groups": {}, "lost": {}}),
    "binary": b"\xff\x00",
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE)
def test_what_is_no_summary_is_refused(tmp_path, content):
    with pytest.raises(InputError, match="x.counted.json: it is no summary of this version"):
        opened(saved(tmp_path, content, "x.counted.json"))
    with pytest.raises(InputError, match="gone.counted.json: it is no summary of this version"):
        opened(tmp_path / "gone.counted.json")
