"""Sheets of a workbook as comma-separated text: which are read, their header, and their rows within the register's columns."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from helpers.errors import InputError, refusal
from helpers.register import formats, heads, validity
from helpers.register.books import Table, tables
from helpers.register.choices import Choices
from helpers.register.headers import BESIDE, NEEDED, NUMBERS, RUNNING, Layout, understand, with_decimals
from helpers.register.modes import is_contract
from helpers.register.money import FOREIGN, MERGED, currency_in, joined
from helpers.register.names import in_one_line, meaning, names_currency
from helpers.register.reader import Row
from helpers.register.texts import NO_HEADER
from helpers.register.workbook import Merged

# Columns among which those of the register are looked for.
_WIDEST = 1000
# Days as a workbook counts them that shows no date, and by how many those from 1904 are less.
_DAYS, _LATER = re.compile(r"\d{5}(\.\d+)?"), 1462


class UnclearSheetError(InputError):
    """A sheet that holds contracts, and is not clear: to leave it out would make sums of a part."""


@dataclass(frozen=True)
class Copied:
    """A sheet that was copied as text: its name, where it stands in words, its layout, and how many rows stand above."""

    name: str
    where: str
    path: Path
    layout: Layout
    above: int
    is_one_of_several: bool = False


def copied(file: Path, name: str, choices: Choices) -> list[Copied]:
    """Copy the sheets of a workbook that have the same columns as the first that is understood; the others are named.

    Raises InputError where none is understood.
    """
    read, left, refused = [], [], []
    for number, table in enumerate(tables(file, name)):
        try:
            if table.is_hidden:
                raise InputError(f"{table.name} is hidden")
            one = _copied(table, file.with_suffix(f".{number}.csv"), name, choices)
        except UnclearSheetError:
            raise
        except InputError as error:
            refused += [] if table.is_hidden else [error]
            left.append(f"{table.name} (hidden)" if table.is_hidden else table.name)
            continue
        if read and not _is_alike(one.layout, read[0].layout):
            left.append(table.name)
        else:
            read.append(one)
    if not read:
        raise refused[0] if refused else refusal(name, 0, "no sheet can be seen.", "Show the one with the contracts.")
    several, others = len(read) > 1, f"; sheets not read: {', '.join(left)}" if left else ""
    return [replace(one, is_one_of_several=several, where=one.where + others) for one in read]


def _is_alike(one: Layout, other: Layout) -> bool:
    """Tell whether two sheets hold rows of the same kind: the same header, or contracts by id or date with the same columns."""
    # Numbers that go on from the sheet before run as well.
    both = [set(layout.columns) - BESIDE - {RUNNING} for layout in (one, other)]
    return one.header == other.header or (both[0] == both[1] and not both[0].isdisjoint(("id", "date")))


def _copied(table: Table, path: Path, name: str, choices: Choices) -> Copied:
    """Copy a sheet within the columns of its header, its rows up to the last that holds anything there."""
    first = list(islice(table.rows, heads.SEARCHED + heads.SAMPLED))
    top = {number: cells for number, cells in first if number <= heads.SEARCHED + heads.SAMPLED}
    rows = [_dense(top.get(number, {}), _WIDEST) for number in range(1, max(top, default=0) + 1)]
    found = heads.find(rows)
    if not found:
        raise refusal(name, 1, *NO_HEADER)
    names = tuple(heads.trimmed(found.names, found.rows))
    layout = with_decimals(
        _understood(table.name, f"{name}, sheet {table.name}", replace(found, names=names), choices), found.rows
    )
    every = chain(first, table.rows)
    if table.is_1904:
        every = _since_1900(every, layout)
    filled = _filled(every, table.merged, layout) if table.merged else every
    with path.open("w", encoding="utf-8", newline="") as text:
        # As within cells: the first line break is taken for that of all rows.
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(_within(filled, found.above, table, len(names)))
    outside = f"{_number(table.outside, 'cell')} beside the columns left out" if table.outside else ""
    days = "days counted from 1904" if table.is_1904 else ""
    where = ", ".join(filter(None, (f"sheet {table.name}", found.at, outside, _hidden(table, len(names)), days, table.note)))
    return Copied(table.name, where, path, layout, found.above - 1)


def _understood(sheet: str, file: str, found: heads.Head, choices: Choices) -> Layout:
    """Return the layout of a sheet, or raise InputError; one that has all columns of a register is not to be left out."""
    names = found.names
    try:
        layout = understand(file, names, choices, found)
        validity.refuse_apart(file, found.titles, names)
        _check_name(sheet, file, layout)
        return layout
    except InputError as error:
        meanings = {choices.columns.get(in_one_line(one), meaning(one)) for one in names} | (
            {"institution"} if choices.institution else set()
        )
        if any(map(str.strip, chain(*found.rows))) and all(enough & meanings for enough in NEEDED.values()):
            raise UnclearSheetError(str(error)) from None
        if is_contract(names):
            fix = "Write the header above it, or hide or delete the sheet to leave it out."
            raise UnclearSheetError(str(refusal(file, found.above, "it has no header: this row is a contract.", fix))) from None
        raise


def _check_name(sheet: str, file: str, layout: Layout) -> None:
    """Raise InputError where a sheet's name says of its contracts what no column says: that they are void, or not in yuan."""
    if validity.names_void(sheet):
        fix = "Hide or delete the sheet to leave it out, or rename it if they hold."
        raise refusal(file, 0, "its name says that its contracts do not hold.", fix)
    if currency_in(sheet) == FOREIGN and not names_currency(layout.header) and "currency" not in layout.columns:
        fix = "Name it in the header, as in 合同金额（人民币万元）, or hide or delete the sheet to leave it out."
        raise refusal(file, 0, "its name is that of a foreign currency, and no column names one.", fix)


def _since_1900(rows: Iterable[Row], layout: Layout) -> Iterator[Row]:
    """Yield rows in which days without a format, which their workbook counts from 1904, are counted like those of others."""
    places = {layout.columns[meaning] for meaning in ("date", "year") if meaning in layout.columns}
    for number, cells in rows:
        days = {place: float(cells[place]) + _LATER for place in places if _DAYS.fullmatch(cells.get(place, ""))}
        yield number, cells | {place: formats.digits(day) for place, day in days.items()}


def _hidden(table: Table, width: int) -> str:
    """Return what is hidden or struck out in a table, and read like the rest, in words."""
    columns = sum(place < width for place in table.hidden.hidden_columns)
    parts = _number(table.hidden.hidden_rows, "hidden row"), _number(columns, "hidden column")
    words = " and ".join(filter(None, (*parts, _number(table.hidden.struck_cells, "struck-out cell"))))
    return f"{words} read too" if words else ""


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}" if number else ""


def _within(rows: Iterable[Row], above: int, table: Table, width: int) -> Iterator[list[str]]:
    """Yield the rows below the header as lists; empty ones between them too, so that row numbers stay, but none at the end."""
    last = above
    for number, cells in rows:
        if number <= above:
            continue
        is_wider = len(cells) > width or max(cells, default=0) >= width
        inside = {place: text for place, text in cells.items() if place < width} if is_wider else cells
        table.outside += len(cells) - len(inside)
        if inside:
            yield from ([""] * width for _ in range(last + 1, number))
            yield _dense(inside, width)
            last = number


def _dense(cells: dict[int, str], most: int) -> list[str]:
    width = min(max(cells, default=-1) + 1, most) if most == _WIDEST else most
    return [cells.get(place, "") for place in range(width)]


def _filled(rows: Iterable[Row], merged: Sequence[Merged], layout: Layout) -> Iterator[Row]:
    """Yield rows in which merged cells have their value in every row; money of several contracts is that of none of them."""
    waiting, active, contract = list(reversed(merged)), {}, {}
    value, id = (layout.columns.get(meaning) for meaning in ("value", "id"))
    for number, cells in rows:
        while waiting and waiting[-1][0] <= number:
            first, last, place = waiting.pop()
            active[place] = ((first, last), cells.get(place, "") if first == number else "")
        active = {place: one for place, one in active.items() if one[0][1] >= number}
        filled = cells | {place: text for place, (_, text) in active.items() if text}
        span, shared = active.get(value, ((0, 0), ""))
        if shared and active.get(id, ((0, 0), ""))[0] != span:
            contract = filled if number == span[0] else contract
            filled = contract if _is_one(span, active, layout) else filled | {value: MERGED}
        yield number, filled


def _is_one(span: tuple[int, int], active: dict[int, tuple], layout: Layout) -> bool:
    """Tell whether rows are one contract: a running number is merged over just them, and all that counts over them at least."""
    whole = {place for place, ((first, last), _) in active.items() if first <= span[0] and span[1] <= last}
    counted = {place for meaning, place in layout.columns.items() if meaning not in (*BESIDE, RUNNING)}
    merged = [name for place, name in enumerate(layout.header) if active.get(place, ("", ""))[0] == span and active[place][1]]
    return counted <= whole and not NUMBERS.isdisjoint(map(joined, merged))
