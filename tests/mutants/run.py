"""Change the data and the code one place at a time; a change that nothing notices survives: python run.py [FILE...].

A change is noticed by a metric, a sentence or a finding of some report that is not what was accepted, by a refusal, or by a test
of the functions: nothing that looks here compares digests or files. The run fails where a change survives without a reason
(equivalent.py), where one is noticed that is said to change nothing, and where a reason is that of no change any more.
"""

import contextlib
import importlib.util
import io
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
from changes import Change, of_code, of_figures
from equivalent import reason, unmatched

ROOT = Path(__file__).resolve().parents[2]
# The modules that are changed, and what is tried on each change: one that has moved is named here, and nowhere else.
MODULES = (
    "src/helpers/metrics/functions.py",
    "src/helpers/metrics/basis.py",
    "src/helpers/figures/interval.py",
    "src/helpers/metrics/values.py",
    "src/helpers/checks/reconciliation.py",
    "src/helpers/checks/parts.py",
    "src/helpers/checks/plausibility.py",
    "src/helpers/checks/status.py",
    "src/helpers/display/formatting.py",
    "src/helpers/metrics/definitions.py",
    "src/helpers/metrics/comparisons.py",
    "src/helpers/display/text.py",
    "src/helpers/display/growth.py",
    "src/helpers/display/sentences.py",
)
TESTS = (
    "tests/figures/test_interval.py",
    "tests/metrics",
    "tests/checks",
    "tests/display/test_formatting.py",
    "tests/display/test_sentences.py",
    "tests/test_edition.py",
    "tests/register/test_disclosure.py",
)
LIBRARIES = (
    "pandas",
    "pydantic",
    "hypothesis",
    "nbformat",
    "IPython.display",
)
# Longer than all that is tried takes; a change may make a loop endless.
SECONDS = 120


@dataclass(frozen=True)
class Trial:
    """A change, and what noticed it first, if anything did."""

    change: Change
    noticed: str


class _First:
    """A pytest plugin that keeps the first failure."""

    failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


class _Finder:
    """Has one module of the package made from a changed text."""

    def __init__(self, change: Change):
        self.path, self.text = ROOT / change.path, change.text
        self.name = ".".join(Path(change.path).with_suffix("").parts[1:])

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.name:
            return None
        loader = SourceFileLoader(name, str(self.path))
        loader.get_code = lambda _: compile(self.text, self.path, "exec")
        return importlib.util.spec_from_file_location(name, self.path, loader=loader)


def noticed(change: Change) -> str:
    """Return what notices a change that is made in this process, which has not imported the package."""
    is_code = change.path.endswith(".py")
    with tempfile.TemporaryDirectory() as folder:
        if is_code:
            sys.meta_path.insert(0, _Finder(change))
        else:
            _copy_tables(Path(folder), change)
        return _reported_otherwise("" if is_code else folder) or (_tested(change) if is_code else "")


def _copy_tables(folder: Path, change: Change) -> None:
    for table in (ROOT / "data").glob("*.csv"):
        text = change.text if table.name == Path(change.path).name else table.read_text(encoding="utf-8")
        (folder / table.name).write_text(text, encoding="utf-8")


def _reported_otherwise(figures: str) -> str:
    """Return the name of the first thing that the reports do not say as it was accepted, or why they say nothing."""
    try:
        from helpers.stability import snapshot

        accepted = json.loads(snapshot.ACCEPTED.read_text(encoding="utf-8"))
        now = json.loads(json.dumps(snapshot.snapshot(figures)))
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    return next((name for name in accepted | now if accepted.get(name) != now.get(name)), "")


def _tested(change: Change) -> str:
    """Return the first test of the functions that fails, examples in the module's documentation included."""
    # A file that pytest is given it would import by itself, unchanged.
    importlib.import_module(_Finder(change).name)
    folder, module = Path(change.path).parent.name, Path(change.path).stem
    near = [test for test in TESTS if folder in Path(test).parts]
    rest = [test for test in TESTS if test not in near]
    # What is nearest is tried first: it notices most.
    own = [test for test in (f"tests/{folder}/test_{module}.py",) if (ROOT / test).exists()]
    for paths in ([change.path, *own], near, rest):
        if failed := _failed(paths):
            return failed
    return ""


def _failed(paths: list[str]) -> str:
    first = _First()
    options = ["--override-ini=addopts=", "--override-ini=filterwarnings=", "-p", "no:cacheprovider", "--doctest-modules"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([str(ROOT / path) for path in paths] + ["-x", "-q", *options], plugins=[first])
    # A module may have no example, and then nothing has failed.
    fine = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return first.failed or ("" if code in fine else f"pytest ended with {code!r}")


def trials(changes: list[Change]) -> Iterator[Trial]:
    """Try changes, each in a process of its own, as many side by side as there are cores."""
    waiting, running = iter(changes), {}
    while True:
        while len(running) < (os.cpu_count() or 1) and (change := next(waiting, None)):
            running |= [_begun(change)]
        if not running:
            return
        pid, status = os.wait()
        change, answer = running.pop(pid)
        with open(answer, encoding="utf-8") as text:  # noqa: PTH123
            yield Trial(change, text.read() if status == 0 else f"it did not end well within {SECONDS} s")


def _begun(change: Change) -> tuple[int, tuple[Change, int]]:
    answer, write = os.pipe()
    if (pid := os.fork()) == 0:
        signal.alarm(SECONDS)
        os.chdir(ROOT)
        try:
            os.write(write, noticed(change).encode()[:4096])
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(write)
    return pid, (change, answer)


def main(paths: list[str]) -> int:
    """Print what was caught of what was made, every change that survived, and what is wrong with the reasons."""
    if gone := [path for path in (*MODULES, *TESTS, *paths) if not (ROOT / path).exists()]:
        raise SystemExit(f"There is no {', '.join(gone)}: name it in MODULES or TESTS as it is now.")
    for library in LIBRARIES:
        importlib.import_module(library)
    every = [*of_figures(ROOT / "data"), *(change for path in MODULES for change in of_code(ROOT, path))]
    chosen = [change for change in every if not paths or change.path in paths]
    start, made = time.monotonic(), []
    _assert_all_is_well([path for path in MODULES if not paths or path in paths])
    for trial in trials(chosen):
        made.append(trial)
        _report(trial)
    for path in dict.fromkeys(change.path for change in chosen):
        of = [trial for trial in made if trial.change.path == path]
        print(f"{path}: {sum(bool(trial.noticed) for trial in of)} caught of {len(of)} made")
    print(f"{sum(bool(trial.noticed) for trial in made)} caught of {len(made)} made, {time.monotonic() - start:.0f} s")
    for entry in unmatched(every):
        print(f"equivalent.py: not one change is {entry}. Take the entry out, or correct it.")
    return int(bool(unmatched(every)) or any(bool(trial.noticed) == bool(reason(trial.change)) for trial in made))


def _assert_all_is_well(modules: list[str]) -> None:
    """End the run where something is noticed in a module that was not changed."""
    unchanged = [Change(path, 0, "", "nothing", (ROOT / path).read_text(encoding="utf-8")) for path in modules]
    for trial in trials(unchanged):
        if trial.noticed:
            raise SystemExit(f"Without any change of {trial.change.path}, {trial.noticed} fails already.")


def _report(trial: Trial) -> None:
    """Print a change that survived, and one that is noticed in spite of its reason."""
    change, why = trial.change, reason(trial.change)
    if not trial.noticed:
        print(f"survived: {change.name} ({change.place}): {why or 'NOT EXPLAINED'}", flush=True)
    elif why:
        print(f"noticed by {trial.noticed}: {change.name} ({change.place}), which EQUIVALENT says changes nothing", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
