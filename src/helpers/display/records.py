"""Metrics as plain data, for files and for tables of values in full precision."""

from collections.abc import Iterable

from helpers.checks.findings import Finding
from helpers.checks.status import status_of
from helpers.display.findings import finding_text
from helpers.display.text import Text, compose, text
from helpers.edition import Edition
from helpers.figures.observations import Observation
from helpers.metrics.definitions import Metric
from helpers.metrics.formulas import formula
from helpers.metrics.values import Argument, MetricValue


def reason(value: MetricValue) -> Text:
    """Return why a metric value has its status; an agreed one needs no reason."""
    if isinstance(value.reason, Finding):
        return finding_text(value.reason)
    if isinstance(value.reason, Observation):
        return compose("The {one:name} is known here from a single source, {one:credit}.", one=value.reason)
    return text(value.reason)


def record(value: MetricValue) -> dict[str, object]:
    """Return a metric value as plain data in the order of the files; a share or rate is a fraction with unit 1."""
    interval = value.interval
    # In place of each None, empty list and empty text: what is known.
    return unknown_record(value.definition, value.year, value.reading, str(reason(value))) | {
        "label": value.label,
        "value": interval.value, "low": interval.low, "high": interval.high,
        "formula": value.formula, "inputs": [_input(argument) for argument in value.arguments],
        "sources": list(value.sources), "status": value.status, "assumption": value.definition.assumption,
    }  # fmt: skip


def unknown_record(definition: Metric, year: int, reading: str, why: str) -> dict[str, object]:
    """Return a metric that a reading does not have as plain data: no value, and the reason."""
    return {
        "id": definition.id, "year": year, "reading": reading, "label": definition.label,
        "value": None, "low": None, "high": None, "unit": definition.unit,
        "formula": formula(definition.recipes[0].function), "inputs": [],
        "sources": [], "status": "unknown", "reason": why, "assumption": "",
    }  # fmt: skip


def flat(one: dict[str, object]) -> dict[str, object]:
    """Return a record whose inputs and sources are one text each."""
    inputs = [f"{given['name']} = {given.get('printed', given['value'])}" for given in one["inputs"]]
    return one | {"inputs": "; ".join(inputs), "sources": " ".join(one["sources"])}


def flat_records(values: Iterable[MetricValue]) -> list[dict[str, object]]:
    """Return metric values as plain data, one flat record each."""
    return [flat(record(value)) for value in values]


def published_records(edition: Edition) -> list[dict[str, object]]:
    """Return every figure that a source printed, with bounds and status, one record each: those of other surveys last."""
    records = []
    for groups, findings in ((edition.published, edition.findings), (edition.comparators, edition.foreign_findings)):
        for one in (one for group in groups.values() for one in group):
            records.append(figure_record(one, status_of(one, groups, findings)))
    return records


def figure_record(one: Observation, status: str) -> dict[str, object]:
    """Return a figure that a source printed as plain data."""
    return {
        "year": one.year, "indicator": one.indicator, "scope": one.scope,
        "value": one.interval.value, "low": one.interval.low, "high": one.interval.high, "unit": one.unit,
        "printed": one.printed, "source": one.source, "publisher": one.publisher, "published": one.published,
        "grade": one.grade, "reading": one.reading, "status": status, "note": one.note,
    }  # fmt: skip


def _input(argument: Argument) -> dict[str, object]:
    interval, printed = argument.interval, argument.observation
    given = {"name": argument.name, "value": interval.value, "low": interval.low, "high": interval.high, "unit": argument.unit}
    if printed:
        given |= {"indicator": printed.indicator, "year": printed.year, "printed": printed.printed, "source": printed.source}
    return given
