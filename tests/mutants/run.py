"""Change the data and the code one place at a time; a change that no test notices survives: python run.py [FILE...].

A test notices by a metric, a sentence or the result of a function: none of those that run here compares digests or files.
"""

import contextlib
import importlib
import io
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pytest
from changes import Change, of_code, of_figures
from equivalent import EQUIVALENT

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "pandas",
    "pydantic",
    "jsonschema",
    "frictionless",
    "hypothesis",
    "nbformat",
    "matplotlib.figure",
    "IPython.display",
)
CODE = tuple(f"src/helpers/{name}.py" for name in ("metrics", "interval", "measures", "reconciliation", "slips", "catalogue"))
TESTS = ("test_interval", "test_data", "test_measures", "test_reconciliation", "test_edition", "register/test_sums")
# Longer than all the tests take; a change may make a loop endless.
SECONDS = 120


@dataclass(frozen=True)
class Trial:
    """A change, and the first test that noticed it, if any did."""

    change: Change
    noticed: str


class _First:
    """A pytest plugin that keeps the first failure."""

    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def tried(change: Change) -> Trial:
    """Run the tests on a copy of the project that has a change, in this process, which ends then."""
    signal.signal(signal.SIGALRM, lambda *_: os._exit(3))
    sys.dont_write_bytecode = True
    first = _First()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        _copy(Path(folder))
        (Path(folder) / change.path).write_text(change.text, encoding="utf-8")
        sys.path.insert(0, f"{folder}/src")
        os.chdir(folder)
        signal.alarm(SECONDS)
        code = pytest.main(_arguments(Path(folder), change), plugins=[first])
    return Trial(change, first.failed or ("" if code == pytest.ExitCode.OK else f"pytest ended with {code.name}"))


def _copy(folder: Path) -> None:
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("notebooks", "reports", "README.md"):
        (folder / name).symlink_to(ROOT / name)


def _arguments(folder: Path, change: Change) -> list[str]:
    tests = [str(ROOT / "tests" / f"{name}.py") for name in (TESTS if change.path.endswith(".py") else ("test_data",))]
    examples = [str(folder / change.path), "--doctest-modules"] if change.path.endswith(".py") else []
    options = ["--import-mode=append", "--override-ini=addopts=", "--override-ini=filterwarnings=", "-p", "no:cacheprovider"]
    return [*examples, *tests, "-x", "-q", "-c", str(ROOT / "pyproject.toml"), *options]


def trials(changes: list[Change]) -> Iterator[Trial]:
    """Try changes, each in a process of its own."""
    for library in LIBRARIES:
        importlib.import_module(library)
    with get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        yield from pool.imap(tried, changes)


def main(paths: list[str]) -> int:
    """Print what was caught of what was made, and every change that survived."""
    chosen = [*of_figures(ROOT / "data"), *(change for path in CODE for change in of_code(ROOT, path))]
    chosen = [change for change in chosen if not paths or change.path in paths]
    start = time.monotonic()
    unchanged, *made = trials([Change(CODE[0], "", "nothing", (ROOT / CODE[0]).read_text(encoding="utf-8")), *chosen])
    if unchanged.noticed:
        raise SystemExit(f"Without any change, {unchanged.noticed} fails already.")
    survived = {trial.change.name for trial in made if not trial.noticed}
    for path in dict.fromkeys(change.path for change in chosen):
        of = [trial for trial in made if trial.change.path == path]
        print(f"{path}: {sum(bool(trial.noticed) for trial in of)} caught of {len(of)} made")
    for name in sorted(survived):
        print(f"survived: {name}: {EQUIVALENT.get(name, 'NOT EXPLAINED')}")
    print(f"{len(made) - len(survived)} caught of {len(made)} made, {time.monotonic() - start:.0f} s")
    return int(not survived <= set(EQUIVALENT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
