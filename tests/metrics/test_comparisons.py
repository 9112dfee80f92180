"""Ratios beside other countries are worked out apart from the package, from the printed figures."""

import pytest

from helpers import open_edition
from helpers.metrics.comparisons import sides


def of_year(year: int) -> dict[tuple[str, str], object]:
    edition = open_edition(year)
    return {(one.comparison, one.name): one for one in sides(edition.tables, edition.published | edition.comparators, year)}


def test_ratios_of_2020_are_those_of_the_printed_figures():
    found = of_year(2020)
    wanted = {
        ("agreements per institution", "China, universities"): (17157 / 1433, 17157 / 1433, 17157 / 1433),
        ("agreements per institution", "China, research institutes"): (3820 / 2121, 3820 / 2121, 3820 / 2121),
        ("agreements per institution", "United States"): (10050 / 197, 10050 / 197, 10050 / 197),
        ("growth in the number of agreements", "China, all institutions"): (0.399, 0.3985, 0.3995),
        ("growth in the number of agreements", "China, universities"): (0.49, 0.485, 0.495),
        ("growth in the number of agreements", "United States"): (0.07, 0.065, 0.075),
    }
    intervals = {key: side.value.interval for key, side in found.items()}
    assert {key: pytest.approx(bounds) for key, bounds in wanted.items()} == {
        key: (one.value, one.low, one.high) for key, one in intervals.items()
    }
    assert found["agreements per institution", "United States"].period == "fiscal year 2020"
    assert found["agreements per institution", "United States"].value.definition.unit == "agreements per institution"
    labels = [side.value.label for side in found.values() if side.name == "China, universities"]
    assert labels == ["agreements per institution (universities)", "growth in the number of agreements (universities)"]


def test_there_are_at_most_six_ratios_each_with_another_country_and_a_word_on_what_differs():
    edition = open_edition(2020)
    made = edition.tables.comparisons[edition.tables.comparisons["side"] != ""]
    assert 0 < made["comparison"].nunique() <= 6
    for _, rows in made.groupby("comparison"):
        of_china = rows["side"].str.startswith("China")
        assert 0 < of_china.sum() < len(rows)
        assert rows["definition"].all()
        assert rows["remark"].any()
        assert rows["year"].nunique() == 1


def test_no_comparison_is_of_a_year_without_both_sides():
    assert (of_year(2019), of_year(2023)) == ({}, {})


def test_figures_of_other_countries_stand_in_no_series_of_the_report():
    edition = open_edition(2020)
    scopes = {key[2] for key in edition.comparators}
    assert scopes.isdisjoint(edition.frame["scope"])
    assert scopes.isdisjoint(key[2] for key in edition.observations)


def test_figures_of_one_unit_make_a_share(folder):
    header = "year,period,indicator,scope,value,unit,precision,rounded_to,printed,source,definition,reuse,use,note"
    printed = (
        ("contracts_3modes", 50, "RELEASE"),
        ("contracts_3modes", 60, "OTHER"),
        ("contracts_3modes", 70, "PAPER"),
        ("contracts_6modes", 400, "RELEASE"),
    )
    figures = [
        f"2020,2020,{name},Elsewhere,{n},contracts,exact,,{n},{source},counted,open licence,ratio,"
        for name, n, source in printed
    ]
    (folder / "comparators.csv").write_text("\n".join([header, *figures]) + "\n", encoding="utf-8")
    (folder / "comparisons.csv").write_text(
        "comparison,side,year,numerator,denominator,scope,definition,remark\n"
        "share,Elsewhere,2020,contracts_3modes,contracts_6modes,Elsewhere,a share,\n",
        encoding="utf-8",
    )
    edition = open_edition(2020, figures=folder)
    (side,) = sides(edition.tables, edition.published | edition.comparators, 2020)
    assert (side.value.interval.value, side.value.definition.unit, side.value.formula) == (0.125, "1", "part / whole")
    assert [one.source for one in side.value.inputs] == ["RELEASE", "RELEASE"]
