"""What the reader of .ods and .xlsb workbooks leaves unseen: units and currencies in number formats, and days from 1904."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from helpers.register import formats
from helpers.register.money import unit_in

_BLOCK, _BOTH = 1 << 20, 500
# Parts of the only file with cells in an .ods workbook: currencies of cells; symbols, words and scales of number formats.
_TELLING = re.compile(
    r'office:currency="(?!CNY)(\w+)"|<number:currency-symbol[^>]*country="(JP)"|<number:currency-symbol[^>]*>([^<]+)'
    r'|<number:text>([^<]+)|number:(display-factor=[^ />]+)|<table:null-date[^>]*date-value="(1904)'
)
# Records of an .xlsb workbook: a number format, a style of cells and the list of those, the properties of the workbook.
_FORMAT, _STYLE, _STYLES, _PROPERTIES = 44, 47, (617, 618), 153


def unseen(file: Path) -> tuple[list[str], bool]:
    """Return the number formats of a workbook that name a unit or currency, and whether its days count from 1904."""
    with zipfile.ZipFile(file) as book:
        if file.suffix == ".ods":
            found = set(_of_open(book))
            return sorted(one for one in found if one != "1904" and _tells(one)), "1904" in found
        styles = book.read("xl/styles.bin") if "xl/styles.bin" in book.namelist() else b""
        days = [content[0] & 1 for kind, content in _records(book.read("xl/workbook.bin")) if kind == _PROPERTIES]
        return sorted(set(filter(_tells, _of_styles(styles)))), any(days)


def _tells(text: str) -> bool:
    """Tell whether what is shown beside a number may change what it means."""
    bare = formats.without_yuan(text)
    is_currency = any(unicodedata.category(letter) == "Sc" for letter in bare) or re.search("[A-Z]{3}", bare)
    return bool(is_currency or "=" in bare or unit_in(bare) is not None)


def _of_open(book: zipfile.ZipFile) -> Iterator[str]:
    rest = ""
    with book.open("content.xml") as part:
        while block := part.read(_BLOCK):
            text = rest + block.decode("utf-8", "replace")
            for found in _TELLING.finditer(text):
                yield {"JP": "JPY"}.get(found[found.lastindex], found[found.lastindex])
            # One may stand on both sides of a block's end.
            rest = text[-_BOTH:]


def _of_styles(styles: bytes) -> Iterator[str]:
    """Yield what the number formats of cells show beside numbers, and by what they divide them."""
    codes, is_of_cells = {}, False
    for kind, content in _records(styles):
        is_of_cells = kind == _STYLES[0] or (is_of_cells and kind != _STYLES[1])
        if kind == _FORMAT:
            codes[int.from_bytes(content[:2], "little")] = content[6:].decode("utf-16-le", "replace")
        elif kind == _STYLE and is_of_cells:
            for one in formats.of_id(int.from_bytes(content[2:4], "little"), codes):
                yield from (one.before, one.after, f"divisor={one.divisor}" if one.divisor > 1 else "")


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and content of each record."""
    place = 0
    while place < len(content):
        kind, place = _number(content, place)
        size, place = _number(content, place)
        yield kind, content[place : place + size]
        place += size


def _number(content: bytes, place: int) -> tuple[int, int]:
    """Return a number that stands in groups of seven bits, the lowest first, and the place behind it."""
    number = shift = 0
    while content[place] > 127:
        number |= (content[place] & 127) << shift
        place, shift = place + 1, shift + 7
    return number | content[place] << shift, place + 1
