"""A pytest plugin that has nbval's kernels forked from a warm server: pytest -p helpers.warm.plugin --nbval notebooks."""

import pytest

from helpers.project import quick_imports
from helpers.warm.client import warm_kernels

with quick_imports():
    # Which nbval imports otherwise, in a second more.
    import nbformat  # noqa: F401


def pytest_configure(config: pytest.Config) -> None:
    """Start the server where notebooks may run: it imports while tests are collected."""
    if config.option.nbval and not config.option.collectonly:
        kernels = warm_kernels()
        kernels.__enter__()
        config.add_cleanup(lambda: kernels.__exit__(None, None, None))
