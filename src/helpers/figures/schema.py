"""What data/datapackage.json describes: the columns of each table, what their cells may hold, and the keys."""

import codecs
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from helpers.errors import InputError, Problem

# The columns that the code reads; more may be described.
COLUMNS = {
    "published_figures": "year indicator scope value unit precision rounded_to printed source note",
    "indicators": "indicator label unit kind of part_of split",
    "sources": "source title publisher published language url grade reading note",
    "exchange_rates": "period period_type cny_per_usd source",
    "precisions": "precision low_bound high_bound meaning",
    "scopes": "scope part_of split meaning",
    "comparators": "year period indicator scope value unit precision rounded_to printed source definition reuse use note",
    "comparisons": "comparison side year numerator denominator scope definition remark",
    "other_series": "series counts difference year printed source published",
}
# What a folder, and its description, may do without.
FOREIGN = ("comparators", "comparisons")
# Those of them that it calculates with, and their types.
NUMBERS = {"year": "integer", "value": "number", "rounded_to": "number", "cny_per_usd": "number"}
_WRITTEN = {
    "integer": (re.compile("-?(0|[1-9][0-9]*)"), "a whole number"),
    "number": (re.compile(r"-?[0-9]+(\.[0-9]+)?"), "a number written in full"),
}

_DIGITS = "Use the digits 0 to 9 without separators, units or leading zeros, like 1220000 or 12.6."


class _Part(BaseModel, extra="forbid", strict=True, alias_generator=to_camel):
    """A part of a description; a property that is not known is refused: it might change what a table means."""


class _Constraints(_Part):
    required: bool = False
    enum: list[str] = []
    pattern: re.Pattern | None = None
    minimum: Decimal = Decimal("-Infinity")
    maximum: Decimal = Decimal("Infinity")


class Column(_Part):
    """A column of a table."""

    name: str
    type: Literal["string", "integer", "number"]
    description: str
    unit: str = ""
    constraints: _Constraints = _Constraints()

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        if self.type == "string" and {"minimum", "maximum"} & self.constraints.model_fields_set:
            raise ValueError("text has no minimum or maximum")
        return self

    def problem(self, cell: str) -> tuple[str, str] | None:
        """Return what is wrong with a cell and what fixes it; None where nothing is wrong.

        >>> Column(name="year", type="integer", description="Data year.").problem("20x0")[0]
        "'20x0' is not a whole number."
        """
        allowed = self.constraints
        if not cell:
            return ("the cell is empty.", "Fill it in.") if allowed.required else None
        if allowed.enum and cell not in allowed.enum:
            return f"'{cell}' is not one of {', '.join(allowed.enum)}.", "Use one of them."
        if allowed.pattern and not allowed.pattern.fullmatch(cell):
            return f"'{cell}' does not have the form {allowed.pattern.pattern}.", "Write it in that form."
        if self.type == "string":
            return None
        form, name = _WRITTEN[self.type]
        if not form.fullmatch(cell):
            return f"'{cell}' is not {name}.", _DIGITS
        if Decimal(cell) < allowed.minimum:
            return f"'{cell}' is out of range: it must be at least {allowed.minimum}.", "Correct the figure."
        if Decimal(cell) > allowed.maximum:
            return f"'{cell}' is out of range: it must be at most {allowed.maximum}.", "Correct the figure."
        return None


class _Reference(_Part):
    resource: str
    fields: tuple[str]


class ForeignKey(_Part):
    """A column of names and the column that declares them, in a table called "" where it is the same one."""

    fields: tuple[str]
    reference: _Reference


class Schema(_Part):
    """The columns and keys of a table."""

    fields_match: Literal["equal"]
    columns: list[Column] = Field(alias="fields")
    primary_key: list[str] = Field(min_length=1)
    foreign_keys: list[ForeignKey] = []


class _Resource(BaseModel):
    name: str
    table: Schema = Field(alias="schema")


class _Package(BaseModel):
    resources: list[_Resource]


def read_schemas(path: Path) -> dict[str, Schema]:
    """Return what a descriptor describes of each table; raises InputError that names what is not understood, or missing."""
    try:
        package = _Package.model_validate_json(path.read_bytes().removeprefix(codecs.BOM_UTF8))
        schemas = {one.name: one.table for one in package.resources if one.name in COLUMNS}
        wrong = list(_undescribed(schemas))
    except OSError as error:
        wrong = [f"it cannot be read: {error.strerror}."]
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}." for one in error.errors()]
    if wrong:
        fix = "Correct the description, or restore an earlier one."
        raise InputError(Problem(path.name, 0, "", message, fix) for message in wrong)
    return schemas


def _undescribed(schemas: dict[str, Schema]) -> Iterator[str]:
    """Yield what is described twice, and each column that the code or a key needs and that is not described."""
    tables = [table for table in COLUMNS if table in schemas or table not in FOREIGN]
    types, needed = {}, [(table, name) for table in tables for name in COLUMNS[table].split()]
    for table, schema in schemas.items():
        for column in schema.columns:
            if (table, column.name) in types:
                yield f"{table} has two fields with the name {column.name}."
            types[table, column.name] = column.type
        needed += [(table, name) for name in schema.primary_key]
        for key in schema.foreign_keys:
            needed += [(table, key.fields[0]), (key.reference.resource or table, key.reference.fields[0])]
    for table, name in needed:
        found = types.get((table, name), "none")
        if found == "none" or found != NUMBERS.get(name, found):
            yield f"{table} needs a field with the name {name} and the type {NUMBERS.get(name, 'string')}."
