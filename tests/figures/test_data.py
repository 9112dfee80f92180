"""Changing one number of the data is noticed by the metric or sentence that changes."""

import json
import shutil
from decimal import Decimal

import pandas as pd
import pytest

from helpers import open_edition, paths
from helpers.stability.snapshot import ACCEPTED, snapshot


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
