"""What tests and notebooks share."""

import pytest

from helpers.warm.client import warm_kernels


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have nbval's kernels forked from one warm server."""
    if any(".ipynb::" in item.nodeid for item in session.items):
        kernels = warm_kernels()
        kernels.__enter__()
        session.config.add_cleanup(lambda: kernels.__exit__(None, None, None))
