"""The reason of a verdict says what the record has instead, by how much, and what may have happened."""

import pytest

from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, KINDS, UNCLEAR, UNKNOWN
from helpers.articles.reasons import reason
from helpers.articles.record import Record
from helpers.articles.statements import Statement
from helpers.articles.verdicts import Verdict
from helpers.figures.interval import Interval


@pytest.fixture(scope="module")
def record(edition) -> Record:
    return Record(edition.tables, edition)


@pytest.fixture(scope="module")
def find(record):
    def found(indicator: str, year: int = 2020, scope: str = "all", relation: str = "level") -> Statement:
        return next(
            one
            for one in record.statements
            if (one.indicator, one.year, one.scope, one.relation) == (indicator, year, scope, relation)
        )

    return found


def said(value: float) -> Interval:
    return Interval(value, value, value)


def test_each_kind_says_what_may_have_happened(find):
    meant, other = find("contracts_6modes"), find("contracts_6modes", 2019)
    found = {kind: reason(Verdict(DIFFERS, kind, (meant,), other), said(433_000)) for kind in KINDS}
    assert all(
        text.startswith("The record has 466,882 as the number of contracts of the six modes in 2020;")
        for text in found.values()
    )
    assert len(set(found.values())) == len(KINDS)
    assert found["year"].endswith("; the article's number is about 7.26 % lower. The record has this number for 2019.")


CASES = {
    "another scope": (
        ("scope", ("contracts_3modes",), ("contracts_3modes", 2020, "universities"), 17_157),
        "about 18.2 % lower. The record has this number for universities.",
    ),
    "all for a part": (
        ("scope", ("contracts_3modes", 2020, "universities"), ("contracts_3modes",), 20_977),
        "about 22.3 % higher. The record has this number for all institutions.",
    ),
    "a rate": (
        ("basis", ("growth_value_6modes", 2020, "all", "growth"), ("growth_rate", 2020, "all", "growth"), 15.7),
        "about 3.1 percentage points higher. The record has this number on another basis: the growth in contract value in 2020.",
    ),
    "a unit": (
        ("unit", ("value_6modes",), ("value_6modes",), 1.2561e12),
        "about 10 times too large. The digits are those of the record",
    ),
    "a unit, too small": (("unit", ("value_6modes",), ("value_6modes",), 1.2561e9), "about 100 times too small. The digits"),
    "far, and something else": (
        ("indicator", ("contracts_6modes",), ("reporting_institutions",), 3554),
        "six modes in 2020. The record has this number for something else: the number of reporting institutions in 2020.",
    ),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_how_far_a_number_is_from_the_record(find, given, expected):
    kind, meant, other, value = given
    assert expected in reason(Verdict(DIFFERS, kind, (find(*meant),), find(*other)), said(value))


def test_without_anything_meant_it_says_what_else_the_number_is(find):
    result = reason(Verdict(DIFFERS, "indicator", (), find("reporting_institutions")), said(3554))
    assert result == "The record has this number for something else: the number of reporting institutions in 2020."


def test_a_disputed_number_has_a_side(find):
    result = reason(Verdict(DISPUTED, "", (find("single_contracts_over_100m_6modes"),)), said(261))
    assert result == (
        "Sources disagree: the article sides with China Daily (2022-07-01), "
        "against the National Center for Science and Technology Evaluation (2022-06-29) and 4 more."
    )
    share = find("share_institutions_over_100m", relation="share")
    assert reason(Verdict(DISPUTED, "", (share,)), said(7.3)) == "Sources disagree on what it is worked out from."


def test_an_unclear_number_has_its_readings(find):
    two = (find("contracts_6modes"), find("contracts_3modes"))
    expected = (
        "It may be the number of contracts of the six modes in 2020, or the number of contracts of the three modes in 2020"
    )
    assert reason(Verdict(UNCLEAR, "", two), said(1)) == f"{expected}."
    more = (*two, find("value_6modes"), find("value_3modes"))
    assert reason(Verdict(UNCLEAR, "", more), said(1)).endswith("in 2020, or something else.")


@pytest.mark.parametrize(
    ("verdict", "result"),
    [
        (Verdict(AGREES), "It follows from the article's own numbers. The record does not hold it."),
        (Verdict(DIFFERS, "arithmetic"), "The article's own numbers give another. The record does not hold it."),
    ],
)
def test_what_an_article_lets_its_reader_work_out_is_not_taken_for_the_record(verdict, result):
    assert reason(verdict, said(1)) == result


@pytest.mark.parametrize("verdict", [AGREES, UNKNOWN])
def test_what_agrees_or_is_not_in_the_record_needs_no_reason(find, verdict):
    assert reason(Verdict(verdict, "", (find("value_6modes"),)), said(1)) == ""
