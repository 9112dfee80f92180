"""Workers: what one of them meets with costs one task, and whatever ends the loop ends them."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# In a process of its own, as in use: one without threads, which forks.
SCRIPT = """
import json, os, signal, sys, time
from contextlib import nullcontext
from helpers.errors import InputError, NotebookError
from helpers.run.workers import side_by_side

def work(task):
    kind, _, given = task.partition(" ")
    if kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leave":
        os._exit(3)
    if kind == "refuse":
        raise InputError("what, where, and what would fix it")
    if kind == "fail":
        raise NotebookError("one.ipynb, cell 2: ZeroDivisionError: division by zero")
    if kind == "stumble":
        raise ZeroDivisionError("by zero")
    if kind == "wait":
        with open(given, "w") as told:
            told.write(str(os.getpid()))
        try:
            time.sleep(600)
        finally:
            os.remove(given)
    return [task, os.getpid()]

for task, outcome in side_by_side(work, sys.argv[2:], int(sys.argv[1]), nullcontext):
    print(json.dumps([task, outcome.code, outcome.value]), flush=True)
"""


def run(jobs: int, *tasks: str) -> dict[str, tuple[int, object]]:
    told = subprocess.run([sys.executable, "-c", SCRIPT, str(jobs), *tasks], capture_output=True, text=True, timeout=120)
    assert told.stderr == ""
    return {task: (code, value) for task, code, value in map(json.loads, told.stdout.splitlines())}


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_every_task_is_done_once_by_as_many_workers_as_there_are_jobs(jobs):
    outcomes = run(jobs, *"abcde")
    assert {task: value[0] for task, (_, value) in outcomes.items()} == {task: task for task in "abcde"}
    assert len({value[1] for _, value in outcomes.values()}) <= jobs


@pytest.mark.parametrize(
    ("task", "code", "told"),
    [
        ("die", 1, "its process ended with -9"),
        ("leave", 1, "its process ended with 3"),
        ("refuse", 2, "what, where, and what would fix it"),
        ("fail", 1, "one.ipynb, cell 2: ZeroDivisionError: division by zero"),
        ("stumble", 1, "ZeroDivisionError: by zero"),
    ],
)
def test_what_fails_is_told_while_the_others_go_on(task, code, told):
    outcomes = run(1, "a", task, "b", "c")
    assert outcomes.pop(task) == (code, told)
    assert [value[0] for _, value in outcomes.values()] == ["a", "b", "c"]


def test_there_may_be_nothing_to_do():
    assert run(2) == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_and_clean_up_with_whoever_gives_them_tasks(tmp_path, number):
    given = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, "-c", SCRIPT, "2", *(f"wait {path}" for path in given), "never"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    _until(lambda: all(path.exists() and path.read_text() for path in given))
    pids = [int(path.read_text()) for path in given]
    process.send_signal(number)
    process.communicate(timeout=60)
    _until(lambda: not any(Path(f"/proc/{pid}").exists() and _state(pid) != "Z" for pid in pids))
    assert not any(path.exists() for path in given)


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _until(so) -> None:
    end = time.monotonic() + 60
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)
