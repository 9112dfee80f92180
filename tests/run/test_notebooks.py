"""The notebooks read like articles, and their stored outputs prove something."""

import ast
import os
import re
import subprocess
import sys

import nbformat
import pytest
from conftest import FIXTURES
from nbformat import NotebookNode
from papermill import inspect_notebook

from helpers import paths
from helpers.errors import NotebookError
from helpers.parameters import ArticleParameters, Parameters, RegisterParameters
from helpers.run import articles, notebooks
from helpers.run.contracts import NOTEBOOK
from helpers.run.report import PAGES
from helpers.stability.output_comparison import unproven

PATHS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(params=PATHS, ids=lambda p: p.stem)
def notebook(request) -> NotebookNode:
    return nbformat.read(request.param, as_version=4)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


# The way round in Python, which no report shows.
EXPLORE = "00_explore"


def test_every_notebook_but_the_way_round_has_its_page():
    assert [p.stem for p in PATHS] == [EXPLORE, *PAGES, NOTEBOOK, articles.NOTEBOOK]


def test_the_way_round_takes_ten_cells_at_most():
    assert len(code(nbformat.read(paths.NOTEBOOKS / f"{EXPLORE}.ipynb", as_version=4))) <= 10


STRICT = {"proven-pass": {"PASSED"}, "wrong-output-fail": {"FAILED"}, "outputs-removed-fail": {"PASSED", "FAILED"}}


@pytest.fixture(scope="module")
def strict(tmp_path_factory) -> str:
    """What nbval alone says of a few notebooks, cell by cell."""
    folder = tmp_path_factory.mktemp("strict")
    samples = [FIXTURES / "notebooks" / f"{name}.ipynb" for name in STRICT]
    result = ["-q", "-rA", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", samples[0].parent]
    run = [sys.executable, "-m", "pytest", "--nbval", *result, *samples]
    return subprocess.run(run, capture_output=True, text=True, cwd=folder).stdout


@pytest.mark.parametrize("name", STRICT)
def test_strict_nbval_compares_outputs(name, strict):
    assert set(re.findall(rf"^([A-Z]+) .*{name}\.ipynb::", strict, re.MULTILINE)) == STRICT[name], strict


def test_cells_are_short_and_define_nothing(notebook):
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= 12
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda}


def test_prose_outweighs_code(notebook):
    words = sum(len(cell.source.split()) for cell in notebook.cells if cell.cell_type == "markdown")
    assert words >= 6 * sum(len(cell.source.splitlines()) for cell in code(notebook))


def test_the_title_is_a_question_and_findings_come_first(notebook):
    assert notebook.cells[0].source.splitlines()[0].endswith("?")
    assert notebook.metadata.kernelspec.name == "python3"
    heads = [line for cell in notebook.cells for line in cell.source.splitlines() if line.startswith("## ")]
    assert heads[0] in ("## Findings", "## What should a reader take away?")


MODELS = {NOTEBOOK: RegisterParameters, articles.NOTEBOOK: ArticleParameters}


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_parameters_are_typed_literals_with_help(path):
    (cell,) = [c for c in code(nbformat.read(path, as_version=4)) if "parameters" in c.metadata.get("tags", [])]
    for node in ast.parse(cell.source).body:
        ast.literal_eval(node.value)
    found, model = inspect_notebook(path), MODELS.get(path.stem, Parameters)
    tried = {"assumed_figure", "assumed_value"} if path.stem == EXPLORE else set()
    assert set(found) == set(model.model_fields) | tried
    assert all(one["help"] and one["inferred_type_name"] in ("int", "float", "str", "list", "bool") for one in found.values())


# A kernel's shell without the project: with what it shows of a cell that fails.
BARE = """
import sys
from IPython.core.interactiveshell import InteractiveShell
sys.modules["helpers"] = None
InteractiveShell.instance(colors="nocolor").run_cell(sys.argv[1])
"""


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_a_kernel_without_the_package_says_in_one_line_which_to_choose(path, tmp_path):
    cell = code(nbformat.read(path, as_version=4))[1]
    settings = os.environ | {"IPYTHONDIR": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", BARE, cell.source], capture_output=True, text=True, env=settings)
    assert result.stdout == "This kernel lacks the project: choose the one of .venv, as README says under In pandas.\n"
    assert result.stderr == ""


def test_a_notebook_runs_with_parameters_from_any_folder(tmp_path):
    (made,) = notebooks.run(["03_narrative"], {"year": 2023}, tmp_path)
    text = "".join(str(cell.get("outputs")) for cell in made.cells)
    assert "205.44 billion yuan" in text


def test_what_changes_is_shown_in_the_words_of_the_output():
    old = nbformat.v4.new_notebook(cells=[_shown("Value grew by 15.67 %.")])
    new = nbformat.v4.new_notebook(cells=[_shown("Value grew by 15.80 %.")])
    assert list(notebooks.changes(old, new)) == ["cell 0: Value grew by 15.67 %. → Value grew by 15.80 %."]
    assert list(notebooks.changes(old, old)) == []


def _shown(text: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(
        "x", outputs=[nbformat.v4.new_output("display_data", {"text/plain": text, "text/markdown": f"*{text}*"})]
    )


def test_a_cell_has_one_number_in_every_command(tmp_path, monkeypatch):
    parameters = nbformat.v4.new_code_cell("year = 2020", metadata={"tags": ["parameters"]})
    cells = [nbformat.v4.new_markdown_cell("# Why?"), parameters, nbformat.v4.new_markdown_cell("Thus:"), _shown("2")]
    cells[-1].source = "1 / 0"
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    nbformat.write(notebook, tmp_path / "four.ipynb")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    with pytest.raises(NotebookError, match=r"^four\.ipynb, cell 3: ZeroDivisionError"):
        notebooks.run(["four"], {"year": 2020}, tmp_path)
    other = nbformat.v4.new_notebook(cells=[*cells[:3], _shown("3")])
    assert list(notebooks.changes(nbformat.v4.new_notebook(cells=[*cells[:3], _shown("2")]), other)) == ["cell 3: 2 → 3"]
    assert any(reason.startswith("cell 3 was never run") for reason in unproven(notebook))
    options = [
        "-q",
        "-rA",
        "-p",
        "no:cacheprovider",
        "-p",
        "helpers.stability.pytest_plugin",
        "-c",
        "/dev/null",
        "--rootdir",
        tmp_path,
    ]
    run = [sys.executable, "-m", "pytest", "--nbval", *options, tmp_path / "four.ipynb"]
    result = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, check=False).stdout
    assert re.findall(r"^(PASSED|FAILED) four\.ipynb::(Cell \d)", result, re.MULTILINE) == [
        ("PASSED", "Cell 1"),
        ("FAILED", "Cell 3"),
    ]
    assert "Cell 3: " in result
