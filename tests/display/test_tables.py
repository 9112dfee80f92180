from shown import words

from helpers import open_edition
from helpers.checks.findings import SEVERITIES
from helpers.display import charts, parts, tables
from helpers.display.text import Reference, opened
from helpers.rows import LEFT


def column(table: tables.Table, year: int) -> dict[str, str]:
    place = table.columns.index(str(year))
    return {str(row[0]): str(row[place]) for row in table.rows}


def test_the_series_keeps_what_is_missing_and_joins_nothing(edition):
    table = parts.by_year(edition)
    assert list(table.columns[1:]) == [str(year) for year in range(2023, 2016, -1)]
    assert column(table, 2017)["contract value, billion yuan"] == ""
    assert column(table, 2017)["value of the three modes, billion yuan"] == "12.1"
    assert column(table, 2021) == dict.fromkeys(column(table, 2021), "")
    assert column(table, 2022)["contract value, billion yuan"] == "177.66"
    assert column(table, 2022)["reporting institutions"] == ""
    assert column(table, 2023)["growth in contract value, from totals or a printed increase, %"] == "15.64"
    assert column(table, 2023)["printed growth in contract value, %"] == "13.7"


def test_a_cell_that_shows_a_number_is_exported_in_full_precision(edition):
    frame = parts.by_year(edition).frame.set_index("all institutions")
    assert frame.loc["contract value, billion yuan", "2020"] == 125.61
    assert frame.loc["growth in contract value, from totals or a printed increase, %", "2020"] == (125.61 / 108.59 - 1) / 0.01
    assert frame.loc["contract value, billion yuan", "2021"] == ""


def test_the_figure_of_a_part_is_never_shown_as_that_of_all_institutions():
    edition = open_edition(2022)
    shown = [(str(row[0]), str(row[2]).partition(" (")[0]) for row in tables.observations(edition).rows]
    of_2022 = edition.tables.published_figures.query("year == '2022' and scope != 'all'")
    assert len(of_2022) > 5
    for scope, printed in zip(of_2022["scope"], of_2022["printed"], strict=True):
        assert [label for label, text in shown if text == printed and f" ({scope})" in label] != []
    assert sum("(" in label for label, _ in shown) == len(of_2022)


def test_a_table_has_caption_scopes_and_aligned_numbers():
    rows = [["a", Reference("1,000", "A1", 1000), "text"], ["b", "", "1 word"]]
    html = tables.table("Some <things>", ["name", "figure", "note"], rows)._repr_html_()
    assert "<span>Some &lt;things&gt;</span></caption>" in html
    html = html.replace(LEFT, "")
    assert '<th scope="col">name</th><th scope="col" class="number">figure</th><th scope="col">note</th>' in html
    assert '<th scope="row">a</th><td class="number"><a href="#A1">1,000</a></td><td>text</td>' in html
    assert '<th scope="row">b</th><td></td><td>1 word</td>' in html


def test_what_is_missing_from_a_year_is_named(edition):
    assert "growth in contract value" in set(tables.missing(open_edition(2019)).frame["metric"])
    assert words(tables.missing(edition)) == ""


def test_findings_of_every_severity_can_be_shown(add):
    unknown = add("2020,value_6modes_in_dollars,all,150000000,USD,more_than,,$150 million,OTHER,")
    edition = open_edition(2020, figures=unknown)
    assert tables.findings(edition, *SEVERITIES).rows
    assert tables.findings(edition, "unknown").caption == "Comparisons that cannot be judged, all years"


def test_a_figure_that_sources_dispute_is_marked_in_the_series(add):
    edition = open_edition(2020, figures=add("2020,contracts_6modes,all,1001,contracts,exact,,1001,OTHER,"))
    assert column(parts.by_year(edition), 2020)["contracts"] == "1,000 (disputed)"
    assert column(parts.by_year(edition), 2019)["contracts"] == "900"


def test_series_that_look_alike_are_named_with_what_differs():
    table = tables.other_series(open_edition(2020))
    assert {"technology market", "patents of universities"} <= {str(row[0]) for row in table.rows}
    assert all(str(cell) for row in table.rows for cell in row)


def test_the_sources_of_a_page_are_those_of_all_that_it_shows(edition):
    series = charts.series(edition)
    named = {str(row[2]) for row in tables.sources(edition, series, parts.by_year(edition), *edition.metric_values).rows}
    assert {opened(one.split(" (")[0]) for one in series.credit.split("; ")} <= named
    # Of 2022, and of no figure of 2020.
    assert {"GM24", "WX25"} <= {str(row[0]) for row in tables.sources(edition, parts.by_year(edition)).rows}
    assert "GM24" not in {str(row[0]) for row in tables.sources(edition, edition.metric("growth_rate")).rows}
