"""A column that says what each row measures: counts are counted, values summed, and neither is taken for the other."""

import pytest
from registers import FIXTURES, register

from helpers.errors import InputError
from helpers.register import open_register

HEADER = "institution,year,mode,marker,value (thousand yuan)"
PAIRS = ["A,2020,consulting,Number,184", "A,2020,consulting,Value,1500", "A,2020,service,项数,40", "A,2020,service,金额,900"]


def opened(folder, *rows: str, header: str = HEADER, **more: object):
    path = register(folder, *rows, header=header)
    return open_register([str(path)], 2020, column=["marker=measure"], **{"allow_rejected": 1.0} | more)


def sums(edition) -> tuple[int, float, dict]:
    groups = edition.register.groups
    return int(groups["contracts"].sum()), int(groups["fen"].sum()) / 100, edition.register.rejected


def test_counts_and_values_of_one_column_are_told_apart():
    path = FIXTURES / "cases" / "counts_and_values_one_column.csv"
    edition = open_register([str(path)], 2020, column=["marker=measure"])
    assert sums(edition) == (234, 2_733_000, {})
    assert edition.metric("average_contract_value", "own").interval.value == pytest.approx(2_733_000 / 234)


def test_shares_and_growth_are_left_out_and_an_unknown_measure_is_rejected(tmp_path):
    edition = opened(tmp_path, *PAIRS, "A,2020,service,占比,37", "B,2020,service,patents,5")
    assert sums(edition) == (224, 2_400_000, {"a share, growth or average of others": 1, "unknown measure": 1})
    # The share is no contract; what the other row is nobody knows.
    assert edition.figure("contracts_6modes").interval.high == 225


def test_a_count_needs_no_unit_and_an_empty_one_is_no_contract(tmp_path):
    rows = ["A,2020,service,Number,7,项", "A,2020,service,Value,3,万元", "A,2020,licence,Number,,", "A,2020,licence,Value,1,元"]
    edition = opened(tmp_path, *rows, header="institution,year,mode,marker,value,unit")
    assert sums(edition) == (7, 30_001, {"unreadable count": 1})


def test_both_rows_of_an_id_belong_together(tmp_path):
    rows = ["1,A,2020,service,Number,7", "1,A,2020,service,Value,7", "2,A,2020,service,Number,7", "2,A,2020,service,Value,7"]
    edition = opened(tmp_path, *rows, rows[0], header="id,institution,year,mode,marker,value_yuan")
    assert sums(edition) == (14, 14, {"repeated": 1})


def test_a_value_of_a_single_row_is_withheld_whatever_stands_beside_it(tmp_path):
    edition = opened(tmp_path, *PAIRS[:2], "A,2019,service,Number,1", "A,2019,service,Value,1", "A,2019,service,Value,2")
    assert "the value of a single row" in {one.id: why for one, why in edition.unknown("own")}["average_contract_value"]
    assert edition.figure("contracts_6modes").interval.value == 184


def test_a_count_is_no_value_that_was_left_out(tmp_path):
    from helpers.register.provenance import questions

    assert list(questions(opened(tmp_path, *PAIRS))) == []


def test_a_column_of_measures_is_never_passed_over(tmp_path):
    path = register(tmp_path, *PAIRS, header=HEADER.replace("marker", "指标"))
    with pytest.raises(InputError, match="column 指标: it says what each row measures"):
        open_register([str(path)], 2020)
