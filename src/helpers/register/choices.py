"""What a user chose for the reading of a register: units, columns, an institution for all rows, an encoding."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.errors import InputError


@dataclass(frozen=True)
class Choices:
    """The yuan of values that name no unit (0 for none), meanings of columns by header, and headers to ignore.

    `institution` is that of all rows where no column holds institutions, `encoding` that of text.
    """

    unit: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    institution: str = ""
    encoding: str = ""


NONE = Choices()


def chosen_columns(given: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return meanings by header from texts like 金额单位=unit, or raise InputError.

    >>> chosen_columns(["金额单位=unit"], ["unit"])
    {'金额单位': 'unit'}
    """
    found = {}
    for text in given:
        name, mark, meaning = text.rpartition("=")
        if not mark or not name or meaning not in known:
            why = f"--column {text}: name a header and what it holds, like 金额单位=unit."
            raise InputError(f"{why} It may hold {', '.join(known)}.")
        found[name] = meaning
    return found
