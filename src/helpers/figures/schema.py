"""The description of the tables, data/datapackage.json: which columns there are, and what each may hold."""

import codecs
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from helpers.errors import InputError, Problem

# The columns that the code reads; more may be described.
COLUMNS = {
    "published_figures": "year indicator scope value unit precision rounded_to printed source note",
    "indicators": "indicator label unit kind of part_of split",
    "sources": "source title publisher published language url grade reading note",
    "exchange_rates": "period period_type cny_per_usd source",
}
# What the code relies on: which columns are numbers, which of these may be empty, and where names are declared.
_NUMBERS = {"year": "integer", "value": "number", "rounded_to": "number", "cny_per_usd": "number"}
_OPTIONAL = ("rounded_to",)
_DECLARED_IN = {"indicator": "indicators", "source": "sources"}

_WRITTEN = {"integer": re.compile("-?[0-9]+"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?")}
_NAMES = {"integer": "a whole number", "number": "a number written in full"}


class _Part(BaseModel):
    """A part of the description in which a word that is not known is refused, as it might change what a table means."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class Constraints(_Part):
    """What the cells of a column may hold; patterns match a cell as a whole."""

    required: bool = False
    enum: list[str] = []
    pattern: re.Pattern | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


class Column(_Part):
    """One column of a table."""

    name: str
    type: Literal["string", "integer", "number"]
    description: str
    unit: str = ""
    constraints: Constraints = Constraints()

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        limits = (self.constraints.minimum, self.constraints.maximum)
        if self.type == "string" and limits != (None, None):
            raise ValueError("a column of text has no minimum or maximum")
        return self

    def problem(self, cell: str) -> tuple[str, str] | None:
        """Return what is wrong with a cell, and what fixes it; None where nothing is.

        >>> Column(name="year", type="integer", description="Data year.").problem("20x0")[0]
        "'20x0' is not a whole number."
        """
        rules = self.constraints
        if not cell:
            return ("the cell is empty.", "Fill it in.") if rules.required else None
        if self.type in _WRITTEN and not _WRITTEN[self.type].fullmatch(cell):
            message = f"'{cell}' is not {_NAMES[self.type]}."
            return message, "Use the digits 0 to 9 without separators or units, like 1220000 or 12.6."
        if rules.enum and cell not in rules.enum:
            return f"'{cell}' is not one of {', '.join(rules.enum)}.", "Use one of them."
        if rules.pattern and not rules.pattern.fullmatch(cell):
            return f"'{cell}' does not have the form {rules.pattern.pattern}.", "Write it in that form."
        if rules.minimum is not None and Decimal(cell) < rules.minimum:
            return f"'{cell}' is out of range: it must be at least {rules.minimum}.", "Correct the figure."
        if rules.maximum is not None and Decimal(cell) > rules.maximum:
            return f"'{cell}' is out of range: it must be at most {rules.maximum}.", "Correct the figure."
        return None


class Reference(_Part):
    """The column in which names are declared; the table is empty where it is the same one."""

    resource: str
    fields: tuple[str]


class ForeignKey(_Part):
    """A column whose cells are names that are declared elsewhere."""

    fields: tuple[str]
    reference: Reference


class Schema(_Part):
    """The columns of one table and its keys."""

    fields_match: Literal["equal"]
    columns: list[Column] = Field(alias="fields")
    primary_key: list[str] = Field(min_length=1)
    foreign_keys: list[ForeignKey] = []

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [column.name for column in self.columns]

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        if len(set(self.names)) < len(self.names):
            raise ValueError("two fields have the same name")
        keys = [*self.primary_key, *(key.fields[0] for key in self.foreign_keys)]
        for name in keys:
            if name not in self.names:
                raise ValueError(f"a key names the field {name}, which is not described")
        return self


class Resource(BaseModel):
    """One described table."""

    name: str
    path: str
    title: str
    description: str
    table: Schema = Field(alias="schema")


class Licence(BaseModel):
    """A licence of the tables."""

    title: str
    path: str


class Package(BaseModel):
    """The description as a whole."""

    title: str
    description: str
    licenses: list[Licence] = Field(min_length=1)
    resources: list[Resource]

    @property
    def schemas(self) -> dict[str, Schema]:
        """The schema of each table, by its name."""
        return {one.name: one.table for one in self.resources}


def read_package(path: Path) -> Package:
    """Read the description of the tables.

    Raises InputError that names each part that is not understood, or that the code relies on and does not find.
    """
    try:
        package = Package.model_validate_json(path.read_bytes().removeprefix(codecs.BOM_UTF8))
    except OSError as error:
        wrong = [f"it cannot be read: {error.strerror}."]
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}.".removeprefix(": ") for one in error.errors()]
    else:
        wrong = list(_missing(package))
    if wrong:
        fix = "Correct the description, or restore an earlier one."
        raise InputError(Problem(path.name, 0, "", message, fix) for message in wrong)
    return package


def _missing(package: Package) -> Iterator[str]:
    """Yield what the code relies on and the description does not contain."""
    schemas = package.schemas
    if len(schemas) < len(package.resources):
        yield "two resources have the same name."
    for name in COLUMNS:
        if name not in schemas:
            yield f"the table {name} is not described."
            continue
        yield from _missing_columns(name, schemas[name])
        for key in schemas[name].foreign_keys:
            other = schemas.get(key.reference.resource or name)
            if other is None or key.reference.fields[0] not in other.names:
                yield f"{name}: {key.fields[0]} refers to a column that is not described."


def _missing_columns(name: str, schema: Schema) -> Iterator[str]:
    described = {column.name: column for column in schema.columns}
    references = {key.fields[0]: key.reference.resource for key in schema.foreign_keys}
    for column in COLUMNS[name].split():
        if column not in described:
            yield f"{name}: the column {column} is not described."
            continue
        wanted = _NUMBERS.get(column, "string")
        if described[column].type != wanted:
            yield f"{name}: the column {column} must have the type {wanted}."
        if wanted != "string" and column not in _OPTIONAL and not described[column].constraints.required:
            yield f"{name}: the column {column} must be required."
        declared_in = _DECLARED_IN.get(column, name)
        if declared_in not in (name, references.get(column)):
            yield f"{name}: the column {column} must be a foreign key into {declared_in}."
