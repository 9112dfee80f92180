"""A pytest plugin for nbval: warm kernels, nothing left uncompared: pytest -p helpers.stability.pytest_plugin."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from jupyter_core.utils import ensure_event_loop
from nbval.plugin import IPyNbCell, IPyNbFile

from helpers.run.kernels.client import warm_kernels


def pytest_configure(config: pytest.Config) -> None:
    """Start the server where notebooks may run, to import while tests are collected; raises UsageError for a lax comparison."""
    # No rule that masks a number can be distinguished from one that masks a date.
    for option in ("nbval_sanitize_with", "nbval_lax"):
        if getattr(config.option, option):
            raise pytest.UsageError(f"--{option.replace('_', '-')} would let a wrong output pass: every output is compared.")
    # Of pytest-xdist, the one who gives out tests runs none.
    gives_out = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if config.option.nbval and not config.option.collectonly and not gives_out:
        kernels = warm_kernels()
        kernels.__enter__()
        config.add_cleanup(lambda: kernels.__exit__(None, None, None))


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Have the cells of notebooks called by their place among all cells, as in every command: nbval counts those of code."""
    found = yield
    for notebook in found:
        if isinstance(notebook, IPyNbFile):
            notebook.collect = partial(_numbered, notebook)
    return found


def _numbered(notebook: IPyNbFile) -> Iterator[IPyNbCell]:
    for item in IPyNbFile.collect(notebook):
        place = next(place for place, cell in enumerate(notebook.nb.cells) if cell is item.cell)
        yield IPyNbCell.from_parent(notebook, name=f"Cell {place}", cell_num=place, cell=item.cell, options=item.options)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Start the kernels of all notebooks, one after the other, when the first is run: they start while it runs."""
    if not isinstance(item.parent, IPyNbFile) or "setup" in vars(item.parent):
        return
    # A worker of pytest-xdist runs only some of them.
    if hasattr(item.config, "workerinput"):
        return
    thread = ThreadPoolExecutor(1)
    for notebook in dict.fromkeys(other.parent for other in item.session.items if isinstance(other.parent, IPyNbFile)):
        notebook.setup = thread.submit(notebook.setup).result
    # The loop that Jupyter's client makes for a thread is nobody's to close.
    thread.submit(lambda: ensure_event_loop().close())
    item.config.add_cleanup(thread.shutdown)
