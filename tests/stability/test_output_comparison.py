"""What nbval does not notice, one notebook a case: each is distinguished from one that is as it was, by name."""

import subprocess
import sys

import nbformat
import pytest
from conftest import FIXTURES

from helpers import paths
from helpers.errors import NotebookError
from helpers.run import notebooks
from helpers.run.kernels.client import warm_kernels
from helpers.stability.output_comparison import differences, typed_figures, unproven

PATHS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
SAMPLES = FIXTURES / "notebooks"
FAILS = {
    "png-of-other-data": "cell 0, output 0: image/png differs",
    "png-not-stored": "cell 0, output 0: image/png is made, but not stored",
    "png-of-other-size": "cell 0, output 0: image/png differs",
    "alternative-text": "cell 0, output 0: metadata differs",
    "svg": "cell 0, output 0: image/svg+xml differs",
    "stderr": "cell 0, output 0: text differs",
    "stderr-appears": "cell 0, output 1: output_type is made, but not stored",
    "html": "cell 0, output 0: text/html differs",
    "markdown-output": "cell 0, output 0: text/markdown differs",
    "latex-output": "cell 0, output 0: text/latex differs",
    "json-output": "cell 0, output 0: application/json differs",
    "markdown-cell": "cell 0 has a typed figure: 15.80",
    "attachment": "cell 0 has an attachment, which no run makes",
    "output-hidden": "cell 1 has metadata that may hide it: jupyter",
    "value-before-its-update": "cell 0, output 0: text/plain differs",
    "display-updated-by-a-later-cell": "cell 0, output 0: text/plain differs",
    "stdout-and-html-swapped": "cell 0, output 0: output_type differs",
    "stdout-and-stderr-swapped": "cell 0, output 0: name differs",
    "two-outputs-swapped": "cell 0, output 0: text/plain differs",
    "output-not-stored": "no cell has an output",
    "outputs-removed": "no cell has an output",
    "outputs-stripped": "cell 0 was never run",
    "cell-never-run": "cell 1 was never run",
    "count-empty": "cell 0 was never run",
    "run-out-of-order": "cells were not run in order, each once",
    "result-stored-as-display": "cell 0, output 0: output_type differs",
    "traceback": "cell 0, output 0: traceback differs",
    "exception-message": "cell 0, output 0: evalue differs",
    "stops-raising": "cell 0, output 0: ename is stored, but not made",
    "below-the-digits-shown": "cell 0, output 0: text/csv differs",
    "rows-not-shown": "cell 0 shows a table without its values",
    "wrong-output": "cell 0, output 0: text/plain differs",
    "mistyped-tag": "cell 0, output 0: text/plain differs",
    "exempt-cell": "cell 0 is exempt from comparison",
    "cells-moved": "cells were added, taken out or moved since the outputs were accepted",
    "cell-taken-out": "cells were added, taken out or moved since the outputs were accepted",
    "kernel-dies": "kernel-dies-fail.ipynb, cell 0: Kernel died",
    "failing-cell": "cell 2: ZeroDivisionError",
}
PASSES = ("proven", "display-updated", "display-updated-by-a-later-cell", "cleared-output")


@pytest.fixture(scope="module", autouse=True)
def warm():
    with warm_kernels():
        yield


def found(name: str) -> list[str]:
    """Everything that is held against a notebook; code of these samples may have figures."""
    path = SAMPLES / f"{name}.ipynb"
    stored = nbformat.read(path, as_version=4)
    texts = {f"cell {place} " for place, cell in enumerate(stored.cells) if cell.cell_type == "markdown"}
    typed = [figure for figure in typed_figures(stored) if figure.startswith(tuple(texts))]
    without_run = [*unproven(stored), *typed]
    try:
        return [*without_run, *differences(stored, notebooks.rerun(path))]
    except NotebookError as error:
        return [*without_run, str(error)]


@pytest.mark.parametrize("name", FAILS)
def test_what_changed_is_named(name):
    assert any(FAILS[name] in one for one in found(f"{name}-fail"))


@pytest.mark.parametrize("name", PASSES)
def test_a_notebook_as_it_was_passes(name):
    assert found(f"{name}-pass") == []


def test_every_sample_is_tried():
    assert {path.stem for path in SAMPLES.glob("*.ipynb")} == {f"{n}-fail" for n in FAILS} | {f"{n}-pass" for n in PASSES}


def test_no_notebook_of_the_project_stands_where_none_is_compared():
    assert {path for path in paths.NOTEBOOKS.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts} == set(PATHS)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_notebook_of_the_project_is_as_it_was(path):
    stored = nbformat.read(path, as_version=4)
    assert [*unproven(stored), *typed_figures(stored)] == []
    assert list(differences(stored, notebooks.rerun(path))) == []


@pytest.mark.parametrize("option", ["--nbval-sanitize-with=rules.ini", "--nbval-lax"])
def test_a_run_that_would_compare_less_is_refused(tmp_path, option):
    (tmp_path / "rules.ini").write_text("[all]\nregexp: .+\nreplace: x\n")
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "helpers.stability.pytest_plugin",
        "--nbval",
        option,
        SAMPLES / "wrong-output-fail.ipynb",
    ]
    answer = subprocess.run([*run, "-c", "/dev/null", "--rootdir", tmp_path], cwd=tmp_path, capture_output=True, text=True)
    assert answer.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{option.partition('=')[0]} would let a wrong output pass" in answer.stderr
