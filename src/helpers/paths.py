"""Where the project's folders are, whatever folder a kernel or a command runs in."""

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from pathlib import Path

from helpers.errors import named

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parents[1]
IS_CHECKOUT = (_CHECKOUT / "data" / "datapackage.json").exists()
# Installed from a wheel, the package has a copy of both; reports go to where one works.
ROOT = _CHECKOUT if IS_CHECKOUT else PACKAGE / "_project"
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports" if IS_CHECKOUT else Path("reports")
# How much of a line that changed is shown, and how much of that before the change.
_SHOWN, _CONTEXT = 50, 20
# Those whose versions show in what is made.
LIBRARIES = ("pandas", "seaborn", "matplotlib", "nbclient", "mistune")


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the project's own tables as they stand, unchecked.

    >>> table("mode_words")[0]
    {'word': 'transfer', 'mode': 'transfer'}
    """
    with (DATA / f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def absolute(path: Path) -> Path:
    """Return a path from the root on; a link that it ends in is not followed."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def replace(path: Path, text: str) -> None:
    """Replace a text file in one step, so that it is the old one or the new one at any time."""
    beside = path.with_name(f".{path.name}.part")
    with named(path):
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def differences(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the lines that change, each as it was and as it is; white space counts for nothing.

    >>> list(differences(["a", "b  c"], ["d", "b c", "e"]))
    ['a → d', '(nothing) → e']
    """
    old, new = ([" ".join(line.split()) for line in lines] for lines in (old, new))
    for _, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for before, after in zip_longest(old[start:end], new[new_start:new_end], fillvalue=""):
            if before != after:
                yield " → ".join(_around(side, len(os.path.commonprefix([before, after]))) for side in (before, after))


def _around(line: str, place: int) -> str:
    begin = max(0, place - _CONTEXT)
    shown = line[begin : place + _SHOWN - _CONTEXT]
    return f"{'…' if begin else ''}{shown}{'…' if len(line) > begin + len(shown) else ''}" or "(nothing)"


@cache
def code_digest() -> str:
    """Return the digest of the package, its templates and the notebooks' own cells."""
    package = sorted(p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".j2", ".css"))
    notebooks = [json.loads(p.read_bytes()) for p in sorted(NOTEBOOKS.glob("*.ipynb"))]
    sources = ["".join(cell["source"]).encode() for notebook in notebooks for cell in notebook["cells"]]
    return digest([p.read_bytes() for p in package] + sources)


def digest(parts: Iterable[bytes]) -> str:
    """Return the first twelve hexadecimal digits of the SHA-256 of some bytes, whatever the line ends.

    >>> digest([b"a,b\\r\\n"]) == digest([b"a,b\\n"])
    True
    """
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part.replace(b"\r\n", b"\n") + b"\0")
    return sha.hexdigest()[:12]
