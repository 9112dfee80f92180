"""The folder of tables that everything starts from, checked against its one description, data/datapackage.json."""

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.errors import InputError, Problem

DESCRIPTOR = paths.DATA / "datapackage.json"
# The columns that something is made of; what each may hold is described there.
COLUMNS = {
    "published_figures": "year indicator scope value unit precision rounded_to printed source note",
    "indicators": "indicator label unit kind of part_of split",
    "sources": "source title publisher published language url grade reading note",
    "exchange_rates": "period period_type cny_per_usd source",
}
_UNREADABLE = "Save it as comma-separated text in UTF-8, with the columns that data/README.md lists."
_TYPES = {"integer": "a whole number", "number": "a number"}
_IN_FIGURES = "Write the figure in full, without separators or units, like 1220000."
_CONSTRAINTS = {
    "required": ("is empty.", "Fill it in."),
    "enum": ("is not one of {0}.", "Use one of them."),
    "pattern": ("does not have the form {0}.", "Write it in that form."),
    "minimum": ("is out of range: it must be at least {0}.", "Correct the figure."),
    "maximum": ("is out of range: it must be at most {0}.", "Correct the figure."),
    "unique": ("stands twice.", "Keep one of the rows."),
}
Rows = list[list[str]]


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
    schemas = _schemas()
    read = {name: _read(folder / f"{name}.csv") for name in COLUMNS}
    problems = [found for found in read.values() if isinstance(found, Problem)] or list(_violations(schemas, read))
    if problems:
        raise InputError(problems)
    return Tables(**{name: _frame(*rows) for name, rows in read.items()})


def _read(path: Path) -> Rows | Problem:
    """Return the rows of a table, its header first, or why it has none; nothing else reads the file."""
    if not path.is_file():
        return Problem(path.name, 0, "", f"there is no such file in {path.parent.name}.", "Add it, or copy the one in data/.")
    content, rows = path.read_bytes(), []
    try:
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
            rows.append(row)
    except UnicodeDecodeError as error:
        return Problem(path.name, 1 + content.count(b"\n", 0, error.start), "", "the line is not UTF-8.", _UNREADABLE)
    except csv.Error as error:
        return Problem(path.name, 1 + len(rows), "", f"it cannot be read: {error}.", _UNREADABLE)
    return rows or Problem(path.name, 0, "", "the file is empty.", _UNREADABLE)


def _frame(header: list[str], *rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=header, index=range(2, len(rows) + 2), dtype="str")


def _schemas() -> dict[str, object]:
    """Return what is described of each table, as the table library understands it."""
    from frictionless import Schema

    schemas, problems = {}, []
    for name, described in _described().items():
        try:
            schemas[name] = Schema.from_descriptor(described)
        except Exception as error:  # the library trips over some descriptions in ways of its own
            problems += [_undescribed(f"{name}: {why}.") for why in _reasons(error)]
    problems = problems or [
        _undescribed(f"{name}: the column {column} is not described.")
        for name, columns in COLUMNS.items()
        for column in columns.split()
        if column not in schemas[name].field_names
    ]
    if problems:
        raise InputError(problems)
    return schemas


def _described() -> dict[str, object]:
    try:
        resources = json.loads(DESCRIPTOR.read_text(encoding="utf-8-sig"))["resources"]
        return {name: next(one["schema"] for one in resources if one["name"] == name) for name in COLUMNS}
    except (ValueError, RecursionError) as error:
        why = f"it is no JSON: {error}."
    except OSError as error:
        why = f"it cannot be read: {error.strerror}."
    except (LookupError, TypeError, StopIteration):
        why = f"its resources are not {', '.join(COLUMNS)}, each with a name and a schema."
    raise InputError([_undescribed(why)])


def _undescribed(why: str) -> Problem:
    return Problem(DESCRIPTOR.name, 0, "", why, "Mend the description, or put back an earlier one.")


def _reasons(error: Exception) -> list[str]:
    """Return what the table library has against a description."""
    return [getattr(reason, "note", str(reason)) for reason in getattr(error, "reasons", None) or [error]]


def _violations(schemas: dict[str, object], read: dict[str, Rows]) -> Iterator[Problem]:
    headers = (_header(f"{name}.csv", rows[0], schemas[name].field_names) for name, rows in read.items())
    # Rows of one table refer to those of another: of no use while a column is not what it should be.
    yield from list(chain(*headers)) or _rows(schemas, read)


def _header(file: str, found: list[str], names: list[str]) -> Iterator[Problem]:
    for name in names:
        if name not in found:
            yield Problem(file, 1, name, "the column is missing.", "Add it; data/README.md says what it holds.")
    for place, name in enumerate(found):
        if name not in names:
            fix = f"Correct its name, take it out, or describe it in {DESCRIPTOR.name}."
            yield Problem(file, 1, name, "no such column is described.", fix)
        elif name in found[:place]:
            yield Problem(file, 1, name, "the column stands twice.", "Take one out.")


def _rows(schemas: dict[str, object], read: dict[str, Rows]) -> Iterator[Problem]:
    from frictionless import Dialect, Package
    from frictionless.resources import TableResource

    tables = [
        # The library would take for the header what is as wide as most rows.
        TableResource(name=name, data=rows, dialect=Dialect(header_rows=[1]), schema=schemas[name])
        for name, rows in read.items()
    ]
    for table in Package(resources=tables).resources:
        try:
            errors = [error for task in table.validate().tasks for error in task.errors]
        except Exception as error:  # of a description, too
            yield from (_undescribed(f"{table.name}: {why}.") for why in _reasons(error))
        else:
            yield from _found(table, errors)


def _found(table, errors: list) -> Iterator[Problem]:
    """Say what the table library found in a table, each place once."""
    told = set()
    for error in errors:
        row, column = getattr(error, "row_number", 0), _column(error)
        if not row:
            yield _undescribed(f"{table.name}: {error.note}.")
        elif told.isdisjoint({(row, column), (row, "")}):
            told.add((row, column))
            yield Problem(f"{table.name}.csv", row, column, *_explain(error, table.schema))


def _column(error) -> str:
    return ", ".join(getattr(error, "field_names", [])) or getattr(error, "field_name", "") or ""


def _explain(error, schema) -> tuple[str, str]:
    """Say what an error of the table library means, and what would fix it."""
    if error.type == "foreign-key":
        where = f"{error.reference_name or 'this table'}".replace("_", " ")
        return f"'{error.field_cells[0]}' is not declared in {where}.", "Declare it there, or correct the name."
    if error.type == "primary-key":
        key = ", ".join(schema.primary_key)
        return f"the same {key} as an earlier row.", "Keep one of the two rows."
    if error.type == "blank-row":
        return "the row is empty.", "Take it out."
    if error.type == "missing-cell":
        return "the row ends before this column.", "Complete the row."
    if error.type == "extra-cell":
        return "the row has more cells than the table has columns.", "Put text that holds a comma in quotes."
    if error.type == "type-error":
        wanted = schema.get_field(error.field_name).type
        return f"'{error.cell}' is not {_TYPES.get(wanted, f'of the type {wanted}')}.", _IN_FIGURES
    if error.type in ("constraint-error", "unique-error"):
        return _broken(error, schema.get_field(error.field_name).constraints)
    return error.message, _UNREADABLE


def _broken(error, constraints: dict) -> tuple[str, str]:
    name = next((c for c in constraints if f'"{c}"' in error.note), "unique")
    allowed = constraints.get(name)
    message, fix = _CONSTRAINTS.get(name, (f"does not keep to {name} {{0}}.", "Correct it."))
    cell = f"'{error.cell}' " if error.cell else "the cell "
    return cell + message.format(", ".join(map(str, allowed)) if isinstance(allowed, list) else allowed), fix
