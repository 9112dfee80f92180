"""Where the project's folders are, whatever folder a kernel or a command runs in."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
PACKAGE = Path(__file__).resolve().parent


def digest(parts: Iterable[bytes]) -> str:
    """Return the first twelve hexadecimal digits of the SHA-256 of some bytes, whatever the line ends.

    >>> digest([b"a,b\\r\\n"]) == digest([b"a,b\\n"])
    True
    """
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part.replace(b"\r\n", b"\n") + b"\0")
    return sha.hexdigest()[:12]
