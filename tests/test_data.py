"""Changing one number of the data is noticed by the metric or sentence that changes."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import files, narrative, open_edition, project
from helpers.markup import plain
from helpers.problems import InputError


def told(folder: Path | str = "") -> dict[str, object]:
    """Everything that a report on 2020 states, by name: metrics as data, sentences and findings as words."""
    edition = open_edition(2020, figures=folder)
    metrics = {m.anchor: {k: v for k, v in files.record(m).items() if k != "inputs"} for m in edition.measures}
    sentences = {write.__name__: plain(write(edition)) for write in narrative.FINDINGS}
    return metrics | sentences | {f.anchor: plain(f.sentence) for f in edition.findings}


def used_rows() -> list[int]:
    """The rows of published_figures.csv that a metric of 2020 rests on."""
    return sorted({statement.row for made in open_edition(2020).measures for statement in made.inputs})


@pytest.fixture(scope="module")
def unchanged() -> dict[str, object]:
    return told()


@pytest.mark.parametrize("row", used_rows())
def test_the_last_printed_digit_of_a_used_figure_is_noticed(row, tmp_path, unchanged):
    for path in project.DATA.glob("*.csv"):
        shutil.copy(path, tmp_path)
    table = pd.read_csv(tmp_path / "published_figures.csv", dtype=str, keep_default_na=False)
    step = float(table.loc[row - 2, "rounded_to"] or 1)
    table.loc[row - 2, "value"] = f"{float(table.loc[row - 2, 'value']) + step:.10g}"
    table.to_csv(tmp_path / "published_figures.csv", index=False)
    try:
        changed = told(tmp_path)
    except InputError:
        return
    noticed = [name for name in unchanged if changed.get(name) != unchanged[name]]
    assert any("-2020-" in name for name in noticed), noticed
