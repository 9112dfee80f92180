"""Next year's edition is rows: also a new indicator, unit and scope need no code."""

import shutil
from pathlib import Path

import pytest
from next_edition.run import add

from helpers import open_edition, paths
from helpers.display import charts, explanations, sentences, tables
from helpers.display.charts import Chart
from helpers.edition import Edition


@pytest.fixture
def next_edition(tmp_path: Path) -> Edition:
    for path in paths.DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return open_edition(add(tmp_path), figures=tmp_path)


def test_new_rows_make_a_new_year(next_edition):
    year = next_edition.year
    before = next_edition.figure("value_6modes", year - 1).interval.value
    assert next_edition.metric("growth_rate").interval.value == pytest.approx(230e9 / before - 1)
    assert f"From 2019 to {year}, contract value rose" in str(sentences.compound(next_edition))
    assert isinstance(charts.series(next_edition), Chart)
    assert "growth_rate" not in {metric.id for metric, _ in next_edition.missing()}


def test_a_new_indicator_unit_and_scope_are_shown_and_traced(next_edition):
    table = tables.observations(next_edition)
    assert "patents licensed" in repr(table)
    assert "number of reporting institutions (research institutes)" in repr(table)
    entries = explanations.entries(next_edition, table)._repr_markdown_()
    assert "“51234件”" in entries
    assert "“2400家”" in entries


def test_new_rows_are_reconciled_with_the_old(next_edition):
    found = {(one.rule, one.severity) for one in next_edition.findings if one.year == next_edition.year}
    assert {("attributed", "conflict"), ("growth", "basis"), ("dollars", "basis"), ("repeated", "agreement")} <= found
