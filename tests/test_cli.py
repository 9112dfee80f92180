"""The command itself: what it imports, and what is left when it is stopped."""

import importlib
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import forked
import nbformat
import pytest

from helpers import paths
from helpers.cli import app

SCITECH = Path(sys.executable).with_name("scitech")
HEAVY = ("matplotlib", "seaborn", "papermill", "nbconvert", "dask", "distributed")
IMPORTED = """
import sys
from helpers.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print(end.code, sorted({name.partition(".")[0] for name in sys.modules}))
"""


def imported(*arguments: object) -> set[str]:
    command = [sys.executable, "-c", IMPORTED, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    code, _, modules = result.partition(" ")
    assert code == "0", result
    return set(eval(modules))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["report", "--help"], ["check", paths.DATA]], ids=lambda a: " ".join(map(str, a[:1]))
)
def test_only_what_a_path_needs_is_imported(arguments):
    assert not imported(*arguments) & set(HEAVY)


def test_help_waits_for_no_table(tmp_path):
    assert not imported("--help") & {"pandas", "numpy", "pydantic", "frictionless", "jinja2"}


def test_an_unchanged_batch_imports_next_to_nothing(tmp_path):
    batch = ["batch", "--years", "2020", "--out", tmp_path / "out"]
    subprocess.run([SCITECH, *batch], check=True, capture_output=True)
    assert not imported(*batch) & {*HEAVY, "pandas", "numpy", "tqdm", "jinja2"}


@pytest.mark.parametrize("name", ["Gap", "charts", "explain", "narrative", "show"])
def test_an_old_name_says_the_new_one(name):
    with pytest.raises(ImportError, match=f"helpers.{name} has a new name: helpers.") as caught:
        exec(f"from helpers import {name}")
    new, _, attribute = str(caught.value).rpartition(": ")[2].rpartition(".")
    assert hasattr(importlib.import_module(new), attribute) or importlib.import_module(f"{new}.{attribute}")


def test_an_old_command_says_the_new_one():
    result = scitech("sample", "--out", "x.csv", "--rows", "5")
    assert result.returncode == 2
    assert "make sample OUT=register.csv ROWS=1000" in result.stderr


def scitech(*arguments: object, fault: str = "", **env: str) -> subprocess.CompletedProcess:
    """Run the command in a process of its own, after a fault was put into it."""
    return forked.scitech(*arguments, work=partial(faulty, fault), **env)


def faulty(fault: str, arguments: list[str]) -> None:
    exec(fault, {})
    app(arguments)


BUG = """
def bug(*given, **named):
    raise KeyError("seven")
"""
# After the notebooks, which need not be run for it.
IN_HERE = f"from faults.struck import at_once; at_once(); import helpers.edition as place{BUG}place.reconcile = bug"
IN_A_READER = f"import helpers.run.counting as place{BUG}place.look = bug"
IN_A_THREAD = f"import helpers.run.report as place{BUG}place.open_edition = bug"
REPORT, CONTRACTS = ("report", "--year", 2020), ("contracts", paths.DATA / "contracts_example.csv", "--year", 2020)
FAILURES = {
    "a bug": (IN_HERE, REPORT, 1, "KeyError: 'seven'. This is a mistake in this program"),
    "a bug in a reader": (IN_A_READER, CONTRACTS, 1, "KeyError: 'seven'. This is a mistake in this program"),
    "a bug in a batch": (IN_A_THREAD, ("batch", "--years", 2020), 1, "Data year, 2020: KeyError: 'seven'. This is a mistake"),
    "an input": ("", ("report", "--year", 1999), 2, "input refused\nNo source used here prints a figure for 1999"),
    "an input of a reader": ("", ("contracts", "nowhere.csv", "--year", 2020), 2, "input refused\n"),
    "a folder": ("", ("report", "--year", 2020, "--out", "/dev/null/x"), 2, "/dev/null: File exists."),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_one_line_and_with_debug_its_traceback(tmp_path, failure):
    fault, command, code, line = FAILURES[failure]
    out = () if "--out" in command else ("--out", tmp_path / "out")
    plain, debug = scitech(*command, *out, fault=fault), scitech("--debug", *command, *out, fault=fault)
    for result in (plain, debug):
        assert result.returncode == code, result.stderr
        assert line in result.stderr
    for word in ("Traceback", "memory", "Free some space"):
        assert word not in plain.stderr
    assert "Traceback (most recent call last):" in debug.stderr
    assert "in bug" in debug.stderr or not fault
    assert "_answer" in debug.stderr or "reader" not in failure


def test_a_variable_asks_for_the_traceback_too():
    assert "Traceback (most recent call last):" in scitech("check", "nowhere", SCITECH_DEBUG="1").stderr


def test_with_debug_a_notebook_s_own_traceback_is_shown(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    for name in ("01_data_loading", "02_derived_metrics", "03_narrative"):
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    fault = f"from helpers import paths; paths.NOTEBOOKS = paths.Path({str(tmp_path)!r})"
    result = scitech("--debug", *REPORT, "--out", tmp_path / "out", fault=fault)
    assert result.returncode == 1
    assert "ZeroDivisionError" in result.stderr.partition("scitech: a notebook failed")[0]
    assert "Traceback (most recent call last)" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["at the start", "while importing", "while notebooks run"])
def test_a_report_that_is_stopped_leaves_nothing(tmp_path, living, number, moment):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [SCITECH, "report", "--year", "2020", "--out", tmp_path / "out"]
    environment = os.environ | {"TMPDIR": str(scratch)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not (_begun(process.pid) if moment == "at the start" else _processor(process.pid) >= 0.4):
        assert process.poll() is None
        time.sleep(0.002)
    while moment == "while notebooks run" and not (tmp_path / ".out.new").exists():
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode not in (0, 2)
    assert b"Traceback" not in stderr
    end = time.monotonic() + 10
    while living(scratch) and time.monotonic() < end:
        time.sleep(0.05)
    assert not living(scratch)
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]
    assert not list(scratch.iterdir())


def _begun(pid: int) -> bool:
    """Return whether the command itself has begun: Ctrl-C, which Python catches from its start on, ends it, or it is long past that."""
    caught = int(re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{pid}/status").read_text())[1], 16)
    seconds = _processor(pid)
    return seconds >= 0.6 or (seconds >= 0.03 and not caught & 1 << (signal.SIGINT - 1))


def _processor(pid: int) -> float:
    """Return the seconds of processor that a process has had: a busy machine takes its time, also over starting Python."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
