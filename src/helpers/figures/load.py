"""The folder of tables that everything starts from, read and checked against its description."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.figures.schema import COLUMNS, ForeignKey, Schema, read_package

DESCRIPTOR = paths.DATA / "datapackage.json"
_UNREADABLE = "Save it as comma-separated text in UTF-8, with the columns that data/README.md lists."
# The rows of a table, by their number in the file; each has its cells by column.
Rows = dict[int, dict[str, str]]


@dataclass(frozen=True)
class Tables:
    """The tables of one folder as text, one frame a table; the index is the row in the file, the header being row 1."""

    published_figures: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    exchange_rates: pd.DataFrame

    @property
    def digest(self) -> str:
        """Digest of everything in the tables."""
        return paths.digest(getattr(self, f.name).to_csv().encode() for f in fields(self))


def load(folder: Path) -> Tables:
    """Read the tables of a folder.

    Raises InputError that names file, row and column of everything that data/datapackage.json does not allow, or what is wrong
    with that description itself.
    """
    # Unlike the path's own, it takes a name longer than the system allows.
    if not os.path.isdir(folder):  # noqa: PTH112
        raise InputError(f"{folder} is not a folder. Name the folder that holds the tables.")
    schemas = read_package(DESCRIPTOR).schemas
    contents = {name: _read(folder / f"{name}.csv") for name in COLUMNS}
    problems = [content for content in contents.values() if isinstance(content, Problem)]
    if not problems:
        for name, (header, *_) in contents.items():
            problems += _header(f"{name}.csv", header, schemas[name].names)
    # Rows of one table refer to those of another: of no use while a column is not what it should be.
    if problems:
        raise InputError(problems)
    tables = _checked(schemas, contents)
    return Tables(**{name: _frame(contents[name][0], rows) for name, rows in tables.items()})


def _read(path: Path) -> list[list[str]] | Problem:
    """Return the lines of a table, its header first, or why it has none; nothing else reads the file."""
    if not path.is_file():
        return Problem(path.name, 0, "", f"there is no such file in {path.parent.name}.", "Add it, or copy the one in data/.")
    content, lines = path.read_bytes(), []
    try:
        for line in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
            lines.append(line)
    except UnicodeDecodeError as error:
        return Problem(path.name, 1 + content.count(b"\n", 0, error.start), "", "the line is not UTF-8.", _UNREADABLE)
    except csv.Error as error:
        return Problem(path.name, 1 + len(lines), "", f"it cannot be read: {error}.", _UNREADABLE)
    return lines or Problem(path.name, 0, "", "the file is empty.", _UNREADABLE)


def _frame(header: list[str], rows: Rows) -> pd.DataFrame:
    return pd.DataFrame(list(rows.values()), columns=header, index=range(2, len(rows) + 2), dtype="str")


def _header(file: str, header: list[str], names: list[str]) -> Iterator[Problem]:
    for name in names:
        if name not in header:
            yield Problem(file, 1, name, "the column is missing.", "Add it; data/README.md says what it holds.")
    for place, name in enumerate(header):
        if name not in names:
            fix = f"Correct its name, remove it, or describe it in {DESCRIPTOR.name}."
            yield Problem(file, 1, name, "no such column is described.", fix)
        elif name in header[:place]:
            yield Problem(file, 1, name, "there are two columns of this name.", "Remove one.")


def _checked(schemas: dict[str, Schema], contents: dict[str, list[list[str]]]) -> dict[str, Rows]:
    """Return the rows of each table; raises InputError that names every row and cell that is not as described."""
    tables, problems = {}, []
    for name, (header, *lines) in contents.items():
        complete = {row: line for row, line in enumerate(lines, 2) if any(line) and len(line) == len(header)}
        problems += [_misshapen(f"{name}.csv", row, header, line) for row, line in enumerate(lines, 2) if row not in complete]
        tables[name] = {row: dict(zip(header, line, strict=True)) for row, line in complete.items()}
    all_complete = not problems
    for name, rows in tables.items():
        problems += _cells(f"{name}.csv", schemas[name], rows)
        problems += _repeated(f"{name}.csv", schemas[name], rows)
        # A name may be declared in a row that is not complete.
        for key in schemas[name].foreign_keys if all_complete else []:
            problems += _undeclared(name, key, tables)
    if problems:
        raise InputError(problems)
    return tables


def _misshapen(file: str, row: int, header: list[str], line: list[str]) -> Problem:
    if not any(line):
        return Problem(file, row, "", "the row is empty.", "Remove it.")
    if len(line) < len(header):
        return Problem(file, row, header[len(line)], "the row ends before this column.", "Complete the row.")
    return Problem(file, row, "", "the row has more cells than the table has columns.", "Put text that holds a comma in quotes.")


def _cells(file: str, schema: Schema, rows: Rows) -> Iterator[Problem]:
    for column in schema.columns:
        for row, cells in rows.items():
            found = column.problem(cells[column.name])
            if found:
                yield Problem(file, row, column.name, *found)


def _repeated(file: str, schema: Schema, rows: Rows) -> Iterator[Problem]:
    """Find rows with the same key as an earlier one."""
    seen = set()
    for row, cells in rows.items():
        key = tuple(cells[name] for name in schema.primary_key)
        if key in seen:
            message = f"the same {', '.join(schema.primary_key)} as an earlier row."
            yield Problem(file, row, "", message, "Keep one of the two rows.")
        seen.add(key)


def _undeclared(table: str, key: ForeignKey, tables: dict[str, Rows]) -> Iterator[Problem]:
    """Find names in a column that the table it refers to does not declare; an empty cell names nothing."""
    (column,), (declaring,) = key.fields, key.reference.fields
    other = key.reference.resource or table
    declared = {cells[declaring] for cells in tables[other].values()}
    for row, cells in tables[table].items():
        name = cells[column]
        if name and name not in declared:
            message = f"'{name}' is not declared in {other}."
            yield Problem(f"{table}.csv", row, column, message, "Declare it there, or correct the name.")
