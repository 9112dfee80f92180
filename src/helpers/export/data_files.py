"""Metrics as files for other programs, JSON, CSV and a workbook: the same bytes for the same metrics."""

import json
from pathlib import Path

from helpers.display.records import flat
from helpers.display.writers import as_csv
from helpers.edition import Edition
from helpers.export.workbook import workbook

FILES = ("metrics.json", "metrics.csv", "metrics.xlsx")


def write(edition: Edition, records: list[dict[str, object]], facts: dict[str, object], folder: Path) -> None:
    """Write metrics.json, metrics.csv and metrics.xlsx into a folder; the workbook states the facts of the edition's pages."""
    text = json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False)
    rows = [flat(one) for one in records]
    (folder / "metrics.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    (folder / "metrics.csv").write_text(as_csv(rows), encoding="utf-8", newline="\n")
    (folder / "metrics.xlsx").write_bytes(workbook(edition, rows, facts))
