"""Series of published figures and metrics by data year, with their unit in the head of a row and plain numbers in its cells."""

from helpers.display.formatting import Number, scale, shared_words
from helpers.display.prose import disputed
from helpers.display.tables import Table, known, table
from helpers.display.text import Reference, Text, figure, number_of
from helpers.edition import Edition
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

SERIES = {
    "contract value": "value_6modes",
    "contracts": "contracts_6modes",
    "average contract value": "average_contract_value",
    "growth in contract value, from totals or a printed increase": "growth_rate",
    "growth in contract value, as printed": "growth_value_6modes",
    "value of the three modes": "value_3modes",
    "contracts of the three modes": "contracts_3modes",
    "value of the three services": "value_3services",
    "contracts of the three services": "contracts_3services",
    "reporting institutions": "reporting_institutions",
}


def by_year(edition: Edition) -> Table:
    """Return the series, the newest year first; a cell is empty where a figure is missing."""
    years = range(max(edition.frame["year"]), min(edition.frame["year"]) - 1, -1)
    rows = []
    for name, id in SERIES.items():
        find = edition.figure if id in edition.indicators else edition.metric
        rows.append(_row(edition, name, [known(find, id, year=year) for year in years]))
    caption = "Series by data year; an empty cell: no source used here prints the figure, or one that the metric needs"
    return table(caption, ("all institutions", *map(str, years)), rows)


def _row(edition: Edition, name: str, shown: list[Observation | MetricValue | str]) -> list[str | Reference | Text]:
    """Return name and cells: the unit stands beside the name where all cells have the same."""
    unit, numbers = shared_words([_number(one) if one else None for one in shown])
    cells = []
    for one, written in zip(shown, numbers, strict=True):
        if not written:
            cells.append("")
            continue
        divisor, _ = scale(one.interval, _unit(one))
        value = one.interval.value / divisor if unit else one.interval.value
        cells.append(Reference(f"{written}{disputed(edition, one)}", one, value))
    return [f"{name}, {unit}" if unit else name, *cells]


def _number(one: Observation | MetricValue) -> Number:
    return figure(one) if isinstance(one, Observation) else number_of(one)


def _unit(one: Observation | MetricValue) -> str:
    return one.unit if isinstance(one, Observation) else one.definition.unit
