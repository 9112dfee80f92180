"""Notebooks: run with parameters, side by side, and stored again with new outputs."""

import ast
import asyncio
import atexit
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import paths
from helpers.errors import NotebookError, named
from helpers.folders import scratch_folder, undisturbed
from helpers.run.kernels.client import ended, environment, limit

INJECTED = "injected-parameters"
_REASONS = {
    "Kernel died": ": it was killed, ended itself or took more memory than there is",
    "A cell timed out": " SCITECH_CELL_SECONDS sets how long a cell may take.",
    "MemoryError": " (SCITECH_KERNEL_MEMORY sets how many megabytes a kernel may take)",
}
# After so many seconds at most, whoever waits for notebooks is seen to have given up.
_SECONDS_TO_STOP = 0.05


def run(names: Iterable[str], parameters: dict[str, object], folder: Path) -> list[NotebookNode]:
    """Execute notebooks side by side, each in its own process, and return them; raises NotebookError that names the cell."""
    notebooks = {name: _injected(name, parameters) for name in names}
    _executed(notebooks, folder)
    return list(notebooks.values())


def run_here(name: str, parameters: dict[str, object]) -> tuple[NotebookNode, dict[str, object]]:
    """Execute a notebook of displays in this process, which waits for no kernel; return it, and what its cells named."""
    from IPython.core.formatters import DisplayFormatter

    notebook, named_by, formatter = _injected(name, parameters), {}, DisplayFormatter()
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        *before, last = ast.parse(cell.source).body
        shown = isinstance(last, ast.Expr)
        exec(compile(ast.Module(before if shown else [*before, last], []), name, "exec"), named_by)
        if shown:
            data, metadata = formatter.format(eval(compile(ast.Expression(last.value), name, "eval"), named_by))
            cell.outputs = [nbformat.v4.new_output("execute_result", data, metadata=metadata)]
    return notebook, named_by


def _injected(name: str, parameters: dict[str, object]) -> NotebookNode:
    """Return a notebook with a cell after its parameters, or before all where it has none, that sets them."""
    notebook = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    place = next((n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])), -1)
    cell = nbformat.v4.new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    notebook.cells.insert(place + 1, cell)
    return notebook


def _executed(notebooks: dict[str, NotebookNode], folder: Path) -> None:
    """Execute notebooks side by side; whatever ends this ends their kernels."""
    stop = threading.Event()
    # In a thread: Ctrl-C reaches the main one alone, where it would break a loop that is being made, and nbclient take it.
    with scratch_folder() as beside, named(beside), ThreadPoolExecutor(1) as thread:
        try:
            # Nobody would wait for the end of a thread whose start was interrupted.
            with undisturbed():
                executing = thread.submit(lambda: asyncio.run(_side_by_side(notebooks, folder, beside, stop)))
            for executed in ended([executing]):
                executed.result()
        finally:
            stop.set()


async def _side_by_side(notebooks: dict[str, NotebookNode], folder: Path, beside: Path, stop: threading.Event) -> None:
    # What nbclient leaves behind of notebooks that are stopped would be written to the terminal.
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    tasks = [asyncio.create_task(_execute(beside / name, notebook, folder)) for name, notebook in notebooks.items()]
    try:
        running = set(tasks)
        while running and not stop.is_set():
            ended, running = await asyncio.wait(running, timeout=_SECONDS_TO_STOP, return_when=asyncio.FIRST_EXCEPTION)
            for task in ended:
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _execute(connected: Path, notebook: NotebookNode, folder: Path) -> None:
    """Execute a notebook in a folder; the file that tells how its kernel is reached goes beside `connected`."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError

    where = {"metadata": {"path": str(folder)}}
    taking = {"timeout": limit("SCITECH_CELL_SECONDS"), "shutdown_kernel": "immediate"}
    client = NotebookClient(notebook, resources=where, record_timing=False, config=_connection(connected), **taking)
    try:
        # A kernel that is killed may leave something where it has its scratch.
        await client.async_execute(env=environment() | {"TMPDIR": str(connected.parent)})
    except (CellExecutionError, CellControlSignal, RuntimeError) as error:
        message = f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError) else str(error).splitlines()[0]
        # The cell that sets the parameters is not counted: it stands in no notebook.
        stored = [cell for cell in notebook.cells if cell.id != INJECTED]
        begun = [n for n, cell in enumerate(stored) if cell.get("execution_count") or cell.get("outputs")]
        reason = next((why for start, why in _REASONS.items() if message.startswith(start)), "")
        raise NotebookError(f"{connected.name}.ipynb, cell {max(begun, default=0)}: {message}{reason}") from error
    finally:
        # A kernel whose start was interrupted nbclient leaves to the end of this process.
        atexit.unregister(client._cleanup_kernel)
        if client.km:
            await client._async_cleanup_kernel()


def rerun(path: Path) -> NotebookNode:
    """Execute a notebook as it stands and return it, without what differs from machine to machine."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    _executed({path.stem: notebook}, path.parent)
    notebook.metadata.language_info = {"name": "python"}
    notebook.metadata.accepted = [cell.id for cell in notebook.cells]
    return notebook


def changes(old: NotebookNode, new: NotebookNode) -> Iterator[str]:
    """Yield the lines of output that differ, cell by cell, as a reader sees them."""
    for place, (before, after) in enumerate(zip(old.cells, new.cells, strict=True)):
        yield from (f"cell {place}: {line}" for line in paths.differences(_words(before), _words(after)))


def _connection(connected: Path):
    """Return how Jupyter's client is to reach a kernel."""
    from traitlets.config import Config

    client = "helpers.run.kernels.provisioner.ReadyClient"
    asked = {"connection_file": f"{connected}.json", "transport_encryption": "required", "client_class": client}
    return Config({"KernelManager": asked})


def _words(cell: NotebookNode) -> list[str]:
    shown = []
    for output in cell.get("outputs", []):
        shown += (output.get("data", {}).get("text/plain", "") or output.get("text", "")).splitlines()
    return shown
