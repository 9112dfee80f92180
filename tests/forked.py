"""The command in a process of its own, forked from one that has imported what it needs: imports take longer than most that is tested."""

import atexit
import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from faults.step import run

IMPORTED = (
    *("helpers.cli", "helpers.run.report", "helpers.run.batch", "helpers.run.contracts", "helpers.export.page", "helpers.register"),
    *("helpers.stability.snapshot", "nbclient", "jupyter_client.provisioning", "gptables", "tqdm"),
)  # fmt: skip
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(list(IMPORTED))


def scitech(
    *arguments: object, work: Callable = run, by_modes: bool = False, timeout: float = 300, **env: object
) -> subprocess.CompletedProcess:
    """Run the command, with more in its environment, and return what a finished process of it has.

    `work` is called with the arguments instead of the command, if given; `by_modes` has it write only where modes allow.
    """
    given = list(map(str, arguments))
    environment = os.environ | {name: str(value) for name, value in env.items()}
    ends = [_CONTEXT.Pipe(duplex=False) for _ in range(2)]
    process = _CONTEXT.Process(
        target=_run, args=([theirs for _, theirs in ends], environment, Path.cwd(), work, given, by_modes)
    )
    process.start()
    for _, theirs in ends:
        theirs.close()
    with ThreadPoolExecutor(2) as threads:
        reading = [threads.submit(_all, ours) for ours, _ in ends]
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(given, timeout)
        said = [one.result().decode() for one in reading]
    code = process.exitcode
    process.close()
    return subprocess.CompletedProcess(given, code, *said)


def _all(ours: Connection) -> bytes:
    with ours, open(ours.fileno(), "rb", closefd=False) as stream:
        return stream.read()


def _run(
    ends: list[Connection], environment: dict[str, str], folder: Path, work: Callable, given: list[str], by_modes: bool
) -> None:
    """Be what a fresh process of the command would be, and end as it does."""
    for number, (name, end) in enumerate(zip(("stdout", "stderr"), ends, strict=True), 1):
        os.dup2(end.fileno(), number)
        end.close()
        # Python's own is of the file that the tests' output went to.
        setattr(sys, name, os.fdopen(number, "w", buffering=number - 1 or -1, encoding="utf-8", closefd=False))
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    tempfile.tempdir = None
    sys.argv = ["scitech", *given]
    if by_modes:
        bound_by_modes()
    try:
        work(given)
    finally:
        sys.stdout.flush()
        # What ends with Python is not what ends with a process of multiprocessing.
        atexit._run_exitfuncs()


def bound_by_modes() -> None:
    """Give up what lets root write anywhere; nobody else has it."""
    drop_from_bounding_set, override, version = 24, 1, 0x20080522
    header, sets = (ctypes.c_uint32 * 2)(version, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    # Of what it starts, and of itself.
    libc.prctl(drop_from_bounding_set, override, 0, 0, 0)
    assert libc.capget(header, sets) == 0
    for place in range(3):
        sets[place] &= ~(1 << override)
    assert libc.capset(header, sets) == 0
