"""Metrics as plain data, for files and for tables of values in full precision."""

from collections.abc import Iterable

from helpers.checks.findings import Finding
from helpers.display.findings import finding_text
from helpers.display.text import Text, compose, text
from helpers.figures.observations import Observation
from helpers.metrics.definitions import Metric
from helpers.metrics.formulas import formula
from helpers.metrics.values import Argument, MetricValue

# In the order of the files that people link to.
COLUMNS = (
    *("id", "year", "reading", "label", "value", "low", "high", "unit", "formula", "inputs", "sources", "status", "reason"),
    "assumption",
)


def reason(value: MetricValue) -> Text:
    """Return why a metric value has its status; an agreed one needs no reason."""
    if isinstance(value.reason, Finding):
        return finding_text(value.reason)
    if isinstance(value.reason, Observation):
        return compose("Of the sources used here, only {one:credit} prints the {one:name}.", one=value.reason)
    return text(value.reason)


def record(value: MetricValue) -> dict[str, object]:
    """Return a metric value as plain data; a share or rate is a fraction with unit 1."""
    interval = value.interval
    known = {"value": interval.value, "low": interval.low, "high": interval.high, "formula": value.formula}
    inputs = [_input(argument) for argument in value.arguments]
    rests_on = {"inputs": inputs, "sources": list(value.sources), "assumption": value.definition.assumption}
    verdict = {"status": value.status, "reason": str(reason(value))}
    return _in_order(value.definition, value.year, value.reading, known | rests_on | verdict)


def unknown_record(definition: Metric, year: int, reading: str, why: str) -> dict[str, object]:
    """Return a metric that a reading does not have as plain data: no value, and the reason."""
    unknown = {"value": None, "low": None, "high": None, "formula": formula(definition.recipes[0].function)}
    nothing = {"inputs": [], "sources": [], "assumption": ""}
    return _in_order(definition, year, reading, unknown | nothing | {"status": "unknown", "reason": why})


def _in_order(definition: Metric, year: int, reading: str, facts: dict[str, object]) -> dict[str, object]:
    named = {"id": definition.id, "year": year, "reading": reading, "label": definition.label, "unit": definition.unit}
    return {column: (named | facts)[column] for column in COLUMNS}


def flat(one: dict[str, object]) -> dict[str, object]:
    """Return a record whose inputs and sources are one text each."""
    inputs = [f"{given['name']} = {given.get('printed', given['value'])}" for given in one["inputs"]]
    return one | {"inputs": "; ".join(inputs), "sources": " ".join(one["sources"])}


def flat_records(values: Iterable[MetricValue]) -> list[dict[str, object]]:
    """Return metric values as plain data, one flat record each."""
    return [flat(record(value)) for value in values]


def _input(argument: Argument) -> dict[str, object]:
    interval, printed = argument.interval, argument.observation
    given = {"name": argument.name, "value": interval.value, "low": interval.low, "high": interval.high, "unit": argument.unit}
    if printed:
        given |= {"indicator": printed.indicator, "year": printed.year, "printed": printed.printed, "source": printed.source}
    return given
