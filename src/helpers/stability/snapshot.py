"""Everything that the reports of all data years state, by name: a change shows in the number or sentence that it is of."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpers import paths
from helpers.display import sentences
from helpers.display.findings import finding_text
from helpers.display.text import bounds_of, credit, number_of, text
from helpers.display.writers import anchor
from helpers.edition import Edition, edition_of, open_edition
from helpers.errors import InputError
from helpers.figures.observations import READINGS

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
                by_name |= _of_year(edition_of(first.tables, year, reading))
    return by_name


def as_json(by_name: dict[str, object]) -> str:
    """Return it as JSON, one name a line."""
    lines = (f"  {json.dumps(name)}: {json.dumps(what, ensure_ascii=False)}" for name, what in by_name.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _of_year(edition: Edition) -> Iterator[tuple[str, object]]:
    for value in edition.metric_values:
        interval, words = value.interval, str(number_of(value))
        yield anchor(value), [interval.value, interval.low, interval.high, words, bounds_of(value), value.status]
    for name, write in sentences.SENTENCES.items():
        yield f"{name}-{edition.year}-{edition.reading}", str(write(edition))


def _of_all_years(edition: Edition) -> Iterator[tuple[str, object]]:
    for finding in edition.findings:
        yield anchor(finding), [finding.severity, str(finding_text(finding))]
    for observations in edition.observations.values():
        yield anchor(observations[0]), [f"{text(one)}, {credit(one)}" for one in observations]
