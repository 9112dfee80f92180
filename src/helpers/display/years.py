"""Series of published figures and metrics by data year, with their unit in the head of a row and plain numbers in its cells."""

from helpers.display.tables import Table, known, table
from helpers.display.units import in_one_unit
from helpers.edition import Edition

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
        rows.append(in_one_unit(edition, name, [known(find, id, year=year) for year in years]))
    caption = "Series by data year; an empty cell: no source used here prints the figure, or one that the metric needs"
    return table(caption, ("all institutions", *map(str, years)), rows)
