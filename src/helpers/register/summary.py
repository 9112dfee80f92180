"""A register in short: what was understood of its files, its rows summed, and how many were set aside for what."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.errors import InputError
from helpers.register.count import Counted, count
from helpers.register.ingest import Source, sources
from helpers.run.output_folder import scratch_folder

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
    """Files, groups as in `Counted`, and how many rows were set aside for which reason."""

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
        """Return where the rows that were read went: used (the year and the one before), other years, set aside."""
        used = sum(rows for of, rows in self.years.items() if of in (year, year - 1))
        return {"used": used, "other years": sum(self.years.values()) - used, "rejected": sum(self.rejected.values())}

    def as_json(self) -> str:
        """Return everything as JSON."""
        groups = self.groups.to_dict("list")
        told = {
            "files": [asdict(f) for f in self.files],
            "groups": groups,
            "rejected": self.rejected,
            "synthetic": self.synthetic,
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True)


def look(files: Sequence[Path], unit: str, scratch: Path) -> tuple[list[Source], list[str]]:
    """Return the sources of a register, and a line for each that says what was understood of it."""
    found = sources(list(files), unit, scratch)
    return found, [_told(source) for source in found]


def summed(found: list[Source], counted: Counted) -> Register:
    """Return the summary of a counted register."""
    files = [File(s.name, s.kind, s.layout.unit, s.layout.told()) for s in found]
    synthetic = any("synthetic" in source.layout.columns for source in found)
    aside = {reason: int(rows) for reason, rows in counted.aside["reason"].value_counts().sort_index().items()}
    groups = counted.groups.astype({"institution": "str", "mode": "str", "year": "int64"})
    return Register(files, groups.sort_values(["institution", "year", "mode", "single"], ignore_index=True), aside, synthetic)


def read(files: Sequence[str], threshold: int, unit: str) -> Register:
    """Read and count a register, or the summary that stands in for it.

    Raises InputError.
    """
    if len(files) == 1 and files[0].endswith(SUFFIX):
        told = json.loads(Path(files[0]).read_text(encoding="utf-8"))
        read_files = [File(f["name"], f["kind"], f["unit"], [tuple(c) for c in f["columns"]]) for f in told["files"]]
        return Register(read_files, pd.DataFrame(told["groups"]), told["rejected"], told["synthetic"])
    with scratch_folder() as scratch:
        found, _ = look([Path(f) for f in files], unit, scratch)
        return summed(found, counted(found, threshold, scratch, lambda said: None))


def counted(found: list[Source], threshold: int, scratch: Path, step: Callable[[str], None], scheduler: str = "") -> Counted:
    """Count sources on DuckDB, or on a scheduler's workers.

    Raises InputError, also where the engine gives up, as on a full disk.
    """
    from helpers.register.engine import Cluster, Engine, ReadError

    engine = Cluster(scratch, scheduler) if scheduler else Engine(scratch)
    try:
        return count(found, engine, threshold, step)
    except (ReadError, FileNotFoundError) as error:
        if gone := [source.name for source in found if not source.path.exists()]:
            raise InputError(f"{', '.join(gone)}: taken away while it was read. Put it back, and run again.") from None
        why = f"{', '.join(source.name for source in found)}: counting failed: {str(error).splitlines()[0].rstrip('.')}."
        raise InputError(f"{why} Free some space for temporary files, or set TMPDIR to a folder that has more.") from None
    finally:
        engine.close()


def _told(source: Source) -> str:
    columns = "; ".join(f"{name!r} is {meaning}" for name, meaning in source.layout.told())
    return f"{source.name} ({source.kind}): {columns}; values in {source.layout.unit:,} yuan"
