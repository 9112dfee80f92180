"""What can go wrong: with an input, a notebook or a file; where, what would fix it, and which exit code it ends with."""

import errno
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

MADE, FAILED, REFUSED = 0, 1, 2

_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
# A cell may hold any text, of any length.
_LONGEST = 800
# What would fix what the system refuses to do with files.
_FIXES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Free some space, or name another folder."),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "Allow writing there, or name another folder."),
    errno.EFBIG: "Raise the limit on the size of a file (ulimit -f).",
    errno.ENOENT: "It was taken away: put it back if it is yours, and run again.",
    **dict.fromkeys((errno.EPIPE, None), "A program at the other end has ended: run again."),
}
# Of writing itself, whose errors the system gives no name.
_UNNAMED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def visible(text: str) -> str:
    """Return text with characters that steer the direction or the terminal written out.

    >>> visible("a\u202eb")
    'a[U+202E]b'
    """
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with an input.

    >>> print(Problem("published_figures.csv", 4, "value", "'abc' is not a number.", "Write it in full."))
    published_figures.csv, row 4, column value: 'abc' is not a number. Write it in full.
    """

    file: str
    row: int
    column: str
    message: str
    fix: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return _shortened(visible(" ".join(f"{self.file}{row}{column}: {self.message} {self.fix}".splitlines())))


class InputError(ValueError):
    """An input that cannot be used, with everything that is wrong with it in its text."""

    def __init__(self, problems: str | Iterable[Problem]):
        lines = [problems] if isinstance(problems, str) else [str(p) for p in sorted(set(problems))]
        super().__init__("\n".join(lines))

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: IPython asks for this instead of a stack."""
        from IPython.display import display

        display({"application/javascript": _COME}, raw=True)
        return ["Input refused:", *str(self).splitlines()]


# After Run All, JupyterLab shows the last cell, even if the run ended at the first: for a moment the message calls back.
_COME = """const cell = element.closest(".jp-Cell, .cell") || element;
const times = setInterval(() => cell.scrollIntoView({block: "center"}), 100);
setTimeout(() => clearInterval(times), 1500);"""


def refusal(file: str, row: int, message: str, fix: str) -> InputError:
    """Return the error of a file with one thing wrong that no column is to blame for; row 0 is the file as a whole.

    >>> print(refusal("register.csv", 0, "the file is empty.", "Name another."))
    register.csv: the file is empty. Name another.
    """
    return InputError([Problem(file, row, "", message, fix)])


class UnknownNameError(InputError):
    """An id that does not exist, with the nearest that do.

    >>> print(UnknownNameError("metric", "growht_rate", ["growth_rate", "average_contract_value"]))
    There is no metric 'growht_rate'. The nearest: growth_rate.
    >>> print(UnknownNameError("year", 2015, ["2018", "2017", "2019", "2020"]))
    There is no year 2015. The nearest: 2017, 2018, 2019.
    >>> print(UnknownNameError("metric", "", ["growth_rate", "average_contract_value"]))
    There is no metric ''. Known are, for example: growth_rate, average_contract_value.
    """

    def __init__(self, what: str, name: object, known: Iterable[str]):
        known, written = list(known), str(name)
        if all(one.isdecimal() for one in (written, *known)):
            nearest = sorted(known, key=lambda one: (abs(int(one) - int(written)), one))[:3]
        else:
            by_folded = {one.casefold(): one for one in known}
            nearest = [by_folded[one] for one in get_close_matches(written.casefold(), by_folded, n=3, cutoff=0.5)]
        listed = f"The nearest: {', '.join(nearest)}" if nearest else f"Known are, for example: {', '.join(known[:3])}"
        super().__init__(f"There is no {what} {name!r}. {listed}.")


class NotebookError(RuntimeError):
    """A notebook that failed: which one, in which cell, and with what."""


def outcome(error: Exception) -> tuple[int, str]:
    """Return the exit code of an error and what there is to say of it; its traceback is logged for `scitech --debug`.

    >>> outcome(InputError("The folder is empty."))
    (2, 'The folder is empty.')
    >>> outcome(OSError(28, "No space left on device", "reports"))
    (2, 'reports: No space left on device. Free some space, or name another folder.')
    >>> outcome(KeyError("year"))
    (1, "KeyError: 'year'. This is a mistake in this program: scitech --debug shows where.")
    """
    logging.getLogger("helpers").debug("Traceback of what follows:", exc_info=error)
    if isinstance(error, InputError):
        return REFUSED, str(error)
    if isinstance(error, OSError):
        # Of a copy or a move, where it was to go.
        place = error.filename2 or error.filename
        where = f"{place}: " if place else ""
        fix = _FIXES.get(error.errno, "Name a folder that can be written.")
        return REFUSED, f"{where}{error.strerror or error}. {fix}"
    if isinstance(error, NotebookError):
        return FAILED, str(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return FAILED, f"{_shortened(visible(what))}. This is a mistake in this program: scitech --debug shows where."


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an error name what was written to where the system does not, as of a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _UNNAMED:
            error.filename = error.filename or str(path)
        raise


class MissingFigure(LookupError):  # noqa: N818 - a gap in the data is no error
    """A figure that no source printed, or none but zero, so that what rests on it cannot be stated.

    `unfit` says why a printed one does not do, `others` are further ones that are missing.

    >>> print(MissingFigure("value_6modes", 2018))
    no source prints value_6modes of 2018
    """

    def __init__(self, indicator: str, year: int, reading: str = "", unfit: str = ""):
        self.indicator, self.year, self.reading, self.unfit = indicator, year, reading, unfit
        self.others: tuple[MissingFigure, ...] = ()
        super().__init__(f"{indicator} of {year} {unfit}" if unfit else f"no source prints {indicator} of {year}")


def all_of(missing: list[MissingFigure]) -> MissingFigure:
    """Return the first of the figures that are missing, with those that are missing beside it."""
    first, *others = missing
    first.others += tuple(one for figure in others for one in (figure, *figure.others))
    return first


def either(names: list[str]) -> str:
    """Return names as those of which one may do.

    >>> either(["a", "b", "c"]), either(["a"])
    ('a, b or c', 'a')
    """
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
