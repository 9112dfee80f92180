"""A bounded process: it gives back what it found, ends with whoever asked, and says truly what ended it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.run.counting import in_bounded_process


def refuse() -> None:
    raise InputError("what, where, and what would fix it")


def stumble() -> None:
    raise ZeroDivisionError("by zero")


def raise_what_cannot_be_sent() -> None:
    raise ValueError(lambda: "of the child alone")


def eat() -> None:
    [bytearray(1 << 20) for _ in range(4000)]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_function_returns_is_given_back_from_another_process():
    pid, found = in_bounded_process(lambda *given: (os.getpid(), given), "a", b"b" * (1 << 20))
    assert pid != os.getpid()
    assert found == ("a", b"b" * (1 << 20))


@pytest.mark.parametrize(
    ("function", "kind", "text"),
    [
        (refuse, InputError, "what, where, and what would fix it"),
        (stumble, ZeroDivisionError, "by zero"),
        (raise_what_cannot_be_sent, RuntimeError, "ValueError: <function"),
        (die, MemoryError, "its process ended with -9"),
        (eat, MemoryError, ""),
    ],
)
def test_what_fails_is_raised_here_with_its_traceback(monkeypatch, function, kind, text):
    monkeypatch.setenv("SCITECH_KERNEL_MEMORY", "200")
    with pytest.raises(kind) as caught:
        in_bounded_process(function)
    assert str(caught.value).startswith(text)
    assert function is die or f"in {function.__name__}" in caught.value.__notes__[0]


WAIT = """
import os, sys, time
from helpers.run.counting import in_bounded_process

def wait(path):
    with open(path, "w") as found:
        found.write(str(os.getpid()))
    time.sleep(600)

in_bounded_process(wait, sys.argv[1])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_the_process_ends_with_whoever_asked_for_it(tmp_path, living, number):
    command = [sys.executable, "-c", WAIT, tmp_path / "pid"]
    asking = subprocess.Popen(command, env=os.environ | {"MARK": str(tmp_path)}, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not (Path(tmp_path / "pid").exists() and Path(tmp_path / "pid").read_text()):
        assert time.monotonic() < end
        time.sleep(0.02)
    asking.send_signal(number)
    asking.wait(60)
    while living(tmp_path):
        assert time.monotonic() < end
        time.sleep(0.02)
