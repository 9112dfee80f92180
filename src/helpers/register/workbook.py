"""Sheets of a workbook as rows of text, streamed: cells as a spreadsheet shows them, errors kept as such."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from helpers.errors import InputError, refusal
from helpers.register import formats
from helpers.register.cells import NO_RESULT

# More than a workbook needs for its words; and a part of that size is a trap where it was packed this many times smaller.
_WORDS, _PACKED = 1 << 29, 100
_BLOCK = 1 << 16
_BROKEN = "the workbook cannot be read.", "Open it in a spreadsheet and save it again."
Row = tuple[int, dict[int, str]]
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
        try:
            self.zip = zipfile.ZipFile(path)
            self._check_size()
            book, self.words, self.styles = self._tree("xl/workbook.xml"), [], []
            links = {one.get("Id"): one.get("Target") for one in self._tree("xl/_rels/workbook.xml.rels")}
            self.sheets = [_sheet(one, links) for one in _all(book, "sheet")]
            is_1904 = any(one.get("date1904") in ("1", "true") for one in _all(book, "workbookPr"))
            self.epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
            self._read_words()
            self._read_styles()
        except InputError:
            raise
        except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError, ValueError, NotImplementedError) as error:
            raise refusal(name, 0, *_BROKEN) from error
        if not self.sheets:
            raise refusal(name, 0, *_BROKEN)

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the number and the cells by column of each row that has any; raises InputError where the sheet is broken."""
        try:
            with self.zip.open(sheet.part) as part:
                reader = _Reader(self)
                while block := part.read(_BLOCK):
                    reader.parser.Parse(block, False)
                    yield from reader.taken()
                reader.parser.Parse(b"", True)
                yield from reader.taken()
        except (zipfile.BadZipFile, KeyError, expat.ExpatError, OSError, ValueError, IndexError, EOFError) as error:
            raise refusal(self.name, 0, *_BROKEN) from error

    def merged(self, sheet: Sheet) -> list[Merged]:
        """Return the cells of a sheet that are merged over several rows; raises InputError where the sheet is broken."""
        try:
            return self._merged(sheet)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise refusal(self.name, 0, *_BROKEN) from error

    def _check_size(self) -> None:
        unpacked = sum(part.file_size for part in self.zip.infolist())
        packed = sum(part.compress_size for part in self.zip.infolist())
        if unpacked > max(_WORDS, _PACKED * packed):
            raise refusal(self.name, 0, f"the workbook unpacks to {unpacked >> 20:,} MB.", "Save the sheet as CSV.")

    def _merged(self, sheet: Sheet) -> list[Merged]:
        found, rest = [], b""
        with self.zip.open(sheet.part) as part:
            while block := part.read(1 << 20):
                text = rest + block
                found += re.findall(rb'mergeCell [^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"', text)
                rest = text[-200:] if b"mergeCell" in text[-200:] or len(text) < 200 else b""
        return sorted({(int(first), int(last), column(letters.decode())) for letters, first, last in found if first != last})

    def _tree(self, part: str) -> ElementTree.Element:
        if self.zip.getinfo(part).file_size > _WORDS:
            raise refusal(self.name, 0, "the workbook unpacks to more than it can need.", "Save the sheet as CSV.")
        return ElementTree.fromstring(self.zip.read(part))

    def _read_words(self) -> None:
        if "xl/sharedStrings.xml" in self.zip.namelist():
            for one in _all(self._tree("xl/sharedStrings.xml"), "si"):
                spoken = {id(text) for hint in _all(one, "rPh") for text in _all(hint, "t")}
                self.words.append("".join(text.text or "" for text in _all(one, "t") if id(text) not in spoken))

    def _read_styles(self) -> None:
        if "xl/styles.xml" in self.zip.namelist():
            tree = self._tree("xl/styles.xml")
            codes = {int(one.get("numFmtId")): one.get("formatCode", "") for one in _all(tree, "numFmt")}
            each = [int(one.get("numFmtId", 0)) for cells in _all(tree, "cellXfs") for one in cells]
            self.styles = [None if number == 0 else formats.of_id(number, codes) for number in each]


class _Reader:
    """What a parser of a sheet calls for each of its elements; rows are taken as they are complete."""

    def __init__(self, book: Workbook):
        self.book, self.ready, self.row, self.cells = book, [], 0, {}
        self.text, self.at, self.kind, self.style, self.is_formula, self.depth = [], 0, "", 0, False, 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.StartDoctypeDeclHandler = self._refuse

    def taken(self) -> list[Row]:
        rows, self.ready = self.ready, []
        return rows

    def _refuse(self, *_: object) -> None:
        raise ValueError("a sheet declares no types")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            place = attributes.get("r", "")
            self.at = column(place.rstrip("0123456789")) if place else self.at + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.text, self.is_formula = [], False
        elif tag in ("v", "t"):
            self.parser.CharacterDataHandler = self.text.append
        elif tag == "f":
            self.is_formula = True
        elif tag == "rPh":
            self.depth = len(self.text) + 1
        elif tag == "row":
            self.row, self.cells, self.at = int(attributes.get("r", self.row + 1)), {}, -1

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.parser.CharacterDataHandler = None
        elif tag == "rPh":
            del self.text[self.depth - 1 :]
        elif tag == "c":
            if text := self._cell("".join(self.text)):
                self.cells[self.at] = text
        elif tag == "row" and self.cells:
            self.ready.append((self.row, self.cells))

    def _cell(self, text: str) -> str:
        if self.kind == "s":
            return self.book.words[int(text)] if text else ""
        if not text and self.is_formula and self.kind != "str":
            return NO_RESULT
        if self.kind != "n" or not text:
            return {"0": "False", "1": "True"}.get(text, text) if self.kind == "b" else text
        style = self.book.styles[self.style] if self.style < len(self.book.styles) else None
        if style:
            return formats.shown(float(text), style, self.book.epoch)
        return text if text.isdigit() and len(text) < 16 else formats.digits(float(text))


@cache
def column(letters: str) -> int:
    """Return the place of a column, from 0.

    >>> column("A"), column("AB")
    (0, 27)
    """
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _all(tree: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return [one for one in tree.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == tag]


def _sheet(one: ElementTree.Element, links: dict[str, str]) -> Sheet:
    link = next(value for name, value in one.attrib.items() if name.rpartition("}")[2] == "id")
    target = links[link]
    part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return Sheet(one.get("name", ""), one.get("state", "visible") != "visible", part)
