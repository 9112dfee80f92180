"""What was reached on the labelled articles to work with is kept; the others are only measured."""

from pathlib import Path

import pytest
from measuring import compared


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        ("work", {"agrees": (0.93, 0.88), "differs": (0.93, 0.88)}),
        ("second/work", {"agrees": (0.95, 0.9), "differs": (0.9, 0.72)}),
        ("third/work", {"agrees": (0.97, 0.77), "differs": (0.83, 0.72)}),
        ("fourth/work", {"agrees": (0.99, 0.93), "differs": (0.84, 0.81)}),
    ],
)
def test_precision_and_recall_stay_as_high_as_they_were(folder, least, record):
    pairs = compared(Path(__file__).parent / folder, record)
    for verdict, (precision, recall) in least.items():
        found = [one for one in pairs if one.found == verdict]
        right = sum(one.wanted == verdict for one in found)
        wanted = sum(one.wanted == verdict for one in pairs)
        assert right >= precision * len(found) and right >= recall * wanted, verdict
