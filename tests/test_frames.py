"""Data frames of an edition, a part and a register: what they hold, that what is missing has no row, and what if."""

import math

import pandas as pd
import pytest

import helpers
from helpers import InputError, UnknownNameError, open_edition, open_register
from helpers.rows import COLUMNS

TIDY = list(COLUMNS)


@pytest.fixture(scope="module")
def register():
    return open_register([], 2020, "Synthetic institution 00005")


def test_all_published_figures_are_rows_with_numbers(edition):
    figures = edition.figures()
    assert list(figures) == [*TIDY, "status", "printed"]
    assert len(figures) == len(edition.frame)
    assert all(pd.api.types.is_numeric_dtype(figures[name]) for name in ("year", "value", "low", "high"))
    total = figures.query("id == 'value_6modes' and year == 2020 and source == 'NCSTE22'").iloc[0]
    assert (total["value"], total["low"], total["high"], total["unit"]) == (125.61e9, 125.605e9, 125.615e9, "CNY")


def test_a_bound_that_nobody_claims_is_nan_and_not_zero(edition):
    printed = edition.figures().query("id == 'growth_avg_contract_value_3modes' and year == 2017").iloc[0]
    assert math.isnan(printed["low"])
    assert math.isnan(printed["high"])


def test_metrics_of_a_year_have_bounds_unit_and_status(edition):
    metrics = edition.metrics()
    assert list(metrics) == [*TIDY, "status"]
    assert list(metrics["value"]) == [value.interval.value for value in edition.metric_values]
    assert set(edition.metrics(2023)["year"]) == {2023}


def test_a_series_has_one_row_a_year_and_none_where_the_metric_is_missing(edition):
    series = edition.series("average_contract_value")
    assert list(series["year"]) == [2019, 2020, 2022, 2023]
    assert not series["value"].isna().any()
    assert series.set_index("year").loc[2020, "value"] == pytest.approx(125.61e9 / 466882)


def test_series_that_must_not_be_joined_stay_apart_by_id_and_scope(edition):
    both = edition.series("value_6modes", "value_3modes")
    assert not both.duplicated(["year", "id", "scope"]).any()
    assert set(both["id"]) == {"value_6modes", "value_3modes"}
    part = edition.part("universities").series("contracts_3modes")
    assert set(part["scope"]) == {"universities"}
    assert part["value"].tolist() == [17157]


def test_an_id_in_brackets_is_its_series_and_ids_complete(edition):
    assert edition["growth_rate"].equals(edition.series("growth_rate"))
    assert {"growth_rate", "value_6modes"} <= set(edition._ipython_key_completions_())
    assert all(len(edition[id]) >= 0 for id in edition.ids)


def test_disagreements_stand_together_by_finding(edition):
    found = edition.disagreements()
    assert set(found["severity"]) == {"conflict", "slip"}
    counted = found.query("rule == 'attributed' and year == 2020")
    assert set(counted["id"]) == {"institutions_over_100m_6modes", "single_contracts_over_100m_6modes"}
    assert set(counted["value"]) == {261}
    assert counted["finding"].nunique() == 1


def test_an_edition_without_disagreement_has_the_columns_all_the_same(folder):
    edition = open_edition(2020, figures=folder)
    edition.findings = []
    assert list(edition.disagreements())[3 : len(TIDY) + 3] == TIDY


def test_a_register_has_the_same_frames_its_own_rows_marked(register):
    metrics = register.metrics()
    assert list(metrics) == [*TIDY, "status"]
    assert set(metrics["reading"]) == {"own", "institution", "compilers", "press"}
    assert set(metrics.loc[metrics["reading"] == "own", ["scope", "status"]].stack()) == {"own", "counted"}
    assert register.series("value_6modes")["year"].tolist() == [2019, 2020]
    assert register.series("value_6modes")["status"].unique().tolist() == ["counted"]


def test_what_if_shows_the_published_values_as_they_are_and_the_assumed_beside_them(edition):
    metrics = edition.what_if(value_6modes_2019=110e9)
    published = metrics[metrics["status"] != "assumption"]
    assert published.reset_index(drop=True).equals(edition.metrics())
    growth = metrics.query("id == 'growth_rate' and reading == 'compilers'").set_index("status")["value"]
    assert growth["assumption"] == pytest.approx(125.61e9 / 110e9 - 1)
    assert growth["agreed"] == edition.metric("growth_rate").interval.value


def test_what_if_marks_an_assumption_in_status_and_source_and_leaves_the_edition_as_it_was(edition):
    before = edition.metrics()
    metrics = edition.what_if(value_6modes_2019=110e9, contracts_6modes_2019=500_000)
    is_assumed = metrics["status"] == "assumption"
    assert is_assumed.sum() > 4
    assert metrics.loc[is_assumed, "source"].str.contains("assumption").all()
    assert not metrics.loc[~is_assumed, "source"].str.contains("assumption").any()
    assert edition.metrics().equals(before)


def test_what_if_fills_a_gap_without_a_published_value_beside_it(known):
    metrics = open_edition(2019, figures=known).what_if(value_6modes_2018=100e9)
    growth = metrics[metrics["id"] == "growth_rate"]
    assert set(growth["status"]) == {"assumption"}
    assert growth["value"].iloc[0] == pytest.approx(0.0862, abs=0.001)


def test_what_if_of_a_part_and_of_a_register(edition, register):
    part = edition.part("universities").what_if(contracts_3modes_2020=10_000, value_3modes_2020=5e9)
    average = part.query("id == 'average_contract_value_three_modes' and status == 'assumption' and reading == 'compilers'")
    assert average[["scope", "value"]].to_numpy().tolist() == [["universities", 500_000]]
    metrics = register.what_if(value_6modes_2019=110e9)
    assert set(metrics.loc[metrics["status"] == "assumption", "reading"]) == {"compilers", "press"}


REFUSED = {
    "no figure": ({}, "like what_if(value_6modes_2019=110e9)"),
    "no year": ({"value_6modes": 1}, "no year is named"),
    "another year": ({"value_6modes_1999": 1}, "no figure of 1999 is known. Years: 2017, 2018"),
    "another indicator": ({"valeu_6modes_2019": 1}, "There is no indicator 'valeu_6modes'. The nearest: value_6modes"),
    "a metric": ({"growth_rate_2020": 1}, "There is no indicator 'growth_rate'"),
    "text": ({"value_6modes_2019": "much"}, "what_if, value_6modes_2019: 'much' is not a number"),
    "yes": ({"value_6modes_2019": True}, "'True' is not a number"),
    "nothing": ({"value_6modes_2019": None}, "'None' is not a number"),
    "not a number": ({"value_6modes_2019": math.nan}, "'nan' is not a number"),
    "no end": ({"value_6modes_2019": math.inf}, "'inf' is not a number"),
    "below zero": ({"value_6modes_2019": -3}, "what_if, value_6modes_2019, column value: amount -3 is out of range"),
    "half a contract": ({"contracts_6modes_2020": 1.5}, "a count of 1.5 is not a whole number"),
    "a part above its whole": (
        {"contracts_3modes_2020": 10_000_000},
        "contracts_3modes is above contracts_6modes (rows 105, 106, 107, 108, 109, 110, 111), the whole that it is a part of. "
        "Assume another figure.",
    ),
    "nothing of the year": ({"value_6modes_2023": 2e11}, "no metric of 2020 has a result that rests on value_6modes_2023"),
    "less than its part": ({"value_6modes_2020": 20.2e9}, "value_3modes is above value_6modes (what_if, value_6modes_2020)"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_if_refuses_what_a_table_would(edition, case):
    given, message = REFUSED[case]
    with pytest.raises(InputError) as caught:
        edition.what_if(**given)
    assert message in str(caught.value)


def test_a_wrong_id_year_or_scope_names_its_neighbours(edition):
    asked = {
        "growth_rate": lambda: edition.series("growht_rate"),
        "2023, 2022, 2021": lambda: edition.metrics(2030),
        "universities": lambda: edition.part("universites"),
    }
    for nearest, ask in asked.items():
        with pytest.raises(UnknownNameError, match=f"The nearest: .*{nearest}"):
            ask()


def test_a_wrong_reading_is_not_called_a_missing_figure(edition):
    with pytest.raises(UnknownNameError, match="no reading 'pres'. The nearest: press"):
        edition.metric("growth_rate", "pres")


def test_an_edition_says_whether_it_has_an_id(edition):
    assert "value_6modes" in edition
    assert "nope" not in edition
    assert list(edition) == edition.ids


def test_names_are_found_without_reading_source(edition):
    assert set(dir(helpers)) == set(helpers.__all__)
    assert {"figures", "metrics", "series", "disagreements", "what_if", "part"} <= set(dir(edition))
    public = [
        getattr(type(edition), name) for name in dir(edition) if not name.startswith("_") and hasattr(type(edition), name)
    ]
    assert all(one.__doc__ for one in public)


def test_what_is_looked_at_has_a_line_of_text_and_a_table_with_its_values(edition, register):
    part = edition.part("universities")
    for one in (edition, part, register, edition.metric("growth_rate"), edition.figure("value_6modes"), edition.findings[0]):
        shown = one._repr_mimebundle_()
        assert shown["text/plain"] == repr(one)
        assert len(repr(one).splitlines()) == 1
        assert "<table" in shown["text/html"]
        assert shown["text/csv"].count("\n") >= 2
    assert repr(edition.metric("growth_rate")) == (
        "growth_rate of 2020, compilers: 0.1567363477 (0.1566370459 to 0.1568356587), agreed"
    )


def test_text_from_data_stays_text_in_the_table_of_an_object(replace):
    folder = replace("published_figures", "2020,contracts_6modes,all", "2020,contracts_6modes,<b>x</b>")
    figures = [one for group in open_edition(2020, figures=folder).published.values() for one in group]
    shown = "".join(one._repr_mimebundle_()["text/html"] for one in figures)
    assert "&lt;b&gt;x" in shown
    assert "<b>x" not in shown
