"""Tables on a register: what was understood of it, where its rows went, and its indicators beside the published ones."""

import pandas as pd

from helpers.display.markup import escape, link
from helpers.display.tables import Table
from helpers.errors import MissingFigure
from helpers.figures.observations import READINGS
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Beside

NAMED = 10
_BASES = {
    "in both years": ("institutions_reporting_both_years", "value_both_years_6modes"),
    "entered": ("institutions_entered", "value_entered_6modes"),
    "left, values of the year before": ("institutions_left", "value_left_6modes"),
}


def understood(edition: Beside) -> Table:
    """Show what each column of each file was taken for."""
    rows = [
        (escape(name), escape(file.name), escape(file.kind), meaning + _unit(meaning, file.unit))
        for file in edition.register.files
        for name, meaning in file.columns
    ]
    return Table(pd.DataFrame(rows, columns=["column", "file", "read as", "taken for"]), "What was understood of the files")


def rows(edition: Beside) -> Table:
    """Show where the rows went, and why rows were rejected."""
    went = [
        (name, edition.counted(f"rows_{name.replace(' ', '_')}").text) for name in ("read", "used", "other years", "rejected")
    ]
    anchor = edition.counted("rows_rejected").anchor
    why = [(f"rejected: {escape(reason)}", link(f"{many:,}", anchor)) for reason, many in edition.register.rejected.items()]
    return Table(
        pd.DataFrame(went + why, columns=["rows", "how many"]), "Where the rows went; used, other years and rejected make all"
    )


def beside(edition: Beside) -> Table:
    """Show every metric of the register beside the published one; a gap stays empty."""
    readings = (*reversed(edition.own), *READINGS)
    found = [(escape(one.label), *(_cell(edition, one.id, reading) for reading in readings)) for one in edition.definitions]
    names = {
        "own": "register",
        "institution": escape(edition.institution),
        "compilers": "country, compilers",
        "press": "country, press",
    }
    frame = pd.DataFrame(found, columns=["metric", *(names[reading] for reading in readings)])
    return Table(frame, f"Metrics of {edition.year}, the register beside the country; an empty cell cannot be told")


def modes(edition: Beside) -> Table:
    """Show the six modes by number and value, in the register and in its institution."""
    found = []
    for reading in edition.own:
        whose = "register" if reading == "own" else escape(edition.institution)
        for mode in MODES_OF_CONTRACT:
            sums = (_sum(edition, f"{of}_{mode}_mode", reading) for of in ("contracts", "value"))
            shares = (_cell(edition, f"share_{mode}_{of}", reading) for of in ("contracts", "value"))
            found.append((mode.replace("_", " "), whose, *sums, *shares))
    columns = ["mode", "of", "contracts", "contract value", "share of contracts", "share of value"]
    return Table(pd.DataFrame(found, columns=columns), f"The six modes in {edition.year}; a value of a single row is not shown")


def bases(edition: Beside) -> Table:
    """Show which institutions make the two bases of growth differ: the largest by name, without their values."""
    found = []
    for name, (institutions, worth) in _BASES.items():
        found.append((name, *(_sum(edition, one, "own") for one in (institutions, worth)), _named(edition, name)))
    columns = ["institutions", "how many", "contract value", "the largest"]
    return Table(pd.DataFrame(found, columns=columns), f"Who has rows of {edition.year - 1}, of {edition.year}, or of both")


def untold(edition: Beside) -> Table:
    """Show the metrics that the register cannot tell, each with the reason."""
    found = [
        (escape(metric.label), "register" if reading == "own" else escape(edition.institution), escape(why))
        for reading in edition.own
        for metric, why in edition.untold(reading)
    ]
    return Table(pd.DataFrame(found, columns=["metric", "of", "why"]), "What the register cannot tell")


def _unit(meaning: str, unit: int) -> str:
    return f", in {unit:,} yuan" if meaning == "value" and unit > 1 else ", in yuan" if meaning == "value" else ""


def _cell(edition: Beside, id: str, reading: str) -> str:
    try:
        made = edition.metric(id, reading)
        return link(made.text, made.anchor)
    except MissingFigure:
        return ""


def _sum(edition: Beside, indicator: str, reading: str) -> str:
    try:
        return edition.counted(indicator, reading).text
    except MissingFigure:
        return ""


def _named(edition: Beside, base: str) -> str:
    groups = edition.register.groups
    of = {year: groups[groups["year"] == year] for year in (edition.year, edition.year - 1)}
    now, before = (set(part["institution"]) for part in of.values())
    names = {"in both years": now & before, "entered": now - before}.get(base, before - now)
    worth = pd.concat(of.values()).groupby("institution")["fen"].sum()
    largest = worth[worth.index.isin(names)].sort_values(ascending=False, kind="stable").index[:NAMED]
    more = len(names) - len(largest)
    return escape("; ".join(largest)) + (f" and {more:,} more" if more else "")
