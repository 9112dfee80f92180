"""Statistics on the commercialisation of research in China, recomputed, bounded and traced to their sources.

Start with `open_edition(2020)`: it returns the figures of a data year; `show`, `charts`, `narrative` and `explain` tell them.
"""

from importlib import import_module

_HOME = {"Edition": "edition", "open_edition": "edition", "MissingFigure": "errors", "InputError": "errors"}

__all__ = ["Edition", "MissingFigure", "InputError", "open_edition"]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: the command's help need not wait for pandas."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
