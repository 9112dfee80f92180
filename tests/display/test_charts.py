import re
from collections.abc import Callable
from functools import cache
from html import unescape

import pytest
from shown import is_of, label, numbers, words

from helpers import open_edition
from helpers.display import charts, disagreements
from helpers.display.charts import Chart
from helpers.display.text import number_of
from helpers.metrics.values import MetricValue

# Worked out by hand from the printed figures, in the unit that the chart shows them in.
SHOWN = {
    charts.growth: [12.6, 12.55, 12.65, 15.6736, 15.6629, 15.6842, 15.6538, 15.1212, 16.1985],
    charts.modes: [
        4.49300, 16.1293, 16.1247, 16.1339, 965.820, 965.581, 966.058, 269.0402, 269.0295, 269.0509, 236.261, 236.250, 236.272,
    ],
    charts.large: [7.34384, 0.055903, 20.7778],
    charts.series: [108.59, 125.61, 177.66, 205.44, 15.6736, 12.6, 15.6366, 13.7],
    disagreements.disputes: [
        2766, 3395, 261, 18.64, 18.635, 18.645, 18.7, 18.65, 18.75, 6.73873, 6.73666, 6.74081, 6.6981, 6.7071, 6.9042,
        20997, 20977, 14364, 6126, 487, 4, 1,
    ],
    disagreements.printed_growth: [
        13.6, 13.6602, 42.6, 28.6066, 44.9, 43.8298, 13.7, 15.6366, 39.9, 39.52, 6.5, 7.825, 32.3, 32.94, 12.6, 15.6736, 33.03, -19.1, -14.044, 14.3, 3.226, 52.2, 46.529,
    ],
}  # fmt: skip
SOURCES = {
    charts.growth: ["the National Center for Science and Technology Evaluation (2022-06-29)", "China Daily (2022-07-01)"],
    charts.modes: ["the National Center for Science and Technology Evaluation (2022-06-29)"],
    charts.large: ["the National Center for Science and Technology Evaluation (2022-06-29)", "China Daily (2022-07-01)"],
    charts.series: ["the National Center for Science and Technology Evaluation (2022-06-29)", "Maiyan (2025-01-12)"],
    disagreements.disputes: ["Torch High Technology Industry Development Center (2022-03)", "Xinhua (2022-07-04)"],
    disagreements.printed_growth: ["People's Daily (2019-04-12)", "Maiyan (2025-01-12)"],
}
PER_CENT_AND_YUAN = (100, *range(2017, 2024))


@pytest.fixture(scope="module")
def drawn(edition) -> Callable[[Callable], Chart]:
    """Draw a chart of the edition, once."""
    return cache(lambda draw: draw(edition))


@pytest.mark.parametrize("draw", SHOWN, ids=lambda d: d.__name__)
def test_a_chart_says_the_figures_worked_out_by_hand_and_no_others(drawn, draw):
    said = numbers(label(drawn(draw).svg))
    assert [value for value in SHOWN[draw] if not any(is_of(one, value) for one in said)] == []
    known = [*SHOWN[draw], *PER_CENT_AND_YUAN]
    assert [one for one in said if not any(is_of(one, value) for value in known)] == []


@pytest.mark.parametrize("draw", SHOWN, ids=lambda d: d.__name__)
def test_a_picture_shows_numbers_with_all_their_digits(drawn, draw):
    written = " ".join(unescape(words) for words in re.findall(r"<text[^>]*>([^<]*)</text>", drawn(draw).svg))
    assert str(drawn(draw).title) in written
    values = [one for one in drawn(draw).shown if isinstance(one, MetricValue)]
    assert [str(number_of(value)) for value in values if str(number_of(value)) not in written] == []


@pytest.mark.parametrize("draw", SHOWN, ids=lambda d: d.__name__)
def test_a_chart_names_who_printed_its_figures(drawn, draw):
    assert [source for source in SOURCES[draw] if source not in drawn(draw).credit] == []


@pytest.mark.parametrize("draw", SHOWN, ids=lambda d: d.__name__)
def test_a_chart_is_the_same_each_time_and_begins_with_its_title(edition, drawn, draw):
    first, second = drawn(draw), draw(edition)
    assert first.svg == second.svg
    assert label(first.svg).startswith(words(first.title))


def test_a_dispute_has_a_row_with_each_side_once(edition, drawn):
    chart = drawn(disagreements.disputes)
    assert len(chart.data) == len([one for one in edition.findings if one.severity in ("conflict", "slip")]) == 5
    assert [row.count(": ") for row in chart.data["shown"]] == [3, 2, 3, 2, 2]


def test_figures_that_agree_are_no_dispute(folder):
    assert words(disagreements.disputes(open_edition(2020, figures=folder))) == "No source used here contradicts another."


def bars(svg: str) -> list[tuple[float, float]]:
    """Return the width and height of each filled rectangle of a picture."""
    found = []
    for path in re.findall(r'<path d="([^"]*)"[^>]*style="fill: #', svg):
        corners = [tuple(map(float, corner)) for corner in re.findall(r"[ML] ([\d.]+) ([\d.]+)", path)]
        if len(corners) == 4 and "C" not in path:
            sides = [[corner[side] for corner in corners] for side in (0, 1)]
            found.append(tuple(max(side) - min(side) for side in sides))
    return found


@pytest.mark.parametrize(
    ("draw", "side", "values"),
    [
        (charts.modes, 0, [100, 100 - 4.493, 4.493]),
        (charts.modes, 1, [269.040, 236.261, 965.820]),
        (charts.series, 1, [108.59, 125.61, 177.66, 205.44]),
    ],
    ids=["modes, width", "modes, height", "series"],
)
def test_bars_are_as_long_as_their_figures_are_large(drawn, draw, side, values):
    lengths = [bar[side] for bar in bars(drawn(draw).svg)]
    scale = lengths[0] / values[0]
    assert lengths == pytest.approx([value * scale for value in values], rel=0.002)


def test_a_chart_without_its_figures_says_so():
    shown = charts.modes(open_edition(2022))
    assert not isinstance(shown, Chart)
    assert words(shown).startswith(
        "No chart for 2022: no source used here prints the contract value of the three modes or the number of "
        "contracts of the three modes for 2022."
    )


def test_growth_from_an_increase_is_not_called_that_of_the_totals(add):
    rows = [
        "2022,value_6modes,all,1200000000,CNY,exact,,12亿元,RELEASE,",
        "2022,contracts_6modes,all,1100,contracts,exact,,1100,RELEASE,",
    ]
    edition = open_edition(2022, figures=add(*rows, "2022,increase_value_6modes,all,200000000,CNY,exact,,2亿元,RELEASE,"))
    drawn = charts.growth(edition)
    assert words(drawn.title) == (
        "Contract value rose 20 % by the increase of 200 million yuan that Compilers (2022-06-29) printed (2021 to 2022)"
    )
    assert list(drawn.data["of"]) == ["printed increase"]


def test_the_title_says_how_many_printed_rates_are_those_of_the_totals(add):
    agreeing = add("2020,growth_value_6modes,all,25,percent,rounded,1,25%,RELEASE,")
    assert ", every printed growth rate equals" in words(
        disagreements.printed_growth(open_edition(2020, figures=agreeing)).title
    )


def thick_lines(svg: str) -> int:
    """Return how many lines of a picture are those of bounds."""
    return sum(float(width) > 2 for width in re.findall(r"fill: none;[^\"]*stroke-width: ([\d.]+)", svg))


# One is drawn to the end of the axis.
@pytest.mark.parametrize(("precision", "bounded"), [("rounded,1", 2), ("more_than,", 2), ("about,", 1)])
def test_a_value_without_bounds_is_drawn_without_them(add, precision, bounded):
    edition = open_edition(2020, figures=add(f"2020,growth_value_6modes,all,9,percent,{precision},9%,RELEASE,"))
    assert thick_lines(charts.growth(edition).svg) == bounded


def test_the_series_says_no_more_than_its_bounds(add):
    near = add("2020,value_6modes,all,810000000,CNY,rounded,100000000,8.1亿元,OTHER,").parent
    rows = "year,indicator,scope,value,unit,precision,rounded_to,printed,source,note\n"
    rows += "2019,contracts_6modes,all,900,contracts,exact,,900,RELEASE,\n2019,value_6modes,all,800000000,CNY,rounded,100000000,8亿元,RELEASE,\n"
    now = "2020,contracts_6modes,all,1000,contracts,exact,,1000,RELEASE,\n2020,value_6modes,all,"
    table = near / "tables" / "published_figures.csv"
    for value, title in (
        (
            "800000000,CNY,rounded,100000000,8亿元",
            "Contract value went from 800 million yuan in 2019 to 800 million yuan in 2020",
        ),
        (
            "950000000,CNY,at_most,,9.5亿元",
            "Contract value went from 800 million yuan in 2019 to at most 950 million yuan in 2020",
        ),
        (
            "950000000,CNY,more_than,,9.5亿元",
            "Contract value rose from 800 million yuan in 2019 to more than 950 million yuan in 2020",
        ),
    ):
        table.write_text(f"{rows}{now}{value},RELEASE,\n", encoding="utf-8")
        assert words(charts.series(open_edition(2020, figures=table.parent)).title) == title
    alone = rows.partition("2019,")[0] + f"{now}950000000,CNY,exact,,9.5亿元,RELEASE,\n"
    table.write_text(alone, encoding="utf-8")
    assert words(charts.series(open_edition(2020, figures=table.parent)).title) == "Contract value was 950 million yuan in 2020"


def test_a_disputed_rate_is_still_only_inferred(add):
    rates = (
        f"2020,growth_value_6modes,all,{rate},percent,rounded,1,{rate}%,{source},"
        for rate, source in ((5, "RELEASE"), (7, "OTHER"))
    )
    assert "printed rate (probably of institutions that reported for both years)" in list(
        charts.growth(open_edition(2020, figures=add(*rates))).data["of"]
    )
