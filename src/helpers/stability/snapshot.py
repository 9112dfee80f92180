"""Everything that the reports of all data years state, by name: a change shows in the number or sentence that it is of."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers import paths
from helpers.display import sentences
from helpers.display.markup import plain
from helpers.edition import READINGS, Edition, open_edition, seen
from helpers.errors import InputError

ACCEPTED = paths.REPORTS / "accepted.json"


def snapshot(figures: str | Path = "") -> dict[str, object]:
    """Return metrics with bounds and status, sentences, findings and printed figures, of every year and reading by name.

    Raises InputError where the figures are refused.
    """
    first = open_edition(2020, figures=figures)
    by_name = dict(_of_all_years(first))
    for year in first.years:
        for reading in READINGS:
            with suppress(InputError):
                by_name |= _of_year(seen(first.tables, year, reading))
    return by_name


def as_json(by_name: dict[str, object]) -> str:
    """Return it as JSON, one name a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(what, ensure_ascii=False)}" for name, what in by_name.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _of_year(edition: Edition) -> Iterator[tuple[str, object]]:
    for made in edition.metric_values:
        yield made.anchor, [made.interval.value, made.interval.low, made.interval.high, made.text, made.bounds, made.status]
    for write in sentences.SENTENCES:
        yield f"{write.__name__}-{edition.year}-{edition.reading}", plain(write(edition))


def _of_all_years(edition: Edition) -> Iterator[tuple[str, object]]:
    for finding in edition.findings:
        yield finding.anchor, [finding.severity, plain(finding.sentence)]
    for reported in edition.observations.values():
        yield reported[0].anchor, [f"{plain(one.text)}, {plain(one.credit)}" for one in reported]
