"""Next year's edition is rows: also a new indicator and a new unit need no code."""

import shutil
from pathlib import Path

import pytest

from helpers import open_edition, paths
from helpers.display import charts, explanations, sentences, tables
from helpers.display.charts import Chart

SOURCE = "REPORT25,Release of the next edition,Compilers,2025-09-01,zh,,compiler,compilers,,"
INDICATOR = "patents_licensed,patents licensed,patents,count,,,"
FIGURES = [
    "2024,value_6modes,all,230000000000,CNY,rounded,10000000,2300.0亿元,REPORT25,",
    "2024,contracts_6modes,all,700000,contracts,rounded,1000,70.0万项,REPORT25,",
    "2024,growth_value_6modes,all,11.5,percent,rounded,0.1,11.5%,REPORT25,",
    "2024,patents_licensed,all,51234,patents,exact,,51234件,REPORT25,",
]


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    for path in paths.DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    for table, rows in (("sources", [SOURCE]), ("indicators", [INDICATOR]), ("published_figures", FIGURES)):
        with (tmp_path / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in rows)
    return tmp_path


def test_new_rows_make_a_new_year(next_year):
    edition = open_edition(2024, figures=next_year)
    assert edition.metric("growth_rate").interval.value == pytest.approx(2300 / 2054.4 - 1)
    assert "From 2019 to 2024, contract value rose" in str(sentences.compound(edition))
    assert isinstance(charts.series(edition), Chart)
    assert "growth_rate" not in {metric.id for metric, _ in edition.missing()}


def test_a_new_indicator_and_unit_are_shown_and_traced(next_year):
    edition = open_edition(2024, figures=next_year)
    table = tables.observations(edition)
    assert "patents licensed" in repr(table)
    assert "“51234件”" in explanations.entries(edition, table)._repr_markdown_()


def test_new_rows_are_reconciled_with_the_old(next_year):
    findings = open_edition(2024, figures=next_year).findings
    told = [f for f in findings if "growth_value_6modes" in f.indicators and f.year == 2024]
    assert [f.severity for f in told] == ["basis"]
