"""Where the project's folders are, whatever folder a kernel or a command runs in."""

import difflib
import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
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
# Those whose versions show in what is made.
LIBRARIES = ("pandas", "seaborn", "matplotlib", "nbclient", "mistune")


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


def differences(old: list[str], new: list[str]) -> list[str]:
    """Return the lines that go, marked with -, and those that come, marked with +.

    >>> differences(["a", "b"], ["a", "c"])
    ['-b', '+c']
    """
    compared = difflib.ndiff(old, new)
    return [line[0] + line[2:] for line in compared if line[0] in "+-"]


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
