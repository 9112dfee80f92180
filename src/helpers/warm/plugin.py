"""A pytest plugin for nbval: kernels forked from a warm server, and nothing left uncompared: pytest -p helpers.warm.plugin."""

import pytest

from helpers.project import quick_imports
from helpers.warm.client import warm_kernels

with quick_imports():
    # Which nbval imports otherwise, in a second more.
    import nbformat  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    """Start the server where notebooks may run: it imports while tests are collected.

    Raises UsageError where outputs would not be compared as they are: no rule that masks a number can be told from one that
    masks a date.
    """
    for option in ("nbval_sanitize_with", "nbval_lax"):
        if getattr(config.option, option):
            raise pytest.UsageError(f"--{option.replace('_', '-')} would let a wrong output pass: every output is compared.")
    if config.option.nbval and not config.option.collectonly:
        kernels = warm_kernels()
        kernels.__enter__()
        config.add_cleanup(lambda: kernels.__exit__(None, None, None))
