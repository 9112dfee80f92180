"""Run the command, and kill it just before its Nth change to a file: python step.py N WHOM COUNTED FOLDER ARGUMENT...

WHOM is alone or group; changes below FOLDER count, those of worker processes too, and COUNTED is a file that grows by a byte each.
"""

import os
import signal
import sys
from pathlib import Path

from click import Command

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "shutil.rmtree", "shutil.copyfile")


def is_change(event: str, arguments: tuple, folder: str) -> bool:
    """Tell whether what Python is about to do changes something below a folder; two folders are swapped past Python."""
    if event == "ctypes.dlsym":
        return arguments[1] == "renameat2"
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    return bool(writes or event in _CHANGES) and str(arguments[0]).startswith(folder)


def kill_before(change: int, whom: str, counted: str, folder: str) -> None:
    """Have this process killed just before a change."""
    victim = os.getpid()
    kill = os.killpg if whom == "group" else os.kill
    tally = os.open(counted, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def hook(event: str, arguments: tuple) -> None:
        if is_change(event, arguments, folder):
            os.write(tally, b".")
            if os.fstat(tally).st_size == change:
                kill(victim, signal.SIGKILL)

    sys.addaudithook(hook)


def command(arguments: list[str]) -> tuple[Command, list[str]]:
    """Return the command that arguments are for, and those for itself: a sample is made by a tool of its own."""
    if arguments[0] == "sample":
        sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
        from sample import app

        return app, arguments[1:]
    from helpers.cli import app

    return app, arguments


def run(arguments: list[str]) -> None:
    """Run a command."""
    asked, given = command(arguments)
    asked(given)


if __name__ == "__main__":
    kill_before(int(sys.argv[1]), *sys.argv[2:5])
    run(sys.argv[5:])
