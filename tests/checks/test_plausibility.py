"""Slips of the pen: each named with its row and what it stands beside, and nothing said of what may be real."""

import pytest

from helpers import open_edition
from helpers.checks.plausibility import slips
from helpers.display.findings import finding_text


def reported(folder) -> list[str]:
    edition = open_edition(2020, figures=folder)
    return [str(finding_text(finding)) for finding in slips(edition.published, edition.tables)]


def counts(values: str, first: int = 2010) -> list[str]:
    """Rows of a count over some years; the first is row 8 of the table. A dash is a year without one."""
    each = [(first + n, value) for n, value in enumerate(values.split()) if value != "-"]
    return [f"{year},reporting_institutions,all,{value},institutions,exact,,{value},RELEASE," for year, value in each]


OFF = {
    "ten times too large": ("100 1000 100", "1,000 (row 9), is about 10 times too large, compared with 100 in 2010 and 100 in 2012."),
    "a count in thousands": ("3400 3 3500", "3 (row 9), is about 1,000 times too small, compared with 3,400 in 2010 and 3,500 in 2012."),
    "ten thousand times": ("2 20000 2", "20,000 (row 9), is about 10,000 times too large, compared with 2 in 2010 and 2 in 2012."),
    "at the start": ("7000 7 8 9", "7,000 (row 8), is about 1,000 times too large, compared with 7 in 2011 and 8 in 2012."),
    "at the end": ("9 8 7 7000", "7,000 (row 11), is about 1,000 times too large, compared with 8 in 2011 and 7 in 2012."),
    "over a gap": ("9 9 - 7000 - 8 9", "7,000 (row 10), is about 1,000 times too large, compared with 9 in 2011 and 8 in 2015."),
    "growth by just under two": ("100 1995 100", "1,995 (row 9), is about 10 times too large, compared with 100 in 2010 and 100 in 2012."),
    "a fall by just under two": ("100 502 100", "502 (row 9), is about 10 times too large, compared with 100 in 2010 and 100 in 2012."),
    "three years on, whatever stood four years before": (
        "30 3000 - - 31", "31 (row 10), is about 100 times too small, compared with 3,000 in 2011."),
    "a year on, whatever stood six years before": (
        "30 - - - - 3000 31", "31 (row 10), is about 100 times too small, compared with 3,000 in 2015."),
    "years later, where none is nearer": (
        "3000 - - - - 31", "31 (row 9), is about 100 times too small, compared with 3,000 in 2010."),
    "nothing": ("114 0 114", "0 (row 9), is zero, compared with 114 in 2010 and 114 in 2012. Was it left out?"),
}  # fmt: skip


@pytest.mark.parametrize(("values", "sentence"), OFF.values(), ids=OFF)
def test_a_figure_that_is_off_is_reported_with_its_neighbours(add, values, sentence):
    assert any(
        one.startswith("The number of reporting institutions in 20") and one.endswith(f", {sentence}")
        for one in reported(add(*counts(values)))
    )


REAL = {
    "no other year": "1000",
    "the same every year": "100 100 100",
    "neighbours that do not agree": "10 100 1000",
    "growth by just over two": "100 1996 100",
    "a fall by just over two": "100 501 100",
    "more than ten thousand times": "2 200000 2",
    "nothing beside nothing": "0 0 5",
    "something beside nothing": "0 5 0",
    "nothing in the only year": "0",
}


@pytest.mark.parametrize("values", REAL.values(), ids=REAL)
def test_what_may_be_real_is_not_reported(add, values):
    assert reported(add(*counts(values))) == []


def test_exact_figures_of_one_year_are_no_slips_of_each_other(add):
    assert reported(add(*counts("3100"), *(row.replace("RELEASE", "OTHER") for row in counts("31")))) == []


def test_rates_of_one_year_without_bounds_are_no_slips_of_each_other(add):
    rates = [
        f"2020,growth_value_6modes,all,{value},percent,about,,x,{source},"
        for value, source in (("12", "RELEASE"), ("1.2", "OTHER"))
    ]
    assert reported(add(*rates)) == []


def growth(value: str, step: str) -> str:
    return f"2020,growth_value_6modes,all,{value},percent,rounded,{step},x,RELEASE,"


@pytest.mark.parametrize(("value", "step"), [("0.126", "0.001"), ("0.99", "0.01"), ("-0.12", "0.01")])
def test_a_fraction_for_a_per_cent_is_reported(add, value, step):
    (one,) = reported(add(growth(value, step)))
    assert "% (row 8), looks like a fraction, where per cent is meant." in one


@pytest.mark.parametrize(
    ("value", "step"), [("0.3", "0.1"), ("1.00", "0.01"), ("-1.00", "0.01"), ("0.00", "0.01"), ("12.60", "0.01")]
)
def test_a_small_rate_is_not_reported(add, value, step):
    assert reported(add(growth(value, step))) == []


def test_a_rate_without_bounds_is_not_reported(add):
    assert reported(add("2020,growth_value_6modes,all,0.126,percent,about,,x,RELEASE,")) == []


def test_a_small_share_is_not_reported(add):
    rows = [
        "2020,contracts_3modes,all,400,contracts,exact,,400,RELEASE,",
        "2020,share_contracts_over_1m_3modes,all,0.12,percent,rounded,0.01,x,RELEASE,",
    ]
    assert reported(add(*rows)) == []
