"""The folder of tables that everything starts from, read and checked against the description in data/datapackage.json."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.figures.schema import COLUMNS, FOREIGN, Schema, read_schemas

DESCRIPTOR = paths.DATA / "datapackage.json"
# A folder without these takes those of the project; one without figures of other countries (FOREIGN) has none.
OPTIONAL = (DESCRIPTOR.name, "precisions.csv", "scopes.csv", "other_series.csv")
_UNREADABLE = "Save it as comma-separated text in UTF-8, with the columns that data/README.md lists."
Lines = list[list[str]]


@dataclass(frozen=True)
class Tables:
    """The tables of one folder as text, one frame a table; the index is the row in the file, the header being row 1."""

    published_figures: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    exchange_rates: pd.DataFrame
    precisions: pd.DataFrame
    scopes: pd.DataFrame
    comparators: pd.DataFrame
    comparisons: pd.DataFrame
    other_series: pd.DataFrame

    @property
    def digest(self) -> str:
        """Digest of everything in the tables."""
        return paths.digest(table.to_csv().encode() for table in vars(self).values())


def load(folder: Path) -> Tables:
    """Read the tables of a folder, or raise InputError that names file, row and column of all that is not as described."""
    # Unlike the path's own, it takes a name longer than the system allows.
    if not os.path.isdir(folder):  # noqa: PTH112
        raise InputError(f"{folder} is not a folder. Name the folder that holds the tables.")
    schemas = read_schemas(DESCRIPTOR) | read_schemas(_found(folder, DESCRIPTOR.name))
    files = {}
    for name in COLUMNS:
        is_left_out = name in FOREIGN and not (folder / f"{name}.csv").exists()
        header = [column.name for column in schemas[name].columns]
        files[name] = [header] if is_left_out else _read(_found(folder, f"{name}.csv"))
    frames, problems = {}, [found for found in files.values() if isinstance(found, Problem)]
    if not problems:
        for name, lines in files.items():
            problems += _layout(f"{name}.csv", lines, [column.name for column in schemas[name].columns])
    if not problems:
        # Cells are checked once every table has the columns described.
        for name, (header, *rows) in files.items():
            # As Python's own text: that of pandas takes ten times as long cell by cell, which is how tables are read here.
            frames[name] = pd.DataFrame(rows, columns=header, index=range(2, len(rows) + 2), dtype=object)
        for name in frames:
            problems += _contents(name, frames, schemas[name])
    if problems:
        raise InputError(problems)
    return Tables(**frames)


def _found(folder: Path, name: str) -> Path:
    """Return the file of a folder, or the project's own of that name where the folder needs none."""
    is_given = name not in OPTIONAL or (folder / name).exists()
    return (folder if is_given else DESCRIPTOR.parent) / name


def _read(path: Path) -> Lines | Problem:
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


def _layout(file: str, lines: Lines, names: list[str]) -> Iterator[Problem]:
    """Yield what keeps the lines of a file from being a table with the columns described."""
    header = lines[0]
    for name in names:
        if name not in header:
            yield Problem(file, 1, name, "the column is missing.", "Add it; data/README.md lists what it holds.")
    for place, name in enumerate(header):
        if name not in names:
            fix = f"Correct its name, remove it, or describe it in {DESCRIPTOR.name}."
            yield Problem(file, 1, name, "no such column is described.", fix)
        elif name in header[:place]:
            yield Problem(file, 1, name, "an earlier column has the same name.", "Remove one of the two.")
    for row, line in enumerate(lines[1:], 2):
        if not any(line):
            yield Problem(file, row, "", "the row is empty.", "Remove it.")
        elif len(line) < len(header):
            yield Problem(file, row, header[len(line)], "the row ends before this column.", "Complete the row.")
        elif len(line) > len(header):
            yield Problem(file, row, "", "the row has more cells than columns.", "Put text that holds a comma in quotes.")


def _contents(table: str, frames: dict[str, pd.DataFrame], schema: Schema) -> Iterator[Problem]:
    file, frame = f"{table}.csv", frames[table]
    for column in schema.columns:
        for row, cell in frame[column.name].items():
            found = column.problem(cell)
            if found:
                yield Problem(file, row, column.name, *found)
    for row in frame.index[frame.duplicated(schema.primary_key)]:
        message = f"the same {', '.join(schema.primary_key)} as an earlier row."
        yield Problem(file, row, "", message, "Keep one of the two rows.")
    for key in schema.foreign_keys:
        (column,), (declaring,) = key.fields, key.reference.fields
        other = key.reference.resource or table
        unknown = ~frame[column].isin(["", *frames[other][declaring]])
        for row, name in frame.loc[unknown, column].items():
            yield Problem(file, row, column, f"'{name}' is not declared in {other}.", "Declare it there, or correct the name.")
