"""Comma-separated text: its encoding, first rows, line ends and row numbers."""

import codecs
import csv
import io
import re
import shutil
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from helpers.errors import InputError, refusal
from helpers.register.names import meaning

UNREADABLE = ("it cannot be read to its end.", "Copy or write it again.")
NO_HEADER = ("there is no header.", "Begin with the names of the columns.")
RELINED = ".lines.csv"
_BLOCK = 1 << 20
# A cell may hold as much as a line.
_LONGEST = 1 << 30
# A header in GB18030 is looked for so far.
_HEADER = 1 << 12
_GB18030 = ("gb18030", "gbk", "gb2312", "hz")


def is_utf8(head: bytes, name: str) -> bool:
    """Tell whether the first megabyte of a text is UTF-8; what is no text at all is refused with an InputError."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise refusal(name, 0, "it is UTF-16 or no text at all.", "Save it as CSV in UTF-8.")
    try:
        (head if len(head) < _BLOCK else head[: head.rindex(b"\n")]).decode("utf-8-sig")
    except ValueError:
        return False
    return True


def recoded(path: Path, name: str, encoding: str = "") -> tuple[Path, str]:
    """Write a UTF-8 copy of a text in another encoding, GB18030 if none is named, and return its path and its kind in words.

    Raises InputError for a line that is not in it, for one that is UTF-8 (then the file is a mixture), and where the text is
    hardly GB18030.
    """
    copy, codec = path.with_suffix(".utf8.csv"), _codec(encoding)
    with path.open("rb") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        for row, line in enumerate(lines, 1):
            if not encoding and _must_be_utf8(line):
                raise refusal(name, row, "this line is UTF-8, but others are not.", "Save the whole file in one encoding.")
            try:
                written.write(line.decode(codec))
            except UnicodeDecodeError:
                fix = "Save the file as CSV in UTF-8, or name its encoding with --encoding."
                other = f"not {encoding}" if encoding else "neither UTF-8 nor GB18030"
                raise refusal(name, row, f"this line is {other}.", fix) from None
    return copy, f"CSV, {encoding}" if encoding else f"CSV, GB18030{_sure(path, name)}"


def _codec(encoding: str) -> str:
    try:
        return codecs.lookup(encoding or "gb18030").name
    except LookupError:
        raise InputError(f"--encoding {encoding}: no encoding has this name. Use one like gb18030 or big5.") from None


def _sure(path: Path, name: str) -> str:
    """Return how sure it is that a text is GB18030, or raise InputError that asks for its encoding."""
    from charset_normalizer import from_bytes

    with path.open("rb") as lines:
        odd = b"".join(islice((line for line in lines if not line.isascii()), 1000))
    if any(meaning(cell.strip('" \r')) for cell in re.split("[,\n]", odd[:_HEADER].decode("gb18030", "replace")) if cell):
        # A header that has a meaning leaves no doubt.
        return ""
    found = from_bytes(odd[:_BLOCK])
    best = found.best()
    best = next((one for one in found if one.encoding in _GB18030 and one.chaos <= best.chaos), best)
    if best is None or best.encoding not in _GB18030:
        guess = f"it may be {best.encoding} ({1 - best.chaos:.0%} without oddities)" if best else "none fits"
        fix = "Name it with --encoding, or save the file as CSV in UTF-8."
        raise refusal(name, 0, f"its encoding is not certain: {guess}.", fix)
    return f" ({1 - best.chaos:.0%} without oddities)" if best.chaos >= 0.005 else ""


def relined(path: Path) -> Path:
    """Write a copy of a text in which every line ends alike, and return its path."""
    copy = path.with_suffix(RELINED)
    as_is = {"encoding": "utf-8", "errors": "surrogateescape"}
    with path.open(**as_is) as text, copy.open("w", newline="\n", **as_is) as written:
        shutil.copyfileobj(text, written)
    return copy


def first_rows(path: Path) -> list[list[str]]:
    """Return the rows in the first megabyte of a text, as far as they can be told apart."""
    with path.open("rb") as text:
        head = text.read(_BLOCK)
    whole = head if len(head) < _BLOCK else head[: head.rfind(b"\n") + 1] or head
    csv.field_size_limit(_LONGEST)
    with suppress(csv.Error):
        return list(csv.reader(io.StringIO(whole.decode("utf-8-sig", errors="replace"), newline="")))
    return []


def check_marks(names: Sequence[str], name: str) -> None:
    """Refuse a text without a header, or with other marks than commas between its cells."""
    if not any(map(str.strip, names)):
        raise refusal(name, 1, *NO_HEADER)
    for mark in ";\t|":
        if ",".join(names).count(mark) >= len(names):
            raise refusal(name, 1, f"the cells are separated by {mark!r}.", "Save it with commas between the cells.")


def reheaded(path: Path, names: Sequence[str], above: int) -> Path:
    """Write a copy of a text whose first row is these names, in place of the rows above the first contract."""
    copy = path.with_suffix(".table.csv")
    with path.open("rb") as text, copy.open("wb") as written:
        rows = csv.reader(line.decode("utf-8-sig", errors="replace") for line in iter(text.readline, b""))
        list(islice(rows, above))
        head = io.StringIO()
        csv.writer(head, lineterminator="\n").writerow(names)
        written.write(head.getvalue().encode())
        shutil.copyfileobj(text, written)
    return copy


def row_numbers(path: Path, broken: set[int]) -> Sequence[int]:
    """Return the row in the file of each row that was read: blank and broken lines stand between them."""
    with path.open("rb") as lines:
        if not broken and not any(line in (b"\n", b"\r\n") for line in lines):
            return range(2, sys.maxsize)
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        rows = (row for row, cells in enumerate(csv.reader(text), 1) if cells and row not in broken)
        return array("q", islice(rows, 1, None))


def _must_be_utf8(line: bytes) -> bool:
    """Tell whether a line must be UTF-8: two Chinese characters or more that GB18030 would hardly write by chance."""
    with suppress(UnicodeDecodeError):
        return len(re.findall("[\u4e00-\u9fff]", line.decode("utf-8"))) >= 2
    return False
