"""Notebooks: run with parameters, side by side, checked for outputs that were never made, and stored again with new outputs."""

import asyncio
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import project

CELL_SECONDS = 300
_MARKUP = re.compile(r"<[^>]+>|\]\(#[^)]*\)|[\[\\*]")


class NotebookError(RuntimeError):
    """A notebook that failed: which one, in which cell, and with what."""


def run(names: Iterable[str], parameters: dict[str, object], folder: Path) -> list[NotebookNode]:
    """Execute notebooks side by side, each in a process of its own, and return them with their outputs.

    Raises NotebookError that names notebook and cell.
    """
    from nbclient.util import run_sync

    notebooks = {name: _injected(name, parameters) for name in names}

    async def side_by_side() -> None:
        await asyncio.gather(*(_execute(name, notebook, folder) for name, notebook in notebooks.items()))

    # Unlike asyncio's own, this runner serves a caller that is in a loop itself.
    run_sync(side_by_side)()
    return list(notebooks.values())


@contextmanager
def warm_kernels() -> Iterator[None]:
    """Have kernels forked from one server that imports the libraries meanwhile; where that is not to be had, say so."""
    from jupyter_client.provisioning import KernelProvisionerFactory

    from helpers.warm.provisioner import NAME, Server, WarmProvisioner

    if not hasattr(os, "fork"):
        print("No process can be forked here: every notebook starts its own, which takes longer.", file=sys.stderr)
        yield
        return
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name, WarmProvisioner.server
    server = Server()
    factory.default_provisioner_name, WarmProvisioner.server = NAME, server
    try:
        yield
    finally:
        factory.default_provisioner_name, WarmProvisioner.server = before
        server.stop()


def _injected(name: str, parameters: dict[str, object]) -> NotebookNode:
    """Return a notebook with a cell after its parameters, or before all where it has none, that sets them."""
    notebook = nbformat.read(project.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    place = next((n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])), -1)
    cell = nbformat.v4.new_code_cell(source, id="injected-parameters", metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(place + 1, cell)
    return notebook


async def _execute(name: str, notebook: NotebookNode, folder: Path) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError

    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=CELL_SECONDS, resources=where, record_timing=False, config=_quiet())
    try:
        await client.async_execute()
    except (CellExecutionError, CellControlSignal, RuntimeError) as error:
        told = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error).splitlines()[0]
        place = max(
            (n for n, cell in enumerate(notebook.cells) if cell.get("execution_count") or cell.get("outputs")), default=0
        )
        raise NotebookError(f"{name}.ipynb, cell {place}: {told}") from None


def rerun(path: Path) -> NotebookNode:
    """Execute a notebook as it stands and return it, without what differs from machine to machine."""
    from nbclient.util import run_sync

    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    run_sync(_execute)(path.stem, notebook, path.parent)
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
