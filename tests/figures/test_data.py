"""Changing one number of the data is noticed by the metric or sentence that changes."""

import json
import shutil
from decimal import Decimal

import pandas as pd
import pytest

from helpers import open_edition, paths
from helpers.display.records import published_records
from helpers.stability.snapshot import ACCEPTED, RECORD, record, snapshot


def used_rows() -> list[int]:
    """The rows of published_figures.csv that a metric of 2020 rests on."""
    return sorted({observation.row for made in open_edition(2020).metric_values for observation in made.inputs})


@pytest.fixture(scope="module")
def unchanged() -> dict[str, object]:
    return snapshot()


@pytest.mark.parametrize("row", used_rows())
def test_the_last_printed_digit_of_a_used_figure_is_noticed(row, tmp_path, unchanged):
    for path in paths.DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    table = pd.read_csv(tmp_path / "published_figures.csv", dtype=str, keep_default_na=False)
    step = Decimal(table.loc[row - 2, "rounded_to"] or 1)
    # What is printed goes with it, or it is refused.
    table.loc[row - 2, ["value", "printed"]] = f"{Decimal(table.loc[row - 2, 'value']) + step:f}"
    table.to_csv(tmp_path / "published_figures.csv", index=False)
    changed = snapshot(tmp_path)
    noticed = [name for name in unchanged if changed.get(name) != unchanged[name]]
    assert any("-2020-" in name for name in noticed), noticed


def test_every_report_states_what_was_accepted(unchanged):
    accepted = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    changed = [name for name in accepted | unchanged if accepted.get(name) != unchanged.get(name)]
    assert not changed


def test_the_record_beside_the_reports_is_that_of_the_data():
    assert RECORD.read_text(encoding="utf-8") == record()


def test_the_record_has_every_figure_once_with_bounds_and_status():
    edition = open_edition(2020)
    rows = published_records(edition)
    assert len(rows) == len(edition.tables.published_figures) + len(edition.tables.comparators)
    status = {(one["year"], one["indicator"], one["scope"], one["source"]): one["status"] for one in rows}
    assert len(status) == len(rows)
    assert status[2020, "contracts_3modes", "all", "WU22"] == "misprint"
    assert status[2020, "single_contracts_over_100m_6modes", "all", "CD22"] == "disputed"
    assert status[2020, "reporting_institutions", "universities", "WU22"] == "single source"
    assert status[2020, "value_6modes", "all", "NCSTE22"] == "agreed"
    assert status[2022, "research_expenditure_in_yuan", "national statistics of China", "NBS23A"] == "revised"
    (total,) = (one for one in rows if (one["indicator"], one["source"]) == ("value_6modes", "NCSTE22"))
    assert (total["low"], total["value"], total["high"]) == (125_605_000_000, 125_610_000_000, 125_615_000_000)
