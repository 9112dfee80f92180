"""The workbook: cover, contents, notes and one table a sheet, laid out by gptables as official statistics are."""

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.formatting import number, scale
from helpers.display.writers import FORMULA, linked
from helpers.edition import Edition
from helpers.errors import visible
from helpers.export.sheets import Row, Sheet, notes, sheets
from helpers.figures.interval import Interval

if TYPE_CHECKING:
    from gptables import Cover, GPTable, GPWorkbook

_AUTHOR = "Research Commercialisation Notebooks"
_EPOCH = datetime(2000, 1, 1)
_A4 = 9
_TOP = {"valign": "top"}
_NUMBERS = ("value", "low", "high", "worked")
# As official statistics mark what is unknown, and what does not apply.
_UNKNOWN, _NOTHING = "[x]", "[z]"
_LEGEND = f"{_UNKNOWN} not known, or not claimed; {_NOTHING} not applicable"
_KNOWABLE = ("value", "low", "high", "url", "published", "licence")
_WIDTHS = {"Contents": (20, 80), "Notes": (8, 40, 100)}
_NARROW, _WIDE = 8, 48
# Excel opens no longer address.
_LONGEST_ADDRESS = 2079


def workbook(edition: Edition, metrics: list[Row], facts: Row) -> bytes:
    """Return the workbook of an edition, its metrics (flat records) and the facts of its pages: the same bytes for the same."""
    # Imported here: of no use to a refused parameter.
    import gptables

    asked = sheets(edition, metrics)
    tables = {name: _table(name, sheet) for name, sheet in asked.items()}
    layout = {"cover": _cover(edition, facts), "auto_width": False}
    layout["notes_table"] = pd.DataFrame(notes(asked.values()), columns=["reference", "Subject", "Note"])
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    written = io.BytesIO()
    book = gptables.produce_workbook(written, tables, **layout, workbook_options=options)
    book.set_properties({"title": _title(edition), "author": _AUTHOR, "created": _EPOCH})
    _arrange(book, asked, tables)
    book.close()
    return _stored(written)


def _title(edition: Edition) -> str:
    return f"Commercialisation of research by Chinese universities and institutes, {edition.year}"


def _cover(edition: Edition, facts: Row) -> "Cover":
    from gptables import Cover

    given = {name: " ".join(value) if isinstance(value, list) else value for name, value in facts["parameters"].items()}
    asked = ", ".join(f"{name} {value}" for name, value in given.items() if value)
    # Text in a list is taken as it is.
    intro = [[{}, visible(facts["description"])]]
    about = [
        [{}, visible(f"Made with {asked}. Digest of the data: {facts['data_digest']}.")],
        "The pages beside this workbook explain how each number was made.",
        f"Text and figures: {_AUTHOR}, CC BY 4.0.",
    ]
    return Cover(_title(edition), intro, about)


def _table(name: str, sheet: Sheet) -> "GPTable":
    from gptables import GPTable

    columns = list(sheet.rows[0])
    rows = []
    for row in sheet.rows:
        formats = number_formats(row)
        rows.append([_cell(column, value, formats.get(column, "0")) for column, value in row.items()])
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    numbers = [column for column in columns if column in _NUMBERS]
    heads = [{"column": {"columns": numbers, "format": {"align": "right"}, "include_names": True}}] if numbers else []
    how = f"{sheet.how} {''.join(f'$${note}$$' for note in sheet.notes)}"
    layout = {"index_columns": {}, "legend": [_LEGEND], "additional_formatting": heads}
    return GPTable(frame, name.lower().replace(" ", "_"), sheet.title, instructions=how, **layout)


def _cell(column: str, value: object, number_format: str) -> object:
    """Return a list of a format and what a cell holds, which is taken as it is: text is no formula, link or note."""
    from gptables.core.gptable import FormatList

    if value in (None, ""):
        return FormatList([_TOP, _UNKNOWN if column in _KNOWABLE else _NOTHING])
    if not isinstance(value, str):
        return FormatList([_TOP | {"num_format": number_format}, value])
    words = visible(value)
    address = getattr(linked(words, words), "address", "") if column == "url" else ""
    if 0 < len(address) <= _LONGEST_ADDRESS:
        # A bracket would be read as the mark of another link.
        return {words: address.replace("[", "%5B").replace("]", "%5D")}
    # Marked as text, it is also none for who edits the cell.
    return FormatList([_TOP | {"quote_prefix": words.startswith(FORMULA)}, words])


def number_formats(row: Row) -> dict[str, str]:
    """Return how the numbers of a row are shown: a value with the digits that pages show, its bounds with one more.

    >>> number_formats({"value": 0.156736, "low": 0.156637, "high": 0.156835, "unit": "1"})
    {'value': '#,##0.00%', 'low': '#,##0.000%', 'high': '#,##0.000%'}
    """
    if "value" not in row or row["value"] is None:
        return {}
    interval, unit = Interval(row["value"], row["low"], row["high"]), row["unit"]
    divisor, _ = scale(interval, unit)
    decimals = len(number(interval, unit).digits.partition(".")[2]) if divisor <= 1 else 0
    finer = decimals + 1 if decimals and interval.width != 0 else decimals
    places = {"value": decimals, "low": finer, "high": finer, "worked": decimals + 1 if decimals else 0}
    percent = "%" if unit == "1" else ""
    return {column: f"#,##0{'.' if count else ''}{'0' * count}{percent}" for column, count in places.items() if column in row}


def _arrange(book: "GPWorkbook", asked: dict[str, Sheet], tables: dict[str, "GPTable"]) -> None:
    """Let heads stay in sight, on each printed page too, and give columns the width of what they hold."""
    for name, sheet in asked.items():
        worksheet, head = book.get_worksheet_by_name(name), tables[name].data_range[0]
        worksheet.freeze_panes(head + 1, 1)
        worksheet.repeat_rows(head)
        for place, column in enumerate(sheet.rows[0]):
            longest = max(len(str(row[column])) for row in sheet.rows)
            worksheet.set_column(place, place, min(_WIDE, max(_NARROW, len(column), longest) + 2))
    for name, widths in _WIDTHS.items():
        for place, width in enumerate(widths):
            book.get_worksheet_by_name(name).set_column(place, place, width)
    for worksheet in book.worksheets():
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)


def _stored(workbook: io.BytesIO) -> bytes:
    """Pack without compression, whose bytes would depend on the machine's zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return packed.getvalue()
