"""Disks that are full: what was there stays, a line says why, and the same command does well once there is room."""

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.worlds import LONGEST, Trial, begun, copied, gone_on, left, mixed, state

# In bytes: room for a world, beside which little is left.
SIZE = 32 << 20


def fill_all(trial: Trial, times: int, base: Path, draw: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Run a command so often on a disk with too little room; yield how much there was and what went wrong."""
    with small_disk(base / "disk") as has:
        if not has:
            yield f"{trial.name}: no disk can be mounted here, so none is filled", []
        for _ in range(times if has else 0):
            free, world = draw.randrange(_needed(trial)), base / "disk" / "world"
            wrong = list(full(trial, free, world))
            if wrong:
                copied(world, base / f"{trial.name}, {free} bytes")
            shutil.rmtree(world)
            yield f"{trial.name}, {free:,} bytes left on its disk", wrong


def full(trial: Trial, free: int, world: Path) -> Iterator[str]:
    """Yield what is wrong with a run on a disk that has so many bytes left, and with one once it has more."""
    copied(trial.starts[-1], world)
    old, filler = state(world, trial.name), world.with_name("filler")
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(world).free - free)
    code, said = begun(trial.name, world).wait(LONGEST), (world / "said").read_text()
    filler.unlink()
    if code and ("No space left on device" not in said or "Free some space" not in said):
        yield f"it ended with {code} and said: {said}"
    # The index of a batch tells what could not be made.
    result = {"out/index.html": trial.new.get("out/index.html")} if code else {}
    yield from mixed(state(world, trial.name) | result, *([old] if code else []), trial.new)
    yield from left(world)
    yield from gone_on(trial, world)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at a folder, and tell whether that was to be had."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    has = shutil.which("mount") is not None and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield has
    finally:
        if has:
            subprocess.run(["umount", folder], check=True)


def _needed(trial: Trial) -> int:
    """Return about how many bytes a command writes."""
    old = state(trial.starts[-1], trial.name)
    made = (what for part, what in trial.new.items() if old.get(part) != what)
    return sum(sum(map(len, what.values())) if isinstance(what, dict) else len(what) for what in made)
