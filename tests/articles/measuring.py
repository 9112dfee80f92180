"""Measure the checking of articles on the labelled set: python measuring.py [--errors]; totals of each folder, single errors of those to work with."""

import csv
import html
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from helpers.articles.check import check_article, open_record
from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR, UNKNOWN
from helpers.articles.reading import read_article

HERE = Path(__file__).parent
# How far from the label before a label is looked for, where a page is not read as it is written.
_AHEAD = 500
ABOUT = (AGREES, DIFFERS, DISPUTED, UNCLEAR)


@dataclass(frozen=True)
class Compared:
    """A label beside what was found at its place; the verdict of nothing found is "no claim"."""

    file: str
    text: str
    wanted: str
    kind: str
    found: str
    found_kind: str
    within: str


def compared(folder: Path, record) -> list[Compared]:
    """Return every label of a folder beside the claim found at its place; claims without a label stand beside "no claim"."""
    pairs = []
    for table in sorted(folder.glob("*.csv")):
        article = next(path for path in folder.glob(f"{table.stem}.*") if path.suffix != ".csv")
        text = read_article(article)
        claims, place = check_article(text, record), 0
        left = list(claims)
        rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
        for row, following in zip_longest(rows, rows[1:]):
            start, end = located(text, row, place, following)
            place = max(place, start + 1) if end > start else place
            claim = next((one for one in claims if start < end and one.start < end and start < one.end), None)
            left = [one for one in left if one is not claim]
            found = (claim.verdict, claim.kind) if claim else ("no claim" if end > start else "label not found", "")
            pairs.append(Compared(table.stem, row["text"], row["verdict"], row["explanation"], *found, row["note"]))
        pairs += [Compared(table.stem, one.text, "no claim", "", one.verdict, one.kind, "no label") for one in left]
    return pairs


def located(text: str, label: dict[str, str], place: int, following: dict[str, str] | None) -> tuple[int, int]:
    """Return where a label stands in the text that is checked, between those beside it; nowhere is an empty place."""
    start, end = first(text, label, place)
    after, _ = first(text, following, place) if following else (end, end)
    return (start, end) if start <= after or after == place else (place, place)


def first(text: str, label: dict[str, str], place: int) -> tuple[int, int]:
    """Return where a label stands first after a place; nowhere is an empty place."""
    space = r"[\s\xa0]+"
    words = space.join(re.escape(word) for word in html.unescape(label["text"]).split())
    edge = r"(?<!\d)(?<!\d[.,])" if label["text"][0].isdigit() else ""
    end = r"(?!\d|[.,]\d)" if label["text"][-1].isdigit() else ""
    bounded = re.compile(f"{edge}{words}{end}")
    found = bounded.search(text, place, place + _AHEAD)
    return found.span() if found else (place, place)


def ratio(part: int, whole: int) -> str:
    """Return a share in per cent, with its parts."""
    return f"{part / whole:7.1%} ({part} of {whole})" if whole else "      - (0 of 0)"


def report(name: str, pairs: list[Compared]) -> None:
    """Print totals."""
    wanted, found = Counter(one.wanted for one in pairs), Counter(one.found for one in pairs)
    right = Counter(one.wanted for one in pairs if one.wanted == one.found)
    about = [one for one in pairs if one.wanted in ABOUT]
    lost = found["label not found"]
    print(
        f"{name}: {len(about)} claims about the record, {wanted[UNKNOWN]} not in it, {wanted['no claim']} no claims, {lost} labels not found"
    )
    for verdict in ABOUT:
        print(
            f"  {verdict:9} precision {ratio(right[verdict], found[verdict])}, recall {ratio(right[verdict], wanted[verdict])}"
        )
    differs = [one for one in pairs if one.wanted == one.found == DIFFERS]
    explained = sum(one.kind == one.found_kind for one in differs)
    print(f"  explanation right {ratio(explained, len(differs))}")
    print(f"  found unclear     {ratio(sum(one.found == UNCLEAR for one in about), len(about))}")
    others = [one for one in pairs if one.wanted not in ABOUT]
    print(f"  others forced     {ratio(sum(one.found in ABOUT for one in others), len(others))}")
    none = [one for one in pairs if one.wanted == "no claim"]
    print(f"  no claim, marked  {ratio(sum(one.found == UNKNOWN for one in none), len(none))}")


def main(arguments: list[str]) -> None:
    """Measure each folder of articles, in each language and together."""
    record = open_record()
    for half in ("work", "measure", "second/work", "second/measure", "third/work"):
        pairs = compared(HERE / half, record)
        for language in ("en", "zh"):
            report(f"{half}, {language}", [one for one in pairs if one.file.startswith(language)])
        report(half, pairs)
        if half.endswith("work") and "--errors" in arguments:
            for one in pairs:
                is_right = one.wanted == one.found and (one.wanted != DIFFERS or one.kind == one.found_kind)
                if not is_right and {one.wanted, one.found} - {"no claim", UNKNOWN}:
                    print(
                        f"    {one.file} {one.text}: {one.wanted} {one.kind}, found {one.found} {one.found_kind} ({one.within})"
                    )


if __name__ == "__main__":
    main(sys.argv[1:])
