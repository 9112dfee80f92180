"""Totals that no word gives away: which rows raise the question, and which never do."""

import duckdb
import pandas as pd
import pytest
from registers import HEADER, register

from helpers.errors import InputError
from helpers.register import open_register, provenance, totals
from helpers.register.totals import suspects


def asked(*lines: tuple[str, str, str, int]) -> list[int]:
    """Return which rows of id, institution, mode and fen raise the question, numbered from 1."""
    each = [(place, id == "", who, mode, fen) for place, (id, who, mode, fen) in enumerate(lines, 1)]
    with duckdb.connect() as connection:
        connection.register("summable", pd.DataFrame(each, columns=["place", "no_id", "institution", "mode", "fen"]))
        return suspects(connection)


A = [("1", "A", "d", 10), ("2", "A", "s", 20), ("3", "B", "d", 5)]
BY_MODE = [("", "A", "d", 10), ("", "A", "s", 20), ("", "B", "d", 5), ("", "B", "s", 7)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([*A, ("", "全校情况", "d", 35)], [4]),
        ([*A[:2], ("", "A", "d", 30), A[2], ("4", "B", "d", 6), ("", "B", "d", 11)], [3, 6]),
        ([*BY_MODE, ("", "全校情况", "d", 15), ("", "全校情况", "s", 27)], [5, 6]),
    ],
)
def test_a_sum_of_rows_above_without_what_they_have_raises_the_question(lines, found):
    assert asked(*lines) == found


@pytest.mark.parametrize(
    "lines",
    [
        [("1", "A", "d", 10), ("", "A", "d", 10)],
        [*A, ("4", "C", "d", 35)],
        [*A, ("", "C", "d", 36)],
        [("", "A", "d", 10), ("", "B", "d", 20), ("", "C", "d", 30)],
        [*BY_MODE, ("", "C", "d", 15), ("", "C", "s", 28)],
    ],
)
def test_two_equal_contracts_and_rows_that_lack_nothing_do_not(lines):
    assert asked(*lines) == []


WITH_IDS = [f"{n},A,,2020,{mode},{n}," for n, mode in enumerate(["transfer", "licence"] * 15_000, 1)]
SUM = 30_000 * 30_001 // 2


def test_a_long_register_is_searched_too_wherever_it_is_opened(tmp_path):
    path = register(tmp_path, *WITH_IDS, f",Province,,2020,service,{SUM},")
    with pytest.raises(InputError, match="register.csv, row 30002: it equals the sum of rows above it"):
        open_register([str(path)], 2020)
    assert open_register([str(path)], 2020, totals="contracts").register.searched


def test_the_row_is_that_of_the_file_whatever_lines_stand_above_it(tmp_path):
    path = register(tmp_path, *WITH_IDS[:2], "", "too,few", *WITH_IDS[2:3], ",Province,,2020,service,6,")
    with pytest.raises(InputError, match="register.csv, row 7: it equals"):
        open_register([str(path)], 2020, allow_rejected=1.0)


def test_a_longer_register_than_is_searched_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(totals, "LONGEST", 2)
    path = register(tmp_path, *WITH_IDS[:3], ",Province,,2020,service,6,")
    edition = open_register([str(path)], 2020)
    assert not edition.register.searched
    assert "were not looked for among the rows: there are more than 1,048,576." in str(provenance.unsearched(edition))


ASKED = {
    "below all others": [*WITH_IDS[:3], ",Province,,2020,service,6,"],
    "below others without an id": [*WITH_IDS[:3], ",A,,2020,transfer,4,", ",B,,2020,service,6,"],
    "above all others": [",Province,,2020,service,6,", *WITH_IDS[:3]],
    "above a word for one": [*WITH_IDS[:3], ",Province,,2020,service,6,", ",合计,,2020,,6,"],
    "below a word for one": [",合计,,2020,,6,", *WITH_IDS[:3], ",Province,,2020,service,6,"],
    "beside running numbers": ["1,A,,2020,transfer,1,", "2,A,,2020,licence,2,", "3,A,,2020,licence,3,", ",A,,2020,licence,6,"],
    "by mode, without ids": [
        ",A,,2020,transfer,1,", ",A,,2020,licence,2,", ",B,,2020,transfer,3,", ",B,,2020,licence,4,",
        ",Province,,2020,transfer,4,", ",Province,,2020,licence,6,",
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("id", ["contract_id", "序号", "编号"])
def test_no_total_is_passed_over(tmp_path, rows, id):
    path = register(tmp_path, *rows, header=HEADER.replace("contract_id", id))
    with pytest.raises(InputError, match="it equals the sum of rows above it or below, without what those have"):
        open_register([str(path)], 2020, allow_rejected=1.0)


def test_a_register_that_cannot_hold_such_totals_is_not_searched_row_by_row(tmp_path, monkeypatch):
    monkeypatch.setattr(totals, "suspects", lambda connection: pytest.fail("all rows were looked at"))
    assert open_register([str(register(tmp_path, *WITH_IDS[:6]))], 2020).register.searched
    without = [f",{name},,2020,transfer,{n}," for n, name in enumerate("ABAB", 1)]
    assert open_register([str(register(tmp_path, *without))], 2020).register.searched


def test_values_too_large_to_be_added_are_no_totals(tmp_path):
    rows = [f"{n},A,,2020,transfer,{10**10}," for n in range(1, 4)]
    edition = open_register([str(register(tmp_path, *rows, ",B,,2020,service,99999999999999,"))], 2020, allow_rejected=1.0)
    assert edition.register.searched
