"""The folder of tables that everything starts from, checked against its one description, data/datapackage.json."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from helpers import project
from helpers.problems import InputError, Problem

DESCRIPTOR = project.DATA / "datapackage.json"
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
        return project.digest(getattr(self, f.name).to_csv().encode() for f in fields(self))


def load(folder: Path) -> Tables:
    """Read the tables of a folder.

    Raises InputError that names file, row and column of everything that data/datapackage.json does not allow.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder. Name the folder that holds the tables.")
    problems = list(_violations(folder))
    if problems:
        raise InputError(problems)
    return Tables(**{f.name: _read(folder / f"{f.name}.csv") for f in fields(Tables)})


def _read(path: Path, **options) -> pd.DataFrame:
    options |= {"dtype": str, "keep_default_na": False, "index_col": False, "skip_blank_lines": False}
    frame = pd.read_csv(path, encoding="utf-8-sig", **options)
    return frame.set_axis(frame.index + 2)


def _violations(folder: Path) -> Iterator[Problem]:
    with project.quick_imports():
        import jsonschema  # noqa: F401 - frictionless imports it when it is needed
    from frictionless import Package

    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    missing = [r["path"] for r in descriptor["resources"] if not (folder / r["path"]).is_file()]
    for path in missing:
        yield Problem(path, 0, "", f"there is no such file in {folder.name}.", "Add it, or copy the one in data/.")
    if missing:
        return
    package = Package(descriptor, basepath=str(folder.resolve()))
    for resource in package.resources:
        header = list(_header(folder / resource.path, resource.schema.field_names))
        yield from header or _rows(resource)


def _header(path: Path, names: list[str]) -> Iterator[Problem]:
    try:
        found = _read(path, nrows=0).columns
    except (ValueError, pd.errors.ParserError) as error:
        yield Problem(path.name, 0, "", f"it cannot be read as a table: {str(error).strip()}.", _UNREADABLE)
        return
    for name in names:
        if name not in found:
            yield Problem(path.name, 1, name, "the column is missing.", "Add it; data/README.md says what it holds.")
    for name in found:
        if name not in names:
            yield Problem(path.name, 1, name, "no such column is described.", "Correct its name, or take it out.")


def _rows(resource) -> Iterator[Problem]:
    told = set()
    for task in resource.validate().tasks:
        for error in task.errors:
            row, column = getattr(error, "row_number", 0), _column(error)
            if told.isdisjoint({(row, column), (row, "")}):
                told.add((row, column))
                yield Problem(Path(resource.path).name, row, column, *_explain(error, resource.schema))


def _column(error) -> str:
    return ", ".join(getattr(error, "field_names", [])) or getattr(error, "field_name", "") or ""


def _explain(error, schema) -> tuple[str, str]:
    """Say what an error of the table library means, and what would mend it."""
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
        return f"'{error.cell}' is not {_TYPES[schema.get_field(error.field_name).type]}.", _IN_FIGURES
    if error.type in ("constraint-error", "unique-error"):
        return _broken(error, schema.get_field(error.field_name).constraints)
    return error.message, _UNREADABLE


def _broken(error, constraints: dict) -> tuple[str, str]:
    name = next((c for c in constraints if f'"{c}"' in error.note), "unique")
    allowed = constraints.get(name)
    message, mend = _CONSTRAINTS[name]
    cell = f"'{error.cell}' " if error.cell else "the cell "
    return cell + message.format(", ".join(allowed) if isinstance(allowed, list) else allowed), mend
