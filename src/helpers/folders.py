"""Folders kept to one run, and taken away at its end, also after a run that was killed."""

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.errors import InputError

_SCRATCH = ".scitech-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for what nobody will need, among the system's, and take away those of runs that were killed."""
    try:
        within = Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise InputError(f"{error.strerror}. Free some space, or set TMPDIR to a folder that can be written.") from None
    for left in within.glob(f"{_SCRATCH}*"):
        _discard(left)
    made = within / f"{_SCRATCH}{uuid.uuid4()}"
    # Until it is locked, a run that starts may take it for one that was left: then that is waited for.
    with kept(made):
        yield made


@contextmanager
def kept(folder: Path, busy: str = "") -> Iterator[None]:
    """Keep a folder, made where it is missing, to this process until it is taken away at the end.

    Raises InputError that says `busy` where another process has it; one that only this process can name is waited for.
    """
    held = None
    try:
        while (held := _locked(folder, busy)) is None:
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
        yield
    finally:
        if held is not None:
            os.close(held)
        _discard(folder)


def _discard(folder: Path) -> None:
    """Take away a folder that no run has."""
    with suppress(InputError, OSError):
        if (held := _locked(folder, "busy")) is not None:
            try:
                shutil.rmtree(folder)
            finally:
                os.close(held)


def _locked(folder: Path, busy: str) -> int | None:
    """Return a lock on a folder, or nothing where there is none, or another run has just taken it away."""
    with suppress(FileNotFoundError):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
            if os.path.samestat(os.fstat(held), folder.stat()):
                return held
        except BlockingIOError:
            os.close(held)
            raise InputError(busy) from None
        except FileNotFoundError:
            pass
        os.close(held)
    return None
