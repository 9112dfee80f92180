"""The manifest of a batch: what was made from what, so that it is not made again, and the page that lists it."""

import hashlib
import json
import platform
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from helpers import paths
from helpers.errors import InputError, named

INDEX, MANIFEST, METRICS = "index.html", "batch.jsonl", "metrics.json"
_NAME = re.compile(r"[\w-]+")
# How each line of a manifest begins, and what the entry of an index, a register or a report holds; last, an older one.
_LINE = '{"name": "'
_ENTRIES = (
    {"name"},
    {"name", "key", "institutions"},
    {"name", "year", "register", "institution", "internal", "key", "products"},
    {"name", "label", "key", "products"},
)


class Manifest:
    """What stands in the folder of a batch, kept line by line, so that what was made before a run was killed counts."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / MANIFEST
        lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True) if self.path.exists() else []
        # A last line without its end was being written when a run was killed.
        whole = [line for line in lines if line.endswith("\n")]
        entries = [_entry(line) for line in whole]
        if not all(entries) or not all(line.startswith(_LINE[: len(line)]) for line in lines):
            raise InputError(f"{self.path} was not written by a batch. Name another folder, or move the file.")
        if not lines and (folder / INDEX).exists():
            raise InputError(f"{folder / INDEX} was not written by a batch. Name another folder, or move the file.")
        if whole != lines:
            paths.replace(self.path, "".join(whole))
        self.entries = {entry["name"]: entry for entry in entries}
        # An index that was written before the last report was made leaves it out.
        if entries and entries[-1]["name"] != INDEX:
            (folder / INDEX).unlink(missing_ok=True)

    def has(self, name: str, key: str) -> bool:
        """Tell whether a report stands as it was made under a key."""
        entry = self.entries.get(name, {})
        return entry.get("key") == key and entry["products"] == _digests(self.folder / name, entry["products"])

    def add(self, name: str, **facts: object) -> None:
        """Keep the facts on a report or a register."""
        self.entries[name] = {"name": name} | facts
        with named(self.path), self.path.open("a", encoding="utf-8", newline="\n") as manifest:
            manifest.write(json.dumps(self.entries[name], ensure_ascii=False) + "\n")

    def add_report(self, name: str, of: dict[str, object], key: str, products: Iterable[Path]) -> None:
        """Keep that a report was made, of what year, and whether of a register or of an institution of it."""
        self.add(name, **of, key=key, products=_digests(self.folder / name, [path.name for path in products]))

    def write_index(self, failed: dict[str, str]) -> None:
        """Write the page of what was made, and of what was not with the reason."""
        # Imported here: of no use to a batch in which nothing changed.
        from helpers.export.index import Report, index

        reports = []
        for name, entry in self.entries.items():
            if "year" in entry and (self.folder / name).is_dir():
                of = {field: entry[field] for field in ("year", "register", "institution", "internal")}
                reports.append(Report(name, **of, files=tuple(entry["products"]), metrics=self._metrics(name)))
        paths.replace(self.folder / INDEX, index(reports, failed))
        self.add(INDEX)

    def _metrics(self, name: str) -> tuple[dict[str, object], ...]:
        """Return the metrics of a report; none where its file is not as it was made."""
        of_report = self.entries[name]["products"].get(METRICS)
        if _digests(self.folder / name, [METRICS]).get(METRICS) != of_report:
            return ()
        return tuple(json.loads((self.folder / name / METRICS).read_text(encoding="utf-8")))


def _entry(line: str) -> dict[str, object] | None:
    with suppress(ValueError):
        entry = json.loads(line)
        if isinstance(entry, dict) and set(entry) in _ENTRIES and (len(entry) > 1 or entry["name"] == INDEX):
            return entry
    return None


def key(parts: Iterable[object], files: Iterable[Path]) -> str:
    """Return the digest of what a report is made from: parameters, files, this package, and the libraries it stands on."""
    contents = [f"{path.name} {_digest(path)}" for path in files]
    return paths.digest(str(part).encode() for part in [*_made_with(), *parts, *contents])


@cache
def _made_with() -> tuple[str, ...]:
    needed = [_NAME.match(one)[0] for one in requires("research-commercialisation-notebooks") if "extra ==" not in one]
    return paths.code_digest(), platform.python_version(), *(f"{name} {version(name)}" for name in needed)


def _digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: _digest(folder / name) for name in names if (folder / name).is_file()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
