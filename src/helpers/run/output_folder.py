"""Folders that reports go to: taken by one run at a time, and replaced as a set or not at all."""

import ctypes
import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from helpers.errors import InputError
from helpers.os_errors import named

# Of renameat2(2), in Linux's fcntl.h and fs.h.
_HERE, _EXCHANGE = -100, 2
_SCRATCH = ".scitech-"


def refuse_strangers(folder: Path, products: Sequence[str]) -> None:
    """Refuse a folder that holds anything but an earlier report's products, and what is no folder at all."""
    strangers = [p.name for p in folder.iterdir() if p.name not in products] if folder.is_dir() else []
    held = f"holds {strangers[0]}, which is not part of a report" if strangers else "is a file"
    if folder.is_symlink():
        held = "is a symbolic link, which a report would replace"
    elif folder.is_dir() and not os.access(folder, os.W_OK):
        held = "cannot be written"
    elif not strangers and (folder.is_dir() or not folder.exists()):
        return
    raise InputError(f"{folder} {held}. Name a new folder, or an earlier report's.")


@contextmanager
def staged(folder: Path, products: Sequence[str]) -> Iterator[Path]:
    """Give a folder beside the report's to write into; it takes the report's place when all went well, else it goes.

    Raises InputError where the folder holds anything but an earlier report's products, or another run is writing to it.
    """
    refuse_strangers(folder, products)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging, old = _beside(folder, "new"), _beside(folder, "old")
    try:
        with ExitStack() as stack:
            stack.enter_context(taken(staging, folder))
            _recover(folder, staging, old)
            if folder.exists():
                stack.enter_context(taken(folder, folder))
            with named(folder):
                yield staging
            # Somebody may have taken a product away, or put something beside those of the old report.
            for product in products:
                (staging / product).stat()
            refuse_strangers(folder, products)
            _replace(folder, staging, old)
            # While it is kept: another run would else write into what somebody may still be reading.
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        _discard(staging)


@contextmanager
def taken(folder: Path, whose: Path, private: bool = False) -> Iterator[None]:
    """Keep a folder, made where it is missing, to this process until the end.

    Raises InputError where another process has it; one that only this process knows the name of is waited for.
    """
    if folder.is_symlink():
        raise InputError(f"{folder} is a symbolic link. Name a folder.")
    while (held := _locked(folder, whose, private)) is None:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700 if private else 0o777)
    try:
        yield
    finally:
        os.close(held)


@contextmanager
def scratch_folder(within: Path | None = None) -> Iterator[Path]:
    """Give a folder for what nobody will need, among the system's or in one, and take away those of runs that were killed."""
    within = within or _temporary()
    for left in within.glob(f"{_SCRATCH}*"):
        _discard(left)
    # Named before it is made, so that whatever ends this, at any moment, takes it away.
    made = within / f"{_SCRATCH}{uuid.uuid4()}"
    try:
        # Until it is locked, a run that starts may take it for one that was left.
        with taken(made, made, private=True):
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _temporary() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise InputError(f"{error.strerror}. Free some space, or set TMPDIR to a folder that can be written.") from None


def _discard(folder: Path) -> None:
    """Take away a folder that no run has."""
    with suppress(InputError, OSError):
        if (held := _locked(folder, folder)) is not None:
            try:
                shutil.rmtree(folder)
            finally:
                os.close(held)


def _locked(folder: Path, whose: Path, wait: bool = False) -> int | None:
    """Return a lock on a folder, or nothing where there is none, or another run has just moved it to the report's place."""
    with suppress(FileNotFoundError):
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if os.path.samestat(os.fstat(held), folder.stat()):
                return held
        except BlockingIOError:
            os.close(held)
            raise InputError(f"Another run is writing to {whose}. Wait for it to end, or name another folder.") from None
        except FileNotFoundError:
            pass
        os.close(held)
    return None


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _recover(folder: Path, staging: Path, old: Path) -> None:
    """Take away what a run left that was killed; where it stood between two reports, the old one is put back."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    for left in staging.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


def _replace(folder: Path, staging: Path, old: Path) -> None:
    if not folder.exists():
        staging.rename(folder)
    elif not _exchanged(folder, staging):
        folder.rename(old)
        try:
            staging.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    return bool(swap) and swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
