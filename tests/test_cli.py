"""The command itself: what it imports, and what is left when it is stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import paths

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
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    code, _, modules = told.partition(" ")
    assert code == "0", told
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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["at the start", "while importing", "while notebooks run"])
def test_a_report_that_is_stopped_leaves_nothing(tmp_path, living, number, moment):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [SCITECH, "report", "--year", "2020", "--out", tmp_path / "out"]
    environment = os.environ | {"TMPDIR": str(scratch)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(0.3 if moment == "at the start" else 0.6)
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
