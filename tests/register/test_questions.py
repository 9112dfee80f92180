"""Rows that can be read and look wrong: asked about where they are, and left alone where they only look so."""

import pytest
from registers import register

from helpers.errors import InputError
from helpers.register import open_register
from helpers.register.provenance import questions

HEADER = "institution,year,mode,value_yuan"
TYPICAL = ["A,2020,transfer,200000", "A,2020,licence,300000", "A,2020,development,115893", "B,2020,service,400000"]


def asked(folder, *rows: str, header: str = HEADER) -> list[str]:
    return list(questions(open_register([str(register(folder, *rows, header=header))], 2020)))


DOUBTFUL = {
    "a total of an institution without a word for it": (
        ["A,2020,service,615893"],
        "One row of A in 2020 equals the sum of the other rows. Is it a total?",
    ),
    "an amount a thousand times too large": (
        ["A,2020,development,115893000"],
        "One row of A in 2020 is more than 10 times the sum of the other rows. Is its unit right?",
    ),
    "a zero for 114 million": (
        ["B,2020,transfer,0"],
        "1 row has the value zero in 2020. Were values left out?",
    ),
}


@pytest.mark.parametrize(("rows", "result"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_row_that_looks_wrong_is_asked_about(tmp_path, rows, result):
    assert result in asked(tmp_path, *TYPICAL, *rows)


@pytest.mark.parametrize(
    "rows",
    [["Province,2020,service,1015893"], ["B,2019,service,50", "Province,2020,service,1015943"]],
    ids=["a year", "two years"],
)
def test_a_total_of_all_under_a_name_of_its_own_stops_the_run(tmp_path, rows):
    with pytest.raises(InputError, match="it equals the sum of rows above it or below"):
        asked(tmp_path, *TYPICAL, *rows)


INNOCENT = {
    "a register as it should be": TYPICAL,
    "two rows that are alike": ["A,2020,transfer,100", "A,2020,licence,100", "B,2020,transfer,300"],
    "one contract that is much of the whole": [*TYPICAL, "A,2020,development,2000000"],
    "another year's": [*TYPICAL, "A,2019,service,0", "A,2019,service,115893000", "A,2019,service,1", "A,2019,service,2"],
}


@pytest.mark.parametrize("rows", INNOCENT.values(), ids=INNOCENT)
def test_what_only_looks_so_is_left_alone(tmp_path, rows):
    assert asked(tmp_path, *rows) == []


def test_values_of_a_thousand_in_a_column_of_thousands_are_asked_about(tmp_path):
    from helpers.register import provenance

    edition = open_register([str(register(tmp_path, *TYPICAL, header="institution,year,mode,value (thousand yuan)"))], 2020)
    assert (
        "Is the unit right? The average contract value is far from the national one, of which it is the multiple given here: the register, about 944 times; A"
        in str(provenance.flags(edition))
    )
