"""What the system refuses to do with files: where, and what would mend it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MENDS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Free some space, or name another folder."),
    errno.EFBIG: "Raise the limit on the size of a file (ulimit -f).",
    errno.ENOENT: "It was taken away: put it back if it is yours, and run again.",
}


def told(error: OSError) -> str:
    """Return in a line what was refused, where, and what would mend it.

    >>> told(OSError(28, "No space left on device", "reports"))
    'reports: No space left on device. Free some space, or name another folder.'
    """
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}. {_MENDS.get(error.errno, 'Name a folder that can be written.')}"


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an error name what was written to where the system does not, as of a full disk."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
