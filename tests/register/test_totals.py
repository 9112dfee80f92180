"""Totals that no word gives away: which rows raise the question, and which never do."""

import pandas as pd
import pytest

from helpers.register.totals import suspects


def rows(*lines: tuple[str, str, str, int]) -> pd.DataFrame:
    """Return rows of id, institution, mode and fen, numbered from 1."""
    return pd.DataFrame(
        [(place, id == "", who, mode, fen) for place, (id, who, mode, fen) in enumerate(lines, 1)],
        columns=["place", "no_id", "institution", "mode", "fen"],
    )


A = [("1", "A", "d", 10), ("2", "A", "s", 20), ("3", "B", "d", 5)]
BY_MODE = [("", "A", "d", 10), ("", "A", "s", 20), ("", "B", "d", 5), ("", "B", "s", 7)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([*A, ("", "全校情况", "d", 35)], [4]),
        ([*A[:2], ("", "A", "d", 30), A[2], ("4", "B", "d", 6), ("", "B", "d", 11)], [3, 6]),
        ([*BY_MODE, ("", "全校情况", "d", 15), ("", "全校情况", "s", 27)], [5, 6]),
    ],
)
def test_a_sum_of_rows_above_without_what_they_have_raises_the_question(lines, found):
    assert list(suspects(rows(*lines))) == found


@pytest.mark.parametrize(
    "lines",
    [
        [("1", "A", "d", 10), ("", "A", "d", 10)],
        [*A, ("4", "C", "d", 35)],
        [*A, ("", "C", "d", 36)],
        [("", "A", "d", 10), ("", "B", "d", 20), ("", "C", "d", 30)],
        [*BY_MODE, ("", "C", "d", 15), ("", "C", "s", 28)],
    ],
)
def test_two_equal_contracts_and_rows_that_lack_nothing_do_not(lines):
    assert list(suspects(rows(*lines))) == []
