"""Where the project's folders are, whatever folder a kernel or a command runs in."""

import difflib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
PACKAGE = Path(__file__).resolve().parent


def replace(path: Path, text: str) -> None:
    """Replace a text file in one step, so that it is the old one or the new one at any time."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)


def differences(old: list[str], new: list[str]) -> list[str]:
    """Return the lines that go, marked with -, and those that come, marked with +.

    >>> differences(["a", "b"], ["a", "c"])
    ['-b', '+c']
    """
    compared = difflib.ndiff(old, new)
    return [line[0] + line[2:] for line in compared if line[0] in "+-"]


def digest(parts: Iterable[bytes]) -> str:
    """Return the first twelve hexadecimal digits of the SHA-256 of some bytes, whatever the line ends.

    >>> digest([b"a,b\\r\\n"]) == digest([b"a,b\\n"])
    True
    """
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part.replace(b"\r\n", b"\n") + b"\0")
    return sha.hexdigest()[:12]
