"""Run the command with a fault, in Python, that strikes just before a function is called: python struck.py FAULT ARGUMENT..."""

import resource
import sys
from collections.abc import Callable, Iterable

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


if __name__ == "__main__":
    from step import run

    at_once()
    exec(sys.argv[1])
    run(sys.argv[2:])
