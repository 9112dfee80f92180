"""Folders: of scratch, taken by one run at a time and away at its end; of a report, replaced as a set or not at all."""

import ctypes
import fcntl
import os
import shutil
import signal
import tempfile
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.errors import InputError, named

_SCRATCH = ".scitech-"
# Of renameat2(2), in Linux's fcntl.h and fs.h.
_HERE, _EXCHANGE = -100, 2


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off Ctrl-C and SIGTERM, which reach the main thread alone, until a step is done of which half would be left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came = []
    before = {number: signal.signal(number, lambda *which: came.append(which)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number, _ in came:
            signal.raise_signal(number)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for what nobody will need, among the system's, and take away those of runs that were killed."""
    try:
        # It is tried out with a file.
        with undisturbed():
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
    """Keep a folder to this process, then take it away; raises InputError that says `busy`, if given, where another has it."""
    held = None
    try:
        with undisturbed():
            while (held := _locked(folder, busy)) is None:
                with suppress(FileExistsError):
                    folder.mkdir(mode=0o700)
        yield
    finally:
        if held is not None:
            os.close(held)
        _discard(folder)


def _discard(folder: Path) -> None:
    with undisturbed(), suppress(InputError, OSError):
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


def refuse_strangers(folder: Path, products: Sequence[str]) -> None:
    """Refuse a folder that holds anything but an earlier report's products, and what is no folder at all."""
    strangers = [p.name for p in folder.iterdir() if p.name not in products] if folder.is_dir() else []
    if folder.is_symlink():
        held = "is a symbolic link, which a report would replace"
    elif folder.is_dir() and not os.access(folder, os.W_OK):
        held = "cannot be written"
    elif strangers:
        held = f"holds {strangers[0]}, which is not part of a report"
    elif folder.exists() and not folder.is_dir():
        held = "is a file"
    else:
        return
    raise InputError(f"{folder} {held}. Name a new folder, or an earlier report's.")


@contextmanager
def staged(folder: Path, products: Sequence[str]) -> Iterator[Path]:
    """Give a folder to write a report into, which replaces the earlier one if all goes well; raises InputError as `beside`."""
    refuse_strangers(folder, products)
    with beside(folder) as working:
        new, old = working / "new", working / "old"
        if old.exists() and not folder.exists():
            # A run was killed between the two steps of a replacement.
            old.rename(folder)
        for left in working.iterdir():
            shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        new.mkdir()
        with named(folder):
            yield new
        # Somebody may have taken a product away, or put something beside those of the old report.
        for product in products:
            (new / product).stat()
        refuse_strangers(folder, products)
        with undisturbed():
            _replace(folder, new, old)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a folder beside what is written to, to one run alone; raises InputError where another has it, or it is a link."""
    if path.is_symlink():
        raise InputError(f"{path} is a symbolic link, which would be written through. Take it away, or name another folder.")
    path.parent.mkdir(parents=True, exist_ok=True)
    working = path.with_name(f".{path.name}.new")
    with kept(working, f"Another run is writing to {path}. Wait for it to end, or name another folder."):
        yield working


def _replace(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(folder, new):
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    return bool(swap) and swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
