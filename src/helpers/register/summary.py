"""A register in short: what was understood of its files, its rows summed, and how many were rejected for which reason."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.folders import scratch_folder
from helpers.register.count import READ, Counted, count_rows
from helpers.register.engine import Engine
from helpers.register.ingest import Source, sources

# A summary that was already made stands in for its files.
SUFFIX = ".counted.json"


@dataclass(frozen=True)
class File:
    """What was understood of a file: name, kind, the yuan that values are counted in, and what each column was taken for."""

    name: str
    kind: str
    unit: int
    columns: list[tuple[str, str]]


@dataclass(frozen=True)
class Register:
    """Files, groups as in `Counted`, and how many rows were rejected for which reason."""

    files: list[File]
    groups: pd.DataFrame
    rejected: dict[str, int]
    synthetic: bool

    @property
    def years(self) -> dict[int, int]:
        """Rows that can be used, by year."""
        return {int(year): int(rows) for year, rows in self.groups.groupby("year")["rows"].sum().items()}

    @property
    def digest(self) -> str:
        """Digest of everything that was counted."""
        return paths.digest([self.as_json().encode()])

    def rows(self, year: int) -> dict[str, int]:
        """Return how many rows were used (those of the year and the one before), are of other years, or were rejected."""
        used = sum(rows for of, rows in self.years.items() if of in (year, year - 1))
        return {"used": used, "other years": sum(self.years.values()) - used, "rejected": sum(self.rejected.values())}

    def as_json(self) -> str:
        """Return everything as JSON."""
        content = vars(self) | {"files": [vars(file) for file in self.files], "groups": self.groups.to_dict("list")}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


def look(files: Sequence[Path], unit: str, scratch: Path) -> tuple[list[Source], list[str]]:
    """Return the sources of a register, and a line for each that says what was understood of it, or raise InputError."""
    found, lines = sources(list(files), unit, scratch), []
    for source in found:
        columns = "; ".join(f"{name!r} is {meaning}" for name, meaning in source.layout.taken_for())
        lines.append(f"{source.name} ({source.kind}): {columns}; values in {source.layout.unit:,} yuan")
    return found, lines


def read(files: Sequence[str], threshold: int, unit: str) -> Register:
    """Read and count a register, or the summary that stands in for it, or raise InputError; the threshold is in yuan."""
    if len(files) == 1 and files[0].endswith(SUFFIX):
        content = json.loads(Path(files[0]).read_text(encoding="utf-8"))
        content |= {"files": [File(**file) for file in content["files"]], "groups": pd.DataFrame(content["groups"])}
        return Register(**content)
    with scratch_folder() as scratch:
        found, _ = look([Path(file) for file in files], unit, scratch)
        with closing(Engine(scratch)) as engine:
            return summed(count_rows(found, engine, threshold))


def summed(counted: Counted) -> Register:
    """Return the summary of a counted register."""
    files = [File(s.name, s.kind, s.layout.unit, s.layout.taken_for()) for s in counted.sources]
    synthetic = any("synthetic" in source.layout.columns for source in counted.sources)
    rejected = {reason: int(rows) for reason, rows in counted.rejected["reason"].value_counts().sort_index().items()}
    groups = counted.groups.astype({"institution": "str", "mode": "str", "year": "int64"})
    return Register(files, groups.sort_values(READ, ignore_index=True), rejected, synthetic)
