"""Every metric of each edition is what its table in tests/editions holds: worked out apart from the package, from the printed figures."""

import csv
import math
from pathlib import Path

import pytest

from helpers import open_edition

TABLES = sorted((Path(__file__).parents[1] / "editions").glob("*.csv"))


def expected(table: Path) -> dict[tuple[str, str], list[float]]:
    """Return value, low and high of each metric and reading; a bound that nobody claims is no number."""
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {(row["id"], row["reading"]): [float(row[name] or "nan") for name in ("value", "low", "high")] for row in rows}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_an_edition_holds_the_metrics_of_its_table_and_no_others(table):
    found = {}
    for one in open_edition(int(table.stem)).metric_values:
        bounds = [math.nan if bound is None else bound for bound in (one.interval.value, one.interval.low, one.interval.high)]
        found[one.definition.id, one.reading] = bounds
    wanted = expected(table)
    assert found.keys() == wanted.keys()
    wrong = [key for key in found if found[key] != pytest.approx(wanted[key], rel=1e-7, nan_ok=True)]
    assert wrong == []


def test_there_is_a_table_for_each_year_with_totals(known):
    assert {int(table.stem) for table in TABLES} >= set(open_edition(2020, figures=known).years)
