"""Comma-separated text: its encoding, first rows, line ends and row numbers."""

import codecs
import csv
import io
import re
import shutil
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from helpers.errors import InputError, refusal
from helpers.register import heads
from helpers.register.choices import answer
from helpers.register.names import meaning

UNREADABLE = ("it cannot be read to its end.", "Copy or write it again.")
NO_HEADER = ("there is no header.", "Begin with the names of the columns.")
RELINED = ".lines.csv"
_BLOCK = 1 << 20
# Places at which rows are looked at, and how much there.
_PLACES, _STRETCH = 40, 1 << 14
# DuckDB passes over lines that are longer than its memory for them, without a word.
_LINE = 1 << 24
# A cell may hold as much as a line.
_LONGEST = 1 << 30
# A header in GB18030 is looked for so far.
_HEADER = 1 << 12
# Marks that stand between cells, the usual one first.
MARKS = {",": "", ";": "semicolons between cells", "\t": "tabs between cells", "|": "bars between cells"}
# What is no UTF-8 is copied as it stands.
_AS_IS = {"encoding": "utf-8", "errors": "surrogateescape"}
_GB18030 = ("gb18030", "gbk", "gb2312", "hz")


def is_utf8(head: bytes, name: str) -> bool:
    """Tell whether the first megabyte of a text is UTF-8; what is no text at all is refused with an InputError."""
    if b"\x00" in head:
        why = "it is UTF-16 without its mark, or no text at all."
        raise refusal(name, 0, why, "Save it as CSV in UTF-8, or name its encoding with --encoding.")
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
    copy = path.with_suffix(".utf8.csv")
    try:
        codec = codecs.lookup(encoding or "gb18030").name
    except LookupError:
        raise InputError(f"--encoding {encoding}: no encoding has this name. Use one like gb18030 or big5.") from None
    if codec.startswith(("utf-16", "utf-32")):
        return _wide(path, copy, name, codec), f"CSV, {codec.upper()}"
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


def _wide(path: Path, copy: Path, name: str, codec: str) -> Path:
    """Write a UTF-8 copy of a text whose letters take two bytes or more: its lines do not end with a byte."""
    try:
        with path.open(encoding=codec, newline="") as text, copy.open("w", encoding="utf-8", newline="") as written:
            shutil.copyfileobj(text, written)
    except UnicodeError:
        raise refusal(name, 0, f"it is not {codec.upper()}.", "Save it as CSV in UTF-8.") from None
    return copy


def _sure(path: Path, name: str) -> str:
    """Return how sure it is that a text is GB18030, or raise InputError that asks for its encoding."""
    from charset_normalizer import from_bytes

    with path.open("rb") as lines:
        odd = b"".join(islice((line for line in lines if not line.isascii()), 1000))
    if any(meaning(cell.strip('" \r')) for cell in re.split("[,;\t|\n]", odd[:_HEADER].decode("gb18030", "replace")) if cell):
        # A header that has a meaning leaves no doubt.
        return ""
    found = from_bytes(odd[:_BLOCK])
    best = found.best()
    best = next((one for one in found if one.encoding in _GB18030 and one.chaos <= best.chaos), best)
    if best is None or best.encoding not in _GB18030:
        guess = f"it may be {best.encoding} ({1 - best.chaos:.0%} without oddities)" if best else "none fits"
        named = f"Name it with {answer('encoding', best.encoding if best else 'NAME')}, if that is it"
        fix = f"{named}, or save the file as CSV in UTF-8."
        raise refusal(name, 0, f"its encoding is not certain: {guess}.", fix)
    return f" ({1 - best.chaos:.0%} without oddities)" if best.chaos >= 0.005 else ""


def relined(path: Path) -> Path:
    """Write a copy of a text in which every line ends alike, and return its path."""
    copy = path.with_suffix(RELINED)
    with path.open(**_AS_IS) as text, copy.open("w", newline="\n", **_AS_IS) as written:
        shutil.copyfileobj(text, written)
    return copy


def head(path: Path, name: str) -> tuple[str, heads.Head]:
    """Return the mark between the cells of a text, that by which its header means most, and its head, or raise InputError."""
    best = None
    for mark in MARKS:
        found = heads.find(first_rows(path, mark))
        if found is None or not any(map(str.strip, found.names)):
            raise refusal(name, 1, *NO_HEADER)
        rank = heads.meanings(found.names), len(found.names)
        best = max(best or (rank, mark, found), (rank, mark, found), key=lambda one: one[0])
        if rank[0] > 2:
            break
    return best[1:]


def first_rows(path: Path, mark: str) -> list[list[str]]:
    """Return the rows in the first megabyte of a text with this mark between its cells, as far as they can be separated."""
    with path.open("rb") as text:
        head = text.read(_BLOCK)
    whole = head if len(head) < _BLOCK else head[: head.rfind(b"\n") + 1] or head
    csv.field_size_limit(_LONGEST)
    with suppress(csv.Error):
        return list(csv.reader(io.StringIO(whole.decode("utf-8-sig", errors="replace"), newline=""), delimiter=mark))
    return []


def scattered(path: Path, mark: str, width: int) -> Iterator[list[str]]:
    """Yield some rows of so many cells from all over a text, which may be sorted."""
    size = path.stat().st_size
    with path.open("rb") as text:
        for place in range(0, size, max(size // _PLACES, _STRETCH)):
            text.seek(place)
            lines = text.read(_STRETCH).decode("utf-8", errors="replace").split("\n")[1:-1]
            with suppress(csv.Error):
                yield from (row for row in csv.reader(lines, delimiter=mark) if len(row) == width)


def has_quotes(path: Path, name: str) -> bool:
    """Tell whether a text has a quotation mark: without one, no cell holds a line break; refuses a line without an end."""
    found, length = False, 0
    with path.open("rb") as text:
        for block in iter(lambda: text.read(_BLOCK), b""):
            found = found or b'"' in block
            end = max(block.rfind(b"\n"), block.rfind(b"\r"))
            length = len(block) - end - 1 if end >= 0 else length + len(block)
            if length > _LINE:
                raise refusal(name, 0, f"a line of it is longer than {_LINE >> 20} MB.", "Break it, or leave it out.")
    return found


def reheaded(path: Path, mark: str, names: Sequence[str], above: int) -> Path:
    """Write a copy of a text whose first row is these names, in place of the rows above the first contract.

    Every line of it ends alike, so that the rows above are counted as where the header was looked for.
    """
    copy = path.with_suffix(".table.csv")
    with path.open(**_AS_IS) as text, copy.open("w", newline="\n", **_AS_IS) as written:
        list(islice(csv.reader(text, delimiter=mark), above))
        csv.writer(written, delimiter=mark, lineterminator="\n").writerow(names)
        shutil.copyfileobj(text, written)
    return copy


def row_numbers(path: Path, mark: str, broken: set[int]) -> Sequence[int]:
    """Return the row in the file of each row that was read: blank and broken lines stand between them."""
    with path.open("rb") as lines:
        if not broken and not any(line in (b"\n", b"\r\n") for line in lines):
            return range(2, sys.maxsize)
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        rows = (row for row, cells in enumerate(csv.reader(text, delimiter=mark), 1) if cells and row not in broken)
        return array("q", islice(rows, 1, None))


def _must_be_utf8(line: bytes) -> bool:
    """Tell whether a line must be UTF-8: two Chinese characters or more that GB18030 would hardly write by chance."""
    with suppress(UnicodeDecodeError):
        return len(re.findall("[\u4e00-\u9fff]", line.decode("utf-8"))) >= 2
    return False
