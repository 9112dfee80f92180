"""Tables on a register: how its files were read, what became of its rows, and its metrics beside the national ones."""

import pandas as pd

from helpers.display.tables import Table, known, table
from helpers.display.text import Reference
from helpers.display.units import in_one_unit
from helpers.figures.observations import READINGS
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import Comparison

NAMED = 10
BY_MODE = {
    "contracts": ("figure", "contracts_{}_mode"),
    "contract value": ("figure", "value_{}_mode"),
    "share of contracts": ("metric", "share_{}_contracts"),
    "share of value": ("metric", "share_{}_value"),
}


def understood(edition: Comparison) -> Table:
    """Return what each column of each file was read as."""
    rows = []
    for file in edition.register.files:
        for name, meaning in file.columns:
            unit = f"{file.unit:,} yuan" if file.unit > 1 else "yuan"
            rows.append((name, file.name, file.kind, f"{meaning}, in {unit}" if meaning == "value" else meaning))
    return table("How the files were read", ("column", "file", "format", "meaning"), rows)


def rows(edition: Comparison) -> Table:
    """Return how many rows were read, used and rejected, and why rows were rejected."""
    lines = [(name, edition.figure(f"rows_{name.replace(' ', '_')}")) for name in ("read", "used", "other years", "rejected")]
    all_rejected = edition.figure("rows_rejected")
    for reason, number in edition.register.rejected.items():
        lines.append((f"rejected: {reason}", Reference(f"{number:,}", all_rejected, number)))
    return table("Rows read, which are the sum of rows used, of other years and rejected", ("rows", "number"), lines)


def beside(edition: Comparison) -> Table:
    """Return every metric of the register beside the published one; a cell is empty where a metric is unknown."""
    names = {"institution": edition.institution, "own": "register"}
    names |= {reading: f"China, {reading} reading" for reading in READINGS}
    readings = [reading for reading in names if reading in (*edition.own, *READINGS)]
    lines = []
    for definition in edition.definitions:
        shown = [known(edition.metric, definition.id, reading) for reading in readings]
        lines.append(in_one_unit(edition, definition.label, shown))
    caption = f"Metrics of {edition.year}: the register and national figures; an empty cell means unknown"
    return table(caption, ("metric", *(names[reading] for reading in readings)), lines)


def modes(edition: Comparison) -> Table:
    """Return the six modes by number and value, in the register and in its institution."""
    lines = [(reading, mode) for reading in edition.own for mode in MODES_OF_CONTRACT]
    columns = []
    for head, (find, id) in BY_MODE.items():
        shown = [known(getattr(edition, find), id.format(mode), reading=reading) for reading, mode in lines]
        columns.append(in_one_unit(edition, head, shown))
    names = (
        ["mode", *(mode.replace("_", " ") for _, mode in lines)],
        ["of", *(_whose(edition, reading) for reading, _ in lines)],
    )
    heads, *rows = zip(*names, *columns, strict=True)
    return table(f"The six modes in {edition.year}; a value that rests on a single row is not shown", heads, rows)


def bases(edition: Comparison) -> Table:
    """Return the institutions on which the two bases of growth differ: the largest by name, without their values."""
    year, before = edition.year, edition.year - 1
    now, then = (edition.register.groups[edition.register.groups["year"] == of] for of in (year, before))
    names_now, names_then = set(now["institution"]), set(then["institution"])
    values = pd.concat([now, then]).groupby("institution")["fen"].sum()
    parts = (
        (f"in {before} and {year} (value of {year})", "reporting_both_years", "both_years", names_now & names_then),
        (f"in {year} only (value of {year})", "entered", "entered", names_now - names_then),
        (f"in {before} only (value of {before})", "left", "left", names_then - names_now),
    )
    columns = [("with contracts", *(words for words, *_ in parts))]
    for head, ids in (
        ("institutions", [f"institutions_{id}" for _, id, *_ in parts]),
        ("contract value", [f"value_{id}_6modes" for _, _, id, _ in parts]),
    ):
        columns.append(in_one_unit(edition, head, [known(edition.figure, id) for id in ids]))
    columns.append(("largest institutions", *(_largest(values[values.index.isin(names)]) for *_, names in parts)))
    heads, *lines = zip(*columns, strict=True)
    return table(f"Institutions with contracts in {before}, in {year} or in both", heads, lines)


def unknown(edition: Comparison) -> Table:
    """Return the metrics that are unknown for the register, each with the reason."""
    lines = []
    for reading in edition.own:
        for definition, why in edition.unknown(reading):
            lines.append((definition.label, _whose(edition, reading), why))
    return table("Metrics that are unknown for the register", ("metric", "of", "why"), lines)


def _whose(edition: Comparison, reading: str) -> str:
    return "register" if reading == "own" else edition.institution


def _largest(values: pd.Series) -> str:
    largest = values.sort_values(ascending=False, kind="stable").index[:NAMED]
    more = len(values) - len(largest)
    return "; ".join(largest) + (f" and {more:,} more" if more else "")
