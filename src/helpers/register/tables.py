"""Tables on a register: how its files were read, what became of its rows, and its metrics beside the national ones."""

import pandas as pd

from helpers.display.prose import Prose
from helpers.display.tables import Table, known, table
from helpers.display.text import Reference, Shown
from helpers.display.units import in_one_unit
from helpers.figures.observations import READINGS
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.comparison import UNRECORDED, Comparison
from helpers.register.disclosure import ALONE

NAMED = 10
BY_MODE = {
    "contracts": ("figure", "contracts_{}_mode"),
    "contract value": ("figure", "value_{}_mode"),
    "share of contracts": ("metric", "share_{}_contracts"),
    "share of value": ("metric", "share_{}_value"),
}
_OF_MODES = {f"share_{mode}_{what}" for mode in MODES_OF_CONTRACT for what in ("contracts", "value")}


def understood(edition: Comparison) -> Table:
    """Return what each column was read as, files that have it together."""
    files = {}
    for file in edition.register.files:
        for name, meaning in file.columns:
            unit = f"{file.unit:,} yuan" if file.unit > 1 else "yuan" if file.unit else "the unit of its row"
            meaning = f"{meaning}, in {unit}" if meaning == "value" else meaning
            files.setdefault((name, meaning, file.kind), []).append(file.name)
    lines = [(name, meaning, "; ".join(names), kind) for (name, meaning, kind), names in files.items()]
    return table("How the files were read", ("column", "meaning", "file", "format"), lines)


def rows(edition: Comparison) -> Table:
    """Return how many rows were read, used and rejected, and why rows were rejected."""
    lines = [(name, edition.figure(f"rows_{name.replace(' ', '_')}")) for name in ("read", "used", "other years", "rejected")]
    all_rejected = edition.figure("rows_rejected")
    for reason, number in edition.register.rejected.items():
        lines.append((f"rejected: {reason}", Reference(f"{number:,}", all_rejected, number)))
    return table("Rows read, which are the sum of rows used, of other years and rejected", ("rows", "number"), lines)


def beside(edition: Comparison) -> Table:
    """Return every metric that is known for the register beside the published one; shares of modes have their own table."""
    lines = []
    for definition in edition.definitions:
        if definition.id in _OF_MODES:
            continue
        own = [known(edition.metric, definition.id, reading) for reading in reversed(edition.beside)]
        # That at least nothing is above a threshold says nothing.
        if any(one and not (definition.is_floor and one.interval.value == 0) for one in own):
            published = (known(edition.metric, definition.id, reading) for reading in READINGS)
            lines.append(in_one_unit(edition, definition.label, [*own, next(filter(None, published), "")]))
    names = (_whose(edition, reading) for reading in reversed(edition.beside))
    return table(f"Metrics of {edition.year}; an empty cell means unknown", ("metric", *names, "China"), lines)


def modes(edition: Comparison) -> Table:
    """Return the six modes by number and value, in the register and in its institution."""
    lines = [(reading, mode) for reading in reversed(edition.beside) for mode in MODES_OF_CONTRACT]
    columns = [
        ("mode", *(mode.replace("_", " ") for _, mode in lines)),
        ("of", *(_whose(edition, reading) for reading, _ in lines)),
    ]
    for head, (find, id) in BY_MODE.items():
        shown = [known(getattr(edition, find), id.format(mode), reading=reading) for reading, mode in lines]
        columns.append(in_one_unit(edition, head, shown))
    heads, *rows = zip(*columns, strict=True)
    ending = "" if edition.asked.internal else "; a value that rests on a single row is not shown"
    return _without_empty(edition, f"The six modes in {edition.year}{ending}", heads, rows)


def bases(edition: Comparison) -> Table | Prose:
    """Return the institutions on which the two bases of growth differ: the largest by name, without their values."""
    if edition.alone:
        return Prose(())
    year, before = edition.year, edition.year - 1
    now, then = (edition.register.groups[edition.register.groups["year"] == of] for of in (year, before))
    names_now, names_then = set(now["institution"]), set(then["institution"])
    values = pd.concat([now, then]).groupby("institution")["fen"].sum()
    parts = {
        f"in {before} and {year} (value of {year})": names_now & names_then,
        f"in {year} only (value of {year})": names_now - names_then,
        f"in {before} only (value of {before})": names_then - names_now,
    }
    numbers = ("institutions_reporting_both_years", "institutions_entered", "institutions_left")
    sums = ("value_both_years_6modes", "value_entered_6modes", "value_left_6modes")
    columns = [
        ("with contracts", *parts),
        in_one_unit(edition, "institutions", [known(edition.figure, id) for id in numbers]),
        in_one_unit(edition, "contract value", [known(edition.figure, id) for id in sums]),
        ("largest institutions", *(_largest(values[values.index.isin(names)]) for names in parts.values())),
    ]
    heads, *lines = zip(*columns, strict=True)
    return table(f"Institutions with contracts in {before}, in {year} or in both", heads, lines)


def unknown(edition: Comparison) -> Table | Prose:
    """Return why metrics are unknown for the register, each reason once; what no register has is left out."""
    metrics = {}
    for reading in reversed(edition.beside):
        for definition, why in edition.unknown(reading):
            if why != UNRECORDED and not (why == ALONE and (edition.alone or reading == "institution")):
                metrics.setdefault((why, _whose(edition, reading)), []).append(definition.label)
    lines = [(*key, "; ".join(labels)) for key, labels in metrics.items()]
    return _without_empty(edition, "Metrics that are unknown", ("why", "of", "metrics"), lines) if lines else Prose(())


def _without_empty(edition: Comparison, caption: str, columns: tuple[str, ...], lines: list[tuple[Shown, ...]]) -> Table:
    """Return a table without columns that are empty, and without `of` where that says the same in all rows."""
    is_one = len(edition.beside) == 1
    kept = [place for place, name in enumerate(columns) if any(line[place] for line in lines) and not (is_one and name == "of")]
    return table(caption, [columns[place] for place in kept], [[line[place] for place in kept] for line in lines])


def _whose(edition: Comparison, reading: str) -> str:
    return edition.alone or "register" if reading == "own" else edition.institution


def _largest(values: pd.Series) -> str:
    largest = values.sort_values(ascending=False, kind="stable").index[:NAMED]
    more = len(values) - len(largest)
    return "; ".join(largest) + (f" and {more:,} more" if more else "")
