"""What a user chose for the reading of a register: as options of the command, or as lines of a file that keeps them."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from helpers.errors import InputError, named, visible
from helpers.parameters import RegisterParameters, checked
from helpers.register.names import MEANINGS

IGNORE, MEASURE = "ignore", "measure"
_NAME = re.compile(r"[\w（）().,/·-]+")
_FIRST = "# How a register is read: give this file with --columns.\n"


@dataclass(frozen=True)
class Choices:
    """The yuan of values that name no unit (0 for none), and meanings of columns by header, `ignore` for those left out.

    `institution` is that of all rows where no column holds institutions, `encoding` that of text.
    """

    unit: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    institution: str = ""
    encoding: str = ""


NONE = Choices()


class Kept(BaseModel, extra="forbid", strict=True):
    """The choices that a file can hold; they have the names of the command's options."""

    unit: str = ""
    institution: str = ""
    encoding: str = ""
    totals: Literal["ask", "contracts"] = "ask"
    column: dict[str, str] = {}


def answer(option: str, value: str, header: str = "") -> str:
    """Return how a question is answered: by an option, or by a line of a file of choices.

    >>> print(answer("column", "unit", "金额单位"))
    --column 金额单位=unit (in a file for --columns: column."金额单位" = "unit")
    """
    given = f"{header}={value}" if header else value
    given = given if _NAME.fullmatch(given.replace("=", "")) else shlex.quote(given)
    return f"--{option} {given} (in a file for --columns: {_line(option, value, header)})"


def chosen_columns(asked: RegisterParameters) -> dict[str, str]:
    """Return meanings by header from texts like 金额单位=unit and from headers to leave out, or raise InputError.

    >>> chosen_columns(RegisterParameters(contracts=[], year=2020, column=["金额单位=unit", "备注=ignore"]))
    {'金额单位': 'unit', '备注': 'ignore'}
    """
    found = {}
    for text in asked.column:
        name, _, meaning = text.rpartition("=")
        if not name or meaning not in (*MEANINGS, IGNORE):
            why = f"--column {text}: name a header and what it holds, like 金额单位=unit."
            raise InputError(visible(f"{why} It may hold {', '.join(MEANINGS)}; {IGNORE} leaves it out."))
        if found.setdefault(name, meaning) != meaning:
            raise InputError(visible(f"--column {name}: it is given as {found[name]} and as {meaning}. Choose one."))
    return found


def with_kept(asked: RegisterParameters) -> RegisterParameters:
    """Return parameters with what their file keeps and was not given; raises InputError for a file that cannot keep any."""
    given, kept = _given(asked), Kept()
    if asked.columns:
        path = Path(asked.columns)
        if not path.exists() and given == Kept():
            raise InputError(f"{path.name}: there is no such file, and no choice is given that could be kept in it.")
        if not path.parent.is_dir():
            raise InputError(f"{path}: there is no such folder to keep the choices in. Make it, or name another file.")
        kept = _kept(path) if path.exists() else kept
    chosen = kept.model_dump() | given.model_dump(exclude_defaults=True)
    column = [f"{name}={meaning}" for name, meaning in sorted((kept.column | given.column).items())]
    return asked.model_copy(update=chosen | {"column": column})


def keep(asked: RegisterParameters) -> Iterator[str]:
    """Write the choices to the file that is to keep them, if it is not there; yield what is to be said of it."""
    if not asked.columns:
        return
    path, lines = Path(asked.columns), _lines(_given(asked))
    if not path.exists():
        with named(path), path.open("x", encoding="utf-8", newline="\n") as written:
            written.write(_FIRST + "".join(f"{line}\n" for line in lines))
        yield f"{path} keeps the choices: give it with --columns the next time."
    elif missing := sorted({*lines} - {*_lines(_kept(path))}):
        yield f"{path} is left as it is. To keep the choices of this run, write into it:"
        yield from missing


def _given(asked: RegisterParameters) -> Kept:
    return Kept(column=chosen_columns(asked), **asked.model_dump(include={"unit", "institution", "encoding", "totals"}))


def _kept(path: Path) -> Kept:
    try:
        return checked(Kept, **tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fix = 'Each line is like unit = "万元" or column."金额单位" = "unit".'
        raise InputError(visible(f"{path.name}: it cannot be read as TOML: {error}. {fix}")) from None
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None


def _lines(kept: Kept) -> list[str]:
    given = kept.model_dump(exclude_defaults=True)
    columns = [_line("column", meaning, header) for header, meaning in given.pop("column", {}).items()]
    return [*(_line(option, value) for option, value in given.items()), *columns]


def _line(option: str, value: str, header: str = "") -> str:
    """Return a line of TOML; characters that cannot be seen are spelled out, so that the line can be copied."""
    key = f"column.{_quoted(header)}" if header else option
    return f"{key} = {_quoted(value)}"


def _quoted(text: str) -> str:
    letters = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in letters)
