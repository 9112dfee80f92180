import pytest

from helpers.articles.record import open_record


@pytest.fixture(scope="session")
def record():
    return open_record()
