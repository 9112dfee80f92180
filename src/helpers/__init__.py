"""Statistics on the commercialisation of research in China, recomputed, bounded and traced to their sources.

Start with `open_edition(2020)`: it returns the figures of a data year, which `helpers.display` puts into words;
`open_register([...], 2020)` returns a register of contracts beside them.

>>> import helpers
>>> dir(helpers)
['Edition', 'InputError', 'MissingFigure', 'UnknownNameError', 'open_edition', 'open_register']
"""

from importlib import import_module

_HOME = {
    "Edition": "edition",
    "InputError": "errors",
    "MissingFigure": "errors",
    "UnknownNameError": "errors",
    "open_edition": "edition",
    "open_register": "register.comparison",
}
# Names of earlier versions, and where what they named is now.
_NOW = {
    "Gap": "helpers.MissingFigure",
    "narrative": "helpers.display.sentences",
    "show": "helpers.display.tables",
    "explain": "helpers.display.explanations",
    "charts": "helpers.display.charts",
}

__all__ = ["Edition", "InputError", "MissingFigure", "UnknownNameError", "open_edition", "open_register"]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: the command's help need not wait for pandas."""
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    if name in _NOW:
        raise ImportError(f"helpers.{name} has a new name: {_NOW[name]}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
