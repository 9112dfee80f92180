"""A register in short: what was understood of its files, its rows summed, and how many were rejected for which reason."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.folders import scratch_folder
from helpers.parameters import RegisterParameters
from helpers.register.cells import clean
from helpers.register.choices import NONE, Choices, chosen_columns
from helpers.register.count import READ, Counted, count_rows
from helpers.register.engine import Engine
from helpers.register.headers import unit_of
from helpers.register.ingest import Source, sources
from helpers.register.names import MEANINGS

# A summary that was already made stands in for its files.
SUFFIX = ".counted.json"
_ALIKE = ["institution", "year", "mode", "is_readable", "has_contracts"]


@dataclass(frozen=True)
class File:
    """What was understood of a file: name, kind, the yuan that values are counted in, and what each column was taken for."""

    name: str
    kind: str
    unit: int
    columns: list[tuple[str, str]]


@dataclass(frozen=True)
class Register:
    """Files, groups, lost groups and examples as in `Counted`, and how many rows were rejected for which reason."""

    files: list[File]
    groups: pd.DataFrame
    rejected: dict[str, int]
    synthetic: bool
    lost: pd.DataFrame
    examples: dict[str, str]

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
        frames = {"groups": self.groups.to_dict("list"), "lost": self.lost.to_dict("list")}
        content = vars(self) | {"files": [vars(file) for file in self.files]} | frames
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


def chosen(asked: RegisterParameters) -> Choices:
    """Return what the parameters of a page choose for its reading, or raise InputError."""
    columns = chosen_columns(asked.column, MEANINGS)
    unit = unit_of(asked.unit) if asked.unit else 0
    return Choices(unit, columns, frozenset(asked.ignore), clean(asked.institution), asked.encoding)


def look(files: Sequence[Path], scratch: Path, choices: Choices = NONE) -> tuple[list[Source], list[str]]:
    """Return the sources of a register, and a line for each that says what was understood of it, or raise InputError."""
    found, lines = sources(list(files), scratch, choices), []
    for source in found:
        columns = "; ".join(f"{name!r} is {meaning}" for name, meaning in source.layout.taken_for())
        unit = f"values in {source.layout.unit:,} yuan" if source.layout.unit else "values in the unit of their row"
        lines.append(f"{source.name} ({source.kind}): {'; '.join((columns, *source.layout.notes, unit))}")
    return found, lines


def read(files: Sequence[str], threshold: int, choices: Choices = NONE) -> Register:
    """Read and count a register, or the summary that stands in for it, or raise InputError; the threshold is in yuan."""
    if len(files) == 1 and files[0].endswith(SUFFIX):
        content = json.loads(Path(files[0]).read_text(encoding="utf-8"))
        content |= {name: pd.DataFrame(content[name]) for name in ("groups", "lost")}
        content["files"] = [File(**file) for file in content["files"]]
        return Register(**content)
    with scratch_folder() as scratch:
        found, _ = look([Path(file) for file in files], scratch, choices)
        with closing(Engine(scratch)) as engine:
            return summed(count_rows(found, engine, threshold))


def summed(counted: Counted) -> Register:
    """Return the summary of a counted register."""
    files = [File(s.name, s.kind, s.layout.unit, s.layout.taken_for()) for s in counted.sources]
    synthetic = any("synthetic" in source.layout.columns for source in counted.sources)
    rejected = {reason: int(rows) for reason, rows in counted.rejected["reason"].value_counts().sort_index().items()}
    groups = counted.groups.astype({"institution": "str", "mode": "str", "year": "int64"})
    lost = counted.lost.groupby(_ALIKE, as_index=False)[["rows", "contracts", "fen"]].sum()
    return Register(files, groups.sort_values(READ, ignore_index=True), rejected, synthetic, lost, counted.examples)
