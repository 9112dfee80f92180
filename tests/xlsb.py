"""The smallest workbooks of the kind .xlsb, which no library writes: records of bytes, one sheet, text and numbers."""

import struct
import zipfile
from pathlib import Path

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK = '<Relationship Id="{}" Type="{}" Target="{}"/>'
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
# Of records: what they begin, hold or end.
_ROW, _NUMBER, _TEXT, _FORMAT, _STYLE = 0, 5, 6, 44, 47
_DATA, _FORMATS, _STYLES, _BOOK, _SHEETS = (145, 146), (615, 616), (617, 618), (131, 132), (143, 144)
_PROPERTIES, _NAMED, _EXTENT = 153, 156, 148


def xlsb(path: Path, rows: list[list[object]], formats: dict[int, str] | None = None, is_1904: bool = False) -> Path:
    """Write a workbook; numbers of a column in `formats` are shown in its number format."""
    formats = formats or {}
    styles = {place: number for number, place in enumerate(formats, 1)}
    named = _record(_NAMED, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("A"))
    book = _record(_PROPERTIES, struct.pack("<II", is_1904, 0) + _wide("")) + _block(_SHEETS, named)
    extent = _record(_EXTENT, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    cells = b"".join(_line(number, row, styles) for number, row in enumerate(rows))
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", _TYPES)
        link = _LINK.format("rId1", _SHEET, "worksheets/sheet1.bin")
        made.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_LINKS}">{link}</Relationships>')
        made.writestr("xl/workbook.bin", _block(_BOOK, book))
        made.writestr("xl/worksheets/sheet1.bin", extent + _block(_DATA, cells))
        made.writestr("xl/styles.bin", _styles(list(formats.values())))
    return path


def _styles(codes: list[str]) -> bytes:
    formats = b"".join(_record(_FORMAT, struct.pack("<H", 164 + n) + _wide(code)) for n, code in enumerate(codes))
    styles = b"".join(
        _record(_STYLE, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, *range(164, 164 + len(codes)))
    )
    count = struct.pack("<I", len(codes))
    return _block(_FORMATS, formats, count) + _block(_STYLES, styles, struct.pack("<I", len(codes) + 1))


def _line(number: int, row: list[object], styles: dict[int, int]) -> bytes:
    found = _record(_ROW, struct.pack("<I", number) + bytes(13))
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            found += _record(_TEXT, struct.pack("<II", place, 0) + _wide(cell))
        elif cell is not None:
            found += _record(_NUMBER, struct.pack("<IId", place, styles.get(place, 0), cell))
    return found


def _block(ends: tuple[int, int], inside: bytes, count: bytes = b"") -> bytes:
    return _record(ends[0], count) + inside + _record(ends[1], b"")


def _record(kind: int, content: bytes) -> bytes:
    return _number(kind) + _number(len(content)) + content


def _number(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first."""
    groups = [number >> shift & 127 for shift in range(0, max(number.bit_length(), 1), 7)]
    return bytes(group | 128 for group in groups[:-1]) + bytes(groups[-1:])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
