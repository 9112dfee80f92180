"""Folders that reports go to: taken by one run at a time, and replaced as a set or not at all."""

import ctypes
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from helpers.errors import InputError
from helpers.folders import kept
from helpers.os_errors import named

# Of renameat2(2), in Linux's fcntl.h and fs.h.
_HERE, _EXCHANGE = -100, 2


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
    """Give a folder to write a report into; it takes the place of the earlier report when all went well, else it goes.

    Raises InputError where the folder holds anything but an earlier report's products, or another run is writing to it.
    """
    refuse_strangers(folder, products)
    with beside(folder) as working:
        new, old = working / "new", working / "old"
        if old.exists() and not folder.exists():
            # A run was killed between the two steps of a replacement.
            old.rename(folder)
        _clear(working)
        new.mkdir()
        with named(folder):
            yield new
        # Somebody may have taken a product away, or put something beside those of the old report.
        for product in products:
            (new / product).stat()
        refuse_strangers(folder, products)
        _replace(folder, new, old)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a folder beside one that is written to, or a file: while it is there, no other run writes to that.

    Raises InputError where another run does, or where what is to be written is a link.
    """
    if path.is_symlink():
        raise InputError(f"{path} is a symbolic link, which would be written through. Take it away, or name another folder.")
    path.parent.mkdir(parents=True, exist_ok=True)
    working = path.with_name(f".{path.name}.new")
    with kept(working, f"Another run is writing to {path}. Wait for it to end, or name another folder."):
        yield working


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


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
    """Swap two folders in one step, where the system can."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    return bool(swap) and swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
