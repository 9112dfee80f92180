import pytest

from helpers import open_edition
from helpers.display import charts
from helpers.display.charts import Chart

DRAWN = [charts.growth, charts.averages, charts.modes, charts.large, charts.series, charts.printed_growth]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda d: d.__name__)
def test_a_chart_is_the_same_each_time_and_tells_what_it_shows(edition, draw):
    first, second = draw(edition), draw(edition)
    assert first.svg == second.svg
    label = first.svg.split('aria-label="')[1].split('"')[0]
    assert label.startswith(charts.plain(first.title))
    assert all(cell in label for cell in first.data.map(charts.plain).to_numpy().ravel())
    assert first.credit


def test_a_chart_without_its_figures_says_so():
    told = charts.modes(open_edition(2022))
    assert not isinstance(told, Chart)
    assert told.data.startswith("No chart for 2022: no source prints the contracts of the three modes in 2022.")


@pytest.mark.parametrize("precision", ["more_than", "about"])
def test_a_value_without_bounds_is_drawn_without_them(add, precision):
    edition = open_edition(2020, figures=add(f"2020,growth_value_6modes,all,12,percent,{precision},,12%,RELEASE,"))
    assert isinstance(charts.growth(edition), Chart)
