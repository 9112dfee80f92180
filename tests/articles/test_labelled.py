"""The half of the labelled set that serves to work with keeps what was reached; the other half is only measured."""

from pathlib import Path

from measuring import compared


def test_work_half(record):
    pairs = compared(Path(__file__).parent / "work", record)
    found = {verdict: [one for one in pairs if one.found == verdict] for verdict in ("agrees", "differs")}
    for verdict, ones in found.items():
        right = sum(one.wanted == verdict for one in ones)
        wanted = sum(one.wanted == verdict for one in pairs)
        assert right >= 0.93 * len(ones) and right >= 0.88 * wanted, verdict
