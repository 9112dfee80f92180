"""Notebooks: run with parameters, checked for outputs that were never made, and stored again with new outputs."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import project

CELL_SECONDS = 300
_MARKUP = re.compile(r"<[^>]+>|\]\(#[^)]*\)|[\[\\*]")


class NotebookError(RuntimeError):
    """A notebook that failed: which one, in which cell, and with what."""


def run(name: str, parameters: dict[str, object], folder: Path) -> NotebookNode:
    """Execute a notebook with papermill, in a process and folder of its own, and return it with its outputs.

    Raises NotebookError.
    """
    # Imported here: seconds that a refused parameter need not wait for.
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        return papermill.execute_notebook(
            project.NOTEBOOKS / f"{name}.ipynb",
            folder / f"{name}.ipynb",
            parameters,
            progress_bar=False,
            cwd=folder,
            execution_timeout=CELL_SECONDS,
            config=_quiet(),
        )
    except PapermillExecutionError as error:
        raise NotebookError(f"{name}.ipynb, cell {error.cell_index}: {error.ename}: {error.evalue}") from None


def rerun(path: Path) -> NotebookNode:
    """Execute a notebook as it stands and return it, without what differs from machine to machine."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    where = {"metadata": {"path": str(path.parent)}}
    try:
        NotebookClient(notebook, timeout=CELL_SECONDS, resources=where, record_timing=False, config=_quiet()).execute()
    except CellExecutionError as error:
        raise NotebookError(f"{path.name}: {error.ename}: {error.evalue}") from None
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def store(notebook: NotebookNode, path: Path) -> None:
    """Replace a notebook in one step."""
    project.replace(path, nbformat.writes(notebook) + "\n")


def changes(old: NotebookNode, new: NotebookNode) -> Iterator[str]:
    """Yield the lines of output that differ, cell by cell, as a reader sees them."""
    for place, (before, after) in enumerate(zip(old.cells, new.cells, strict=True)):
        yield from (f"cell {place}: {line}" for line in project.differences(_words(before), _words(after)))


def unproven(notebook: NotebookNode) -> list[str]:
    """Return why the stored outputs of a notebook prove nothing: cells never run, run out of order, or without any output.

    >>> unproven(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))
    ['cell 0 was never run', 'no cell has an output']
    """
    code = [(place, cell) for place, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    reasons = [f"cell {place} was never run" for place, cell in code if cell.execution_count is None]
    counts = [cell.execution_count for _, cell in code]
    if not reasons and counts != list(range(1, len(code) + 1)):
        reasons.append("cells were not run in order, each once")
    if not any(cell.outputs for _, cell in code):
        reasons.append("no cell has an output")
    return reasons


def _quiet():
    """Ask for an encrypted channel to the kernel: without it the kernel warns on every start."""
    from traitlets.config import Config

    return Config({"KernelManager": {"transport_encryption": "required"}})


def _words(cell: NotebookNode) -> list[str]:
    shown = []
    for output in cell.get("outputs", []):
        data = output.get("data", {"text/plain": output.get("text", "")})
        kinds = ("text/markdown", "text/plain", "text/html")
        text = next((data[kind] for kind in kinds if data.get(kind) and "IPython.core" not in data[kind]), "")
        shown += _MARKUP.sub("", text).splitlines()
    return shown
