"""Comma-separated text: its encoding, its header, its line ends and the numbers of its rows."""

import csv
import re
import shutil
from array import array
from itertools import islice
from pathlib import Path

from helpers.errors import refusal

RELINED = ".lines.csv"
_BLOCK = 1 << 20
# A cell may hold as much as a line.
_LONGEST = 1 << 30


def is_utf8(head: bytes, name: str) -> bool:
    """Tell whether the first megabyte of a text is UTF-8; what is no text at all is refused with an InputError."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise refusal(name, 0, "it is UTF-16 or no text at all.", "Save it as CSV in UTF-8.")
    try:
        (head if len(head) < _BLOCK else head[: head.rindex(b"\n")]).decode("utf-8-sig")
    except ValueError:
        return False
    return True


def recoded(path: Path, name: str) -> Path:
    """Write a UTF-8 copy of a GB18030 text, and return its path.

    Raises InputError for a line that is neither, and for one that is UTF-8: then the file is a mixture.
    """
    copy = path.with_suffix(".utf8.csv")
    with path.open("rb") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        for row, line in enumerate(lines, 1):
            if _must_be_utf8(line):
                message = "this line is UTF-8, but others are not."
                raise refusal(name, row, message, "Save the whole file in one encoding.")
            try:
                written.write(line.decode("gb18030"))
            except UnicodeDecodeError:
                message = "this line is neither UTF-8 nor GB18030."
                raise refusal(name, row, message, "Save the file as CSV in UTF-8.") from None
    return copy


def relined(path: Path) -> Path:
    """Write a copy of a text in which every line ends alike, and return its path."""
    copy = path.with_suffix(RELINED)
    as_is = {"encoding": "utf-8", "errors": "surrogateescape"}
    with path.open(**as_is) as text, copy.open("w", newline="\n", **as_is) as written:
        shutil.copyfileobj(text, written)
    return copy


def header(path: Path, name: str) -> list[str]:
    """Return the names of the columns; a text without them, or with other marks than commas between, is refused."""
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        try:
            names = next(csv.reader(text))
        except (StopIteration, csv.Error):
            raise refusal(name, 1, "there is no header.", "Begin with the names of the columns.") from None
    for mark in ";\t|":
        if ",".join(names).count(mark) >= len(names):
            raise refusal(name, 1, f"the cells are separated by {mark!r}.", "Save it with commas between the cells.")
    return names


def row_numbers(path: Path, broken: set[int]) -> array | None:
    """Return the row in the file of each row that was read; None where no blank or broken lines stand between."""
    if not broken and not _has_blank_lines(path):
        return None
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        rows = (row for row, cells in enumerate(csv.reader(text), 1) if cells and row not in broken)
        return array("q", islice(rows, 1, None))


def _must_be_utf8(line: bytes) -> bool:
    """Tell whether a line must be UTF-8: two Chinese characters or more that GB18030 would hardly write by chance."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(re.findall("[\u4e00-\u9fff]", text)) >= 2


def _has_blank_lines(path: Path) -> bool:
    tail = b""
    with path.open("rb") as opened:
        while block := opened.read(_BLOCK):
            if re.search(rb"\n\r?\n", tail + block):
                return True
            tail = block[-2:]
    return False
