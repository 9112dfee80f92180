"""What the system refuses to do with files: where, and what would fix it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FIXES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "Free some space, or name another folder."),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "Allow writing there, or name another folder."),
    errno.EFBIG: "Raise the limit on the size of a file (ulimit -f).",
    errno.ENOENT: "It was taken away: put it back if it is yours, and run again.",
    **dict.fromkeys((errno.EPIPE, None), "A program at the other end has ended: run again."),
}
# Of writing itself, whose errors the system gives no name.
_UNNAMED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def text(error: OSError) -> str:
    """Return in a line what was refused, where, and what would fix it.

    >>> text(OSError(28, "No space left on device", "reports"))
    'reports: No space left on device. Free some space, or name another folder.'
    """
    # Of a copy or a move, where it was to go.
    place = error.filename2 or error.filename
    where = f"{place}: " if place else ""
    return f"{where}{error.strerror or error}. {_FIXES.get(error.errno, 'Name a folder that can be written.')}"


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an error name what was written to where the system does not, as of a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _UNNAMED:
            error.filename = error.filename or str(path)
        raise
