"""Tables on a register: what was understood of its files, what became of its rows, and its metrics beside the national ones."""

import pandas as pd

from helpers.display.tables import Table, table
from helpers.display.text import Reference, Shown
from helpers.errors import MissingFigure
from helpers.figures.observations import READINGS
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Comparison

NAMED = 10
_BASES = {
    "in both years": ("institutions_reporting_both_years", "value_both_years_6modes"),
    "entered": ("institutions_entered", "value_entered_6modes"),
    "left, values of the year before": ("institutions_left", "value_left_6modes"),
}


def understood(edition: Comparison) -> Table:
    """Return what each column of each file was taken for."""
    rows = []
    for file in edition.register.files:
        for name, meaning in file.columns:
            unit = f"{file.unit:,} yuan" if file.unit > 1 else "yuan"
            rows.append((name, file.name, file.kind, f"{meaning}, in {unit}" if meaning == "value" else meaning))
    return table("What was understood of the files", ("column", "file", "read as", "taken for"), rows)


def rows(edition: Comparison) -> Table:
    """Return what became of the rows, and why rows were rejected."""
    lines = [(name, edition.counted(f"rows_{name.replace(' ', '_')}")) for name in ("read", "used", "other years", "rejected")]
    all_rejected = edition.counted("rows_rejected")
    for reason, number in edition.register.rejected.items():
        lines.append((f"rejected: {reason}", Reference(f"{number:,}", all_rejected, number)))
    caption = "What became of the rows; used, other years and rejected add up to those read"
    return table(caption, ("rows", "number"), lines)


def beside(edition: Comparison) -> Table:
    """Return every metric of the register beside the published one; what is missing stays empty."""
    readings = (*reversed(edition.own), *READINGS)
    names = {
        "own": "register",
        "institution": edition.institution,
        "compilers": "country, compilers",
        "press": "country, press",
    }
    lines = []
    for definition in edition.definitions:
        lines.append((definition.label, *(_metric(edition, definition.id, reading) for reading in readings)))
    caption = f"Metrics of {edition.year}, the register beside the country; an empty cell means that the metric is unknown"
    return table(caption, ("metric", *(names[reading] for reading in readings)), lines)


def modes(edition: Comparison) -> Table:
    """Return the six modes by number and value, in the register and in its institution."""
    lines = []
    for reading in edition.own:
        for mode in MODES_OF_CONTRACT:
            sums = [_sum(edition, f"{what}_{mode}_mode", reading) for what in ("contracts", "value")]
            shares = [_metric(edition, f"share_{mode}_{what}", reading) for what in ("contracts", "value")]
            lines.append((mode.replace("_", " "), _whose(edition, reading), *sums, *shares))
    columns = ("mode", "of", "contracts", "contract value", "share of contracts", "share of value")
    return table(f"The six modes in {edition.year}; a value that rests on a single row is not shown", columns, lines)


def bases(edition: Comparison) -> Table:
    """Return which institutions make the two bases of growth differ: the largest by name, without their values."""
    lines = []
    for name, (institutions, value) in _BASES.items():
        lines.append((name, _sum(edition, institutions, "own"), _sum(edition, value, "own"), _largest(edition, name)))
    caption = f"Which institutions have rows of {edition.year - 1}, of {edition.year}, or of both"
    return table(caption, ("institutions", "number", "contract value", "the largest"), lines)


def unknown(edition: Comparison) -> Table:
    """Return the metrics that are unknown for the register, each with the reason."""
    lines = []
    for reading in edition.own:
        for definition, why in edition.unknown(reading):
            lines.append((definition.label, _whose(edition, reading), why))
    return table("Metrics that are unknown for the register", ("metric", "of", "why"), lines)


def _whose(edition: Comparison, reading: str) -> str:
    return "register" if reading == "own" else edition.institution


def _metric(edition: Comparison, id: str, reading: str) -> Shown:
    try:
        return edition.metric(id, reading)
    except MissingFigure:
        return ""


def _sum(edition: Comparison, indicator: str, reading: str) -> Shown:
    try:
        return edition.counted(indicator, reading)
    except MissingFigure:
        return ""


def _largest(edition: Comparison, base: str) -> str:
    groups = edition.register.groups
    now, before = groups[groups["year"] == edition.year], groups[groups["year"] == edition.year - 1]
    names_now, names_before = set(now["institution"]), set(before["institution"])
    chosen = {"in both years": names_now & names_before, "entered": names_now - names_before}
    names = chosen.get(base, names_before - names_now)
    value = pd.concat([now, before]).groupby("institution")["fen"].sum()
    largest = value[value.index.isin(names)].sort_values(ascending=False, kind="stable").index[:NAMED]
    more = len(names) - len(largest)
    return "; ".join(largest) + (f" and {more:,} more" if more else "")
