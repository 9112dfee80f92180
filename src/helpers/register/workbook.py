"""Sheets of a workbook as rows of text, streamed: cells as a spreadsheet shows them, errors kept as such."""

import posixpath
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from helpers.errors import InputError, refusal
from helpers.register import formats
from helpers.register.cells import NO_RESULT
from helpers.register.reader import Reader, Row, Words, column

# More than a workbook needs unless it was packed that many times smaller, and more than any of its lists of styles and sheets.
_UNPACKED, _PACKED, _TREE = 1 << 29, 100, 1 << 26
# A part that is missing or no XML, a number that is none, packing that is not known.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, ElementTree.ParseError),
    *(OSError, ValueError, EOFError, LookupError, RuntimeError),
)
BROKEN = "the workbook cannot be read.", "Open it in a spreadsheet and save it again."
# The days from which workbooks count, and those of 1904.
EPOCHS = datetime(1899, 12, 30), datetime(1904, 1, 1)
# The first and last row of cells that are merged, and their column.
Merged = tuple[int, int, int]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, whether it is hidden, and the part of the workbook that holds it."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """A workbook of the kinds .xlsx and .xlsm; what is not read of it (macros, links, drawings) is never looked at."""

    def __init__(self, path: Path, name: str):
        self.name = name
        with _refusing(name):
            self.zip = zipfile.ZipFile(path)
            self._check_size()
            book, self.words, self.styles, self.struck = self._tree("xl/workbook.xml"), Words(), [], set()
            links = {one.get("Id"): one.get("Target", "") for one in self._tree("xl/_rels/workbook.xml.rels")}
            self.sheets = [_sheet(one, links) for one in book.iterfind(".//{*}sheet")]
            is_1904 = any(one.get("date1904") in ("1", "true") for one in book.iterfind(".//{*}workbookPr"))
            self.epoch = EPOCHS[is_1904]
            self._read_words()
            self._read_styles()
        if not self.sheets:
            raise refusal(name, 0, *BROKEN)

    def reader(self) -> Reader:
        """Return what reads the cells of a sheet."""
        return Reader(self._shown, self.struck)

    def rows(self, sheet: Sheet, reader: Reader) -> Iterator[Row]:
        """Yield the number and the cells by column of each row that has any; raises InputError where the sheet is broken."""
        with _refusing(self.name), self.zip.open(sheet.part) as part:
            yield from reader.rows(part)

    def merged(self, sheet: Sheet) -> list[Merged]:
        """Return the cells of a sheet that are merged over several rows; raises InputError where the sheet is broken."""
        found, rest = [], b""
        with _refusing(self.name), self.zip.open(sheet.part) as part:
            while block := part.read(1 << 20):
                text = rest + block
                found += re.findall(rb'mergeCell [^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"', text)
                # One may stand on both sides of a block's end.
                rest = text[-200:]
        return sorted({(int(first), int(last), column(letters.decode())) for letters, first, last in found if first != last})

    def _check_size(self) -> None:
        unpacked = sum(part.file_size for part in self.zip.infolist())
        packed = sum(part.compress_size for part in self.zip.infolist())
        if unpacked > max(_UNPACKED, _PACKED * packed):
            raise refusal(self.name, 0, f"the workbook unpacks to {unpacked >> 20:,} MB.", "Save the sheet as CSV.")

    def _tree(self, part: str) -> ElementTree.Element:
        if self.zip.getinfo(part).file_size > _TREE:
            raise refusal(self.name, 0, "the workbook unpacks to more than it can need.", "Save the sheet as CSV.")
        return ElementTree.fromstring(self.zip.read(part))

    def _read_words(self) -> None:
        if "xl/sharedStrings.xml" in self.zip.namelist():
            reader = self.reader()
            with self.zip.open("xl/sharedStrings.xml") as part:
                deque(reader.rows(part), maxlen=0)
            self.words = reader.words

    def _read_styles(self) -> None:
        if "xl/styles.xml" in self.zip.namelist():
            tree = self._tree("xl/styles.xml")
            codes = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in tree.iterfind(".//{*}numFmt")}
            each = tree.findall(".//{*}cellXfs/*")
            numbers = [int(one.get("numFmtId", 0)) for one in each]
            self.styles = [None if number == 0 else formats.of_id(number, codes) for number in numbers]
            struck = {str(place) for place, font in enumerate(tree.iterfind(".//{*}fonts/*")) if _is_struck(font)}
            self.struck = {place for place, one in enumerate(each) if one.get("fontId") in struck}

    def _shown(self, kind: str, style: int, text: str, is_formula: bool) -> str:
        """Return what a spreadsheet shows of a cell."""
        if kind == "s":
            return self.words.word(int(text)) if text else ""
        if not text and is_formula and kind != "str":
            return NO_RESULT
        if kind != "n" or not text:
            return {"0": "False", "1": "True"}.get(text, text) if kind == "b" else text
        form = self.styles[style] if style < len(self.styles) else None
        if form:
            return formats.shown(float(text), form, self.epoch)
        return text if text.isdigit() and len(text) < 16 else formats.digits(float(text))


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Refuse a workbook of which something cannot be read."""
    try:
        yield
    except InputError:
        raise
    except _DAMAGE as error:
        raise refusal(name, 0, *BROKEN) from error


def _is_struck(font: ElementTree.Element) -> bool:
    return any(one.get("val") not in ("0", "false") for one in font.iterfind(".//{*}strike"))


def _sheet(one: ElementTree.Element, links: dict[str, str]) -> Sheet:
    link = next((value for name, value in one.attrib.items() if name.rpartition("}")[2] == "id"), "")
    target = links[link]
    part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return Sheet(one.get("name", ""), one.get("state", "visible") != "visible", part)
