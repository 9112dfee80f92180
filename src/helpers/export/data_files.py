"""Metrics as files for other programs: JSON, CSV and Excel, the same bytes for the same metrics."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

from helpers.display.records import flat
from helpers.display.writers import as_csv, neutral

FILES = ("metrics.json", "metrics.csv", "metrics.xlsx")
_EPOCH = datetime(2000, 1, 1)


def write(records: list[dict[str, object]], folder: Path) -> None:
    """Write metrics.json, metrics.csv and metrics.xlsx into a folder."""
    text = json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False)
    rows = [flat(one) for one in records]
    (folder / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / "metrics.csv").write_text(as_csv(rows), encoding="utf-8", newline="\n")
    (folder / "metrics.xlsx").write_bytes(_workbook(rows))


def _workbook(rows: list[dict[str, object]]) -> bytes:
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Metrics", "author": "Research Commercialisation Notebooks", "created": _EPOCH})
        sheet = book.add_worksheet("metrics")
        if rows:
            sheet.write_row(0, 0, list(rows[0]))
        for place, row in enumerate(rows, 1):
            sheet.write_row(place, 0, [neutral(value) for value in row.values()])
    return _stored(written)


def _stored(workbook: io.BytesIO) -> bytes:
    """Pack without compression, whose bytes would depend on the machine's zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return packed.getvalue()
