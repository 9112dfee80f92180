"""A register in short: what was understood of its files, its rows summed, and how many were rejected for which reason."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.errors import InputError, visible
from helpers.folders import scratch_folder
from helpers.parameters import RegisterParameters
from helpers.register import totals
from helpers.register.cells import clean
from helpers.register.choices import NONE, Choices, chosen_columns
from helpers.register.count import READ, count_rows
from helpers.register.engine import Engine, connected
from helpers.register.headers import unit_of
from helpers.register.ingest import Source, sources

# A summary that was already made stands in for its files.
SUFFIX = ".counted.json"
# What a count depends on, besides the files; on the institution only where no column holds it, and then it is among the names.
_DECIDED = {"threshold", "unit", "column", "encoding", "totals"}
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
    """Files, groups, lost groups and examples as in `Counted`, and how many rows were rejected for which reason.

    `asked` are the threshold and the choices that it was counted with; `searched` says whether it was searched for totals.
    """

    files: list[File]
    groups: pd.DataFrame
    rejected: dict[str, int]
    synthetic: bool
    lost: pd.DataFrame
    examples: dict[str, str]
    asked: dict[str, object]
    searched: bool = True

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

    def only(self, year: int) -> str:
        """Return the only institution of a year and the year before, also of their rejected rows; empty for several."""
        names = set(self.groups.loc[self.groups["year"].isin((year, year - 1)), "institution"])
        return names.pop() if len(names) == 1 and {*self.lost["institution"]} <= {"", *names} else ""

    def as_json(self) -> str:
        """Return everything as JSON."""
        frames = {"groups": self.groups.to_dict("list"), "lost": self.lost.to_dict("list")}
        content = vars(self) | {"files": [vars(file) for file in self.files]} | frames
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


def chosen(asked: RegisterParameters) -> Choices:
    """Return what the parameters of a page choose for its reading, or raise InputError."""
    unit = unit_of(asked.unit) if asked.unit else 0
    return Choices(unit, chosen_columns(asked), clean(asked.institution), asked.encoding)


def look(files: Sequence[Path], scratch: Path, choices: Choices = NONE) -> tuple[list[Source], list[str]]:
    """Return the sources of a register, and a line for each that says what was understood of it, or raise InputError."""
    found, lines = sources(list(files), scratch, choices), []
    for source in found:
        columns = "; ".join(f"{name!r} is {meaning}" for name, meaning in source.layout.taken_for())
        unit = {0: "the unit of their row", 1: "yuan"}.get(source.layout.unit or 0, f"{source.layout.unit or 0:,} yuan")
        lines.append(f"{source.name} ({source.kind}): {'; '.join((columns, *source.layout.notes, f'values in {unit}'))}")
    return found, lines


def read(asked: RegisterParameters) -> Register:
    """Read and count a register, or read the summary that stands in for it; raises InputError."""
    if saved := summary_in(asked):
        return _saved(saved, asked)
    with scratch_folder() as scratch:
        found, _ = look([Path(file) for file in asked.contracts], scratch, chosen(asked))
        with closing(Engine(connected(scratch))) as engine:
            return counted(found, engine, asked)[0]


def summary_in(asked: RegisterParameters) -> Path | None:
    """Return the saved summary among the files of a register, if there is one."""
    return next((Path(file) for file in asked.contracts if file.endswith(SUFFIX)), None)


def counted(
    found: list[Source], engine: Engine, asked: RegisterParameters, step: Callable = lambda name: None
) -> tuple[Register, pd.DataFrame]:
    """Count a register; return its summary, and file, row and reason of each rejected row; raises InputError as it is read."""
    made = count_rows(found, engine, asked.threshold, step)
    searched = totals.ask(engine, asked.totals, int(made.groups["rows"].sum()))
    files = [File(s.name, s.kind, s.layout.unit, s.layout.taken_for()) for s in made.sources]
    synthetic = any("synthetic" in source.layout.columns for source in made.sources)
    rejected = {reason: int(rows) for reason, rows in made.rejected["reason"].value_counts().sort_index().items()}
    groups = made.groups.astype({"institution": "str", "mode": "str", "year": "int64"})
    lost = made.lost.groupby(_ALIKE, as_index=False)[["rows", "contracts", "fen"]].sum()
    frames = groups.sort_values(READ, ignore_index=True), rejected, synthetic, lost
    register = Register(files, *frames, made.examples, asked.model_dump(include=_DECIDED), searched)
    return register, made.rejected


def known(register: Register, asked: RegisterParameters) -> str:
    """Return the institution that is asked for as the register writes it; refuse a year without rows and an unknown name."""
    if asked.year not in register.years:
        have = ", ".join(f"{year} ({rows} rows)" for year, rows in register.years.items()) or "none"
        first = register.examples
        each = ", ".join(f"{reason} ({rows} rows, first {first.get(reason, '')})" for reason, rows in register.rejected.items())
        why = f" Rows rejected, all years: {each}. Correct those rows, or give another year." if each else ""
        raise InputError(visible(f"The register has no row of {asked.year} that can be used. Years found: {have}.{why}"))
    names = sorted(register.groups.loc[register.groups["year"] == asked.year, "institution"].unique())
    name = clean(asked.institution)
    if name and name not in names:
        near = visible(", ".join(get_close_matches(name, names, n=3, cutoff=0.3) or names[:3]))
        raise InputError(f"The register has no row of {asked.institution!r} in {asked.year}. Similar names: {near}.")
    return name


def _saved(path: Path, asked: RegisterParameters) -> Register:
    """Return a saved summary; raises InputError where it is none, or was counted in another way than is asked for."""
    if len(asked.contracts) > 1:
        raise InputError(f"{path.name}: a saved summary stands in for all files of its register. Name it alone.")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        content |= {name: pd.DataFrame(content[name]) for name in ("groups", "lost")}
        content["files"] = [File(**file) for file in content["files"]]
        register = Register(**content)
    except (OSError, ValueError, TypeError, KeyError) as error:
        fix = "Name the files of the register instead."
        raise InputError(f"{path.name}: it is no summary of this version ({type(error).__name__}). {fix}") from None
    standard = RegisterParameters(contracts=[], year=asked.year)
    for name, value in asked.model_dump(include=_DECIDED).items():
        before = register.asked[name]
        if value != before and (name == "threshold" or value != getattr(standard, name)):
            fix = f"Name the files of the register instead, or give {name} {_shown(before)}."
            raise InputError(f"{path.name}: it was counted with {name} {_shown(before)}, not {_shown(value)}. {fix}")
    return register


def _shown(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value) or "unset"
