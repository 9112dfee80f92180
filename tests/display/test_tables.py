import pandas as pd
from shown import words

from helpers import open_edition
from helpers.display import tables
from helpers.display.markup import link


def column(table: tables.Table, year: int) -> dict[str, str]:
    return dict(zip(table.frame.iloc[:, 0], table.frame[str(year)].map(words), strict=True))


def test_the_series_keeps_its_empty_years_and_joins_nothing(edition):
    table = tables.series(edition)
    assert list(table.frame.columns[1:]) == [str(year) for year in range(2017, 2024)]
    assert column(table, 2017)["contract value"] == ""
    assert column(table, 2017)["value of the three modes"] == "12.1 billion yuan"
    assert set(column(table, 2021).values()) == {""}
    assert column(table, 2022)["contract value"] == "177.66 billion yuan"
    assert column(table, 2022)["reporting institutions"] == ""
    assert column(table, 2023)["growth in value, totals"] == "15.64 %"
    assert column(table, 2023)["growth in value, as printed"] == "13.7 %"


def test_universities_are_never_shown_as_all_institutions():
    table = tables.observations(open_edition(2022))
    rows = table.frame.loc[table.frame["indicator"].str.contains("universities"), "figure"].map(words)
    assert set(rows) == {"117.57 billion yuan", "1,524"}


def test_a_table_has_caption_scopes_and_aligned_numbers():
    table = tables.Table(pd.DataFrame([["a", link("1,000", "x"), "text"]], columns=["name", "figure", "note"]), "Some <things>")
    html = table._repr_html_()
    assert "<caption>Some &lt;things&gt;</caption>" in html
    assert '<th scope="col">name</th><th scope="col" class="number">figure</th>' in html
    assert '<th scope="row">a</th><td class="number"><a href="#x">1,000</a></td><td>text</td>' in html


def test_what_a_year_is_missing_is_named(edition):
    assert "growth in contract value" in set(tables.lacks(open_edition(2019)).frame["metric"])
    assert words(tables.lacks(edition)) == "Every metric of 2020 has its figures in at least one reading."
