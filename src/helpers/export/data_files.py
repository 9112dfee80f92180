"""Metrics as files for other programs: JSON, CSV and Excel, the same bytes for the same metrics."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from helpers.display.markup import plain
from helpers.metrics.definitions import Metric
from helpers.metrics.formulas import formula
from helpers.metrics.values import Argument, MetricValue

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = datetime(2000, 1, 1)


def record(made: MetricValue) -> dict[str, object]:
    """Return a measure as plain data; a share or rate is a fraction with unit 1."""
    interval = made.interval
    return {
        "id": made.metric.id,
        "year": made.year,
        "reading": made.reading,
        "label": made.metric.label,
        "value": interval.value,
        "low": interval.low,
        "high": interval.high,
        "unit": made.metric.unit,
        "formula": made.formula,
        "inputs": [_input(a) for a in made.arguments],
        "sources": list(made.sources),
        "status": made.status,
        "reason": plain(made.reason),
        "assumption": made.metric.assumption,
    }


def untold(metric: Metric, year: int, reading: str, reason: str) -> dict[str, object]:
    """Return a metric that a reading cannot tell as plain data: no value, and the reason."""
    told = {"id": metric.id, "year": year, "reading": reading, "label": metric.label, "value": None, "low": None, "high": None}
    made = formula(metric.recipes[0].function)
    rest = {"inputs": [], "sources": [], "status": "untold", "reason": reason, "assumption": ""}
    return told | {"unit": metric.unit, "formula": made} | rest


def write(records: list[dict[str, object]], folder: Path) -> None:
    """Write metrics.json, metrics.csv and metrics.xlsx into a folder."""
    text = json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False)
    (folder / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / "metrics.csv").write_text(as_csv([_flat(r) for r in records]), encoding="utf-8", newline="\n")
    (folder / "metrics.xlsx").write_bytes(_workbook([_flat(r) for r in records]))


def table(measures: Iterable[MetricValue]) -> str:
    """Return metrics as CSV, one row a measure, its inputs as printed."""
    return as_csv([_flat(record(m)) for m in measures])


def as_csv(rows: list[dict[str, object]]) -> str:
    """Return rows as CSV in which no text is taken for a formula.

    >>> print(as_csv([{"note": "=1+1", "value": -2}]), end="")
    note,value
    '=1+1,-2
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: neutral(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def neutral(value: object) -> object:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _input(argument: Argument) -> dict[str, object]:
    interval, said = argument.interval, argument.observation
    given = {"name": argument.name, "value": interval.value, "low": interval.low, "high": interval.high, "unit": argument.unit}
    if said:
        given |= {"indicator": said.indicator, "year": said.year, "printed": said.printed, "source": said.source}
    return given


def _flat(one: dict[str, object]) -> dict[str, object]:
    names = (f"{i['name']} = {i.get('printed', i['value'])}" for i in one["inputs"])
    return one | {"inputs": "; ".join(names), "sources": " ".join(one["sources"])}


def _workbook(rows: list[dict[str, object]]) -> bytes:
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Metrics", "author": "Research Commercialisation Notebooks", "created": _EPOCH})
        sheet = book.add_worksheet("metrics")
        for place, row in enumerate([dict.fromkeys(rows[0]), *rows] if rows else []):
            sheet.write_row(place, 0, list(rows[0]) if place == 0 else [neutral(v) for v in row.values()])
    return _stored(written)


def _stored(workbook: io.BytesIO) -> bytes:
    """Pack without compression, whose bytes would depend on the machine's zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return packed.getvalue()
