"""Run the command with a fault that strikes just before a function is called."""

import resource
from collections.abc import Callable, Iterable

from faults.step import run
from helpers import paths
from helpers.run import notebooks
from helpers.run.kernels.client import Server


def before(owner: object, name: str, fault: Callable[[], object], put: Callable = setattr) -> None:
    """Have something happen just before a function of a module or class is called."""
    function = getattr(owner, name)
    put(owner, name, lambda *given, **named: (fault(), function(*given, **named))[1])


def limit(size: int) -> None:
    """Let no file grow beyond a size: writing fails midway, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


class _NoServer:
    def stop(self) -> None:
        """Do nothing: no kernel was started."""


def at_once(put: Callable = setattr) -> None:
    """Have no notebook run, where only files matter: each is as stored."""
    put(notebooks, "run", _stored)
    put(Server, "current", _NoServer())


def _stored(names: Iterable[str], *_: object) -> list[notebooks.NotebookNode]:
    return [notebooks.nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4) for name in names]


def strike(fault: str, arguments: list[str]) -> None:
    """Run the command without notebooks after a fault, in Python, was put into it."""
    at_once()
    exec(fault, globals())
    run(arguments)
