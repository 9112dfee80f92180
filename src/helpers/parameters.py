"""The parameters of a report, checked by name, type and range."""

from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from helpers.errors import InputError
from helpers.metrics.definitions import THRESHOLD


class Parameters(BaseModel, extra="forbid", strict=True):
    """What a report is made for: data year, reading, and a folder of tables (empty: the project's own)."""

    year: int = Field(ge=1, le=9999)
    reading: Literal["compilers", "press"] = "compilers"
    figures: str = ""


class RegisterParameters(BaseModel, extra="forbid", strict=True):
    """What a page on a register is made for: files, data year, one of its institutions, threshold in yuan, and how it is read.

    `column` has texts like 金额单位=unit, `columns` is a file that keeps such choices, `totals` says what becomes of rows that
    may be sums of others, `allow_rejected` is the share of rows or of money that may be rejected, `figures` a folder of tables
    (empty: the project's own); `internal` shows what would be withheld.
    """

    contracts: list[str]
    year: int = Field(ge=1950, le=2100)
    institution: str = ""
    threshold: int = Field(default=int(THRESHOLD.value), gt=0, le=10**12)
    unit: str = ""
    column: list[str] = []
    columns: str = ""
    encoding: str = ""
    totals: Literal["ask", "contracts"] = "ask"
    allow_rejected: float = Field(default=0.05, ge=0, le=1)
    figures: str = ""
    internal: bool = False


class ArticleParameters(BaseModel, extra="forbid", strict=True):
    """What an article is checked for: its file; empty for the example."""

    article: str = ""


def parameters(**given: object) -> Parameters:
    """Check the parameters of a report; raises InputError with one line a problem."""
    return checked(Parameters, **given)


def checked(model: type[BaseModel], **given: object) -> BaseModel:
    """Check parameters against a model of them; raises InputError with one line a problem."""
    try:
        return model(**given)
    except ValidationError as error:
        known, lines = ", ".join(model.model_fields), []
        for problem in error.errors():
            name, wanted, found = problem["loc"][0], problem["msg"], _written(problem["input"])
            lines.append(f"Parameter {name}: {wanted}, not {found}. The parameters are {known}.")
        raise InputError("\n".join(lines)) from None


def _written(given: object) -> str:
    try:
        return repr(given)
    except ValueError:
        return "a number too long to be written"
