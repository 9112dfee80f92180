import pytest

from helpers import InputError, MissingFigure, open_edition
from helpers.display import sentences
from helpers.edition import parameters


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"year": "2020"}, "Parameter year: Input should be a valid integer, not '2020'."),
        ({"year": 2020.0}, "Parameter year: Input should be a valid integer, not 2020.0."),
        ({"year": True}, "Parameter year: Input should be a valid integer, not True."),
        ({"year": 2020, "reading": "mine"}, "Parameter reading: Input should be 'compilers' or 'press', not 'mine'."),
        ({"year": 2020, "raeding": "press"}, "Parameter raeding: Extra inputs are not permitted, not 'press'."),
        ({}, "Parameter year: Field required"),
    ],
)
def test_a_parameter_of_wrong_name_or_type_is_refused(given, message):
    with pytest.raises(InputError) as caught:
        parameters(**given)
    assert message in str(caught.value)
    assert "The parameters are year, reading, figures." in str(caught.value)


@pytest.mark.parametrize("year", [1999, 2016, 2024])
def test_a_year_without_figures_is_refused_with_the_years_that_have_them(known, year):
    with pytest.raises(InputError) as caught:
        open_edition(year, figures=known)
    assert str(caught.value) == (
        f"No source used here prints a figure for {year}. Years with figures: 2017, 2018, 2019, 2020, 2021, 2022, 2023."
    )


@pytest.mark.parametrize("year", [2017, 2018, 2021])
def test_a_year_without_totals_is_opened_and_marked_as_incomplete(known, year):
    edition = open_edition(year, figures=known)
    assert year not in edition.years
    assert str(sentences.partial(edition)) == (
        f"This page on {year} is incomplete: no source used here prints the contract value of the six modes or the "
        f"number of contracts of the six modes for {year}."
    )


def test_a_year_with_totals_is_not_marked_as_incomplete(edition):
    assert str(sentences.partial(edition)) == ""


@pytest.mark.parametrize("year", [2019, 2022, 2023])
def test_the_press_reading_is_of_2020_alone(year):
    with pytest.raises(InputError, match=f"The press reading covers 2020, not {year}."):
        open_edition(year, "press")


def test_the_chosen_reading_leads_and_the_other_stands_beside_it():
    press = open_edition(2020, "press")
    assert press.metric("growth_rate").reading == "press"
    assert press.other("growth_rate").reading == "compilers"
    assert press.metric("share_three_modes_value").reading == "compilers"
    assert press.figure("value_6modes").source == "CD22"


def test_a_missing_figure_stays_missing():
    edition = open_edition(2019)
    with pytest.raises(MissingFigure, match="no source prints value_6modes of 2018"):
        edition.metric("growth_rate")
    assert "growth_rate" in {metric.id for metric, _ in edition.missing()}


def test_a_refusal_is_shown_in_a_notebook_without_a_stack():
    shown = InputError("Year 2021 has no totals.")._render_traceback_()
    assert shown == ["Input refused:", "Year 2021 has no totals."]


def test_a_figure_of_zero_is_no_divisor(replace):
    replace(
        "published_figures", "2019,value_6modes,all,800000000,CNY,rounded,100000000,8", "2019,value_6modes,all,0,CNY,exact,,0"
    )
    replace(
        "published_figures",
        '2020,contracts_6modes,all,1000,contracts,exact,,"1,000",PAPER',
        "2020,growth_value_6modes,all,5,percent,exact,,5%,PAPER",
    )
    edition = open_edition(
        2020,
        figures=replace(
            "published_figures",
            '2020,contracts_6modes,all,1000,contracts,exact,,"1,000"',
            "2020,contracts_6modes,all,0,contracts,exact,,0",
        ),
    )
    with pytest.raises(MissingFigure, match="^value_6modes of 2019 is zero$"):
        edition.metric("growth_rate", "compilers")
    assert "average_contract_value" in {metric.id for metric, _ in edition.missing()}
    assert [f.rule for f in edition.findings] == ["slip", "slip", "repeated"]


def test_an_indicator_with_the_name_of_a_metric_is_refused(folder):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write("growth_rate,growth,percent,growth,value_6modes,,\n")
    with pytest.raises(InputError, match="growth_rate is the name of a metric"):
        open_edition(2020, figures=folder)
