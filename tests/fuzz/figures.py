"""Folders of tables, spoilt: refused with the place, or read with every number as it stands."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import strategies as st

from fuzz.texts import NUMBERS, ODD
from helpers import paths
from helpers.display import explanations, sentences
from helpers.display.findings import finding_text
from helpers.display.text import bounds_of, number_of
from helpers.edition import Edition, edition_of
from helpers.errors import InputError
from helpers.figures.load import Tables, load
from helpers.figures.observations import READINGS
from helpers.figures.rules import check
from helpers.metrics.values import SHARES

TABLES = ("published_figures", "indicators", "sources", "exchange_rates", "precisions", "scopes", "other_series")
PRECISIONS = ("exact", "rounded", "more_than", "nearly", "at_most", "about")
FOLDERS = (Path(__file__).parents[1] / "fixtures" / "tables-pass", paths.DATA)
ENDS = ("\n", "\r\n", "\r")
FREE = ("printed", "note", "label", "title", "publisher", "url", "licence")
PAIR = ("value", "printed")
STRAY = (b"\xff", b"\x80", b"\xe4\xb8", b"\0", b"\r", b"\n", b'"', b"\xef\xbb\xbf")
Rows = list[list[str]]


@dataclass(frozen=True)
class Spoil:
    """One thing done to a table; places are counted round, so that each is somewhere."""

    what: str
    table: str
    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Case:
    """A folder, what is done to it, and how its tables are written."""

    folder: Path
    spoils: tuple[Spoil, ...]
    end: str
    mark: bool
    quoting: int


def _cell(rows: Rows, spoil: Spoil) -> None:
    row = rows[spoil.row % len(rows)]
    if row:
        row[spoil.column % len(row)] = spoil.text


def _copied(rows: Rows, spoil: Spoil) -> None:
    """Write into a cell what another row has in that column."""
    row, other = rows[spoil.row % len(rows)], rows[(spoil.row // len(rows)) % len(rows)]
    column = spoil.column % len(row) if row else 0
    # A value goes with what is printed, or it is refused.
    both = [rows[0].index(name) for name in PAIR] if set(PAIR) <= set(rows[0]) else []
    for place in both if column in both else [column]:
        if place < min(len(row), len(other)):
            row[place] = other[place]


def _figure(rows: Rows, spoil: Spoil) -> None:
    """Write another value, also as what is printed, with its precision and step."""
    places = {name: place for place, name in enumerate(rows[0])}
    row = rows[spoil.row % len(rows)]
    if {*PAIR, "precision", "rounded_to"} <= set(places) and len(row) == len(rows[0]):
        row[places["value"]], row[places["precision"]], row[places["rounded_to"]] = spoil.text.split("|")
        row[places["printed"]] = row[places["value"]]


def _worded(rows: Rows, spoil: Spoil) -> None:
    """Write into a cell that takes any text."""
    places = [place for place, name in enumerate(rows[0]) if name in FREE]
    row = rows[spoil.row % len(rows)]
    if row is not rows[0] and places and max(places) < len(row):
        row[places[spoil.column % len(places)]] = spoil.text


def _doubled(rows: Rows, spoil: Spoil) -> None:
    rows.insert(spoil.column % len(rows), list(rows[spoil.row % len(rows)]))


def _dropped(rows: Rows, spoil: Spoil) -> None:
    del rows[spoil.row % len(rows)]
    rows or rows.append([])


def _moved(rows: Rows, spoil: Spoil) -> None:
    rows.insert(spoil.column % len(rows), rows.pop(spoil.row % len(rows)))


def _blank(rows: Rows, spoil: Spoil) -> None:
    rows.insert(spoil.row % (len(rows) + 1), [])


def _ragged(rows: Rows, spoil: Spoil) -> None:
    row = rows[spoil.row % len(rows)]
    row[spoil.column % (len(row) + 1) :] = [] if spoil.text else ["more", ""]


def _column_dropped(rows: Rows, spoil: Spoil) -> None:
    for row in filter(None, rows):
        del row[spoil.column % len(row)]


def _column_doubled(rows: Rows, spoil: Spoil) -> None:
    for row in filter(None, rows):
        row.append(row[spoil.column % len(row)])


def _column_moved(rows: Rows, spoil: Spoil) -> None:
    for row in filter(None, rows):
        row.insert(spoil.row % len(row), row.pop(spoil.column % len(row)))


def _renamed(rows: Rows, spoil: Spoil) -> None:
    _cell(rows[:1], spoil)


def _truncated(content: bytes, spoil: Spoil) -> bytes:
    return content[: spoil.row % (len(content) + 1)]


def _invalid(content: bytes, spoil: Spoil) -> bytes:
    place = spoil.row % (len(content) + 1)
    return content[:place] + STRAY[spoil.column % len(STRAY)] + content[place:]


def _other_encoding(content: bytes, spoil: Spoil) -> bytes:
    return content.decode("utf-8", "replace").encode(("utf-16", "gb18030", "utf-8-sig")[spoil.column % 3])


ON_ROWS: dict[str, Callable[[Rows, Spoil], None]] = {
    "cell": _cell, "copied": _copied, "figure": _figure, "worded": _worded, "doubled": _doubled, "dropped": _dropped,
    "moved": _moved, "blank": _blank, "ragged": _ragged, "column dropped": _column_dropped, "column doubled": _column_doubled,
    "column moved": _column_moved, "renamed": _renamed,
}  # fmt: skip
ON_BYTES: dict[str, Callable[[bytes, Spoil], bytes]] = {
    "truncated": _truncated, "invalid": _invalid, "other encoding": _other_encoding,
}  # fmt: skip
PLAUSIBLE = ("copied", "figure", "figure", "figure", "worded", "worded", "dropped", "moved", "column moved")
PLACES = st.integers(0, 20_000)
FIGURES = st.builds(
    lambda digits, power, precision: f"{digits}{'0' * power}|{precision}|{10**power if precision == 'rounded' else ''}",
    st.integers(0, 10**4) | st.decimals(0, 1000, places=2),
    st.integers(0, 9),
    st.sampled_from(PRECISIONS),
) | st.sampled_from(NUMBERS).map("{}|exact|".format)


@st.composite
def _spoils(draw, whats: tuple[str, ...]) -> Spoil:
    what = draw(st.sampled_from(whats))
    table = TABLES[0] if what == "figure" else draw(st.sampled_from((TABLES[0], *TABLES)))
    return Spoil(what, table, draw(PLACES), draw(PLACES), draw(FIGURES if what == "figure" else ODD))


CASES = st.builds(
    Case,
    st.sampled_from(FOLDERS),
    st.one_of(
        st.lists(_spoils(PLAUSIBLE), max_size=3),
        st.lists(_spoils((*PLAUSIBLE, *ON_ROWS, *ON_BYTES, "missing")), min_size=1, max_size=4),
    ).map(tuple),
    st.sampled_from(ENDS),
    st.booleans(),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)


def hold(case: Case) -> bool:
    """Refuse the tables of a case with the place, or read what they say and nothing else; return whether they were read."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(case, folder)
        try:
            tables = check(load(folder))
        except InputError as error:
            assert_names_places(str(error))
            return False
        for table in TABLES:
            path = folder / f"{table}.csv"
            # A folder without some tables takes the project's own.
            _assert_as_written(getattr(tables, table), path if path.exists() else paths.DATA / path.name)
    for edition in _editions(tables):
        _assert_figures_stay(edition, tables)
        assert_tells(edition)
    return True


def _write(case: Case, folder: Path) -> None:
    for table in TABLES:
        spoils = [spoil for spoil in case.spoils if spoil.table == table]
        rows = list(csv.reader(io.StringIO((case.folder / f"{table}.csv").read_text(encoding="utf-8"), newline="")))
        for spoil in (one for one in spoils if one.what in ON_ROWS):
            ON_ROWS[spoil.what](rows, spoil)
        text = io.StringIO()
        csv.writer(text, lineterminator=case.end, quoting=case.quoting).writerows(rows)
        content = text.getvalue().encode("utf-8-sig" if case.mark else "utf-8")
        for spoil in (one for one in spoils if one.what in ON_BYTES):
            content = ON_BYTES[spoil.what](content, spoil)
        if "missing" not in {spoil.what for spoil in spoils}:
            (folder / f"{table}.csv").write_bytes(content)


def assert_names_places(message: str) -> None:
    assert re.match(rf"({'|'.join(TABLES)})\.csv(, row \d+)?(, column .*?)?: ", message, re.DOTALL), message[:300]


def _assert_as_written(frame: pd.DataFrame, path: Path) -> None:
    """Compare a table with what another reader makes of its file."""
    other = pd.read_csv(path, header=None, dtype=str, keep_default_na=False, skip_blank_lines=False, encoding="utf-8-sig")
    assert [list(frame.columns), *frame.to_numpy().tolist()] == other.to_numpy().tolist()
    assert list(frame.index) == list(range(2, len(other) + 1))


def _editions(tables: Tables) -> Iterator[Edition]:
    for year in sorted({int(year) for year in tables.published_figures["year"]}):
        for reading in READINGS:
            try:
                yield edition_of(tables, year, reading)
            except InputError as error:
                assert re.match(rf"No source used here prints a figure for {year}\.|The press reading covers ", str(error)), (
                    error
                )


def _assert_figures_stay(edition: Edition, tables: Tables) -> None:
    written = tables.published_figures
    assert sorted(edition.frame.index) == list(written.index)
    for row, value in edition.frame["value"].items():
        assert value == float(written.loc[row, "value"])
    for group in edition.observations.values():
        for one in group:
            assert (one.interval.value, one.printed) == (float(written.loc[one.row, "value"]), written.loc[one.row, "printed"])


def assert_tells(edition: Edition) -> None:
    """See that each metric is what its function makes of the figures, and that everything shown leads to how it was made."""
    for made in edition.metric_values:
        value = made.recipe.function(*(argument.interval.value for argument in made.arguments))
        # A part may be printed as more than its whole within rounding: its share is the whole.
        assert made.interval.value == (min(value, 1.0) if made.recipe.function in SHARES else value)
        assert math.isfinite(made.interval.value)
        assert str(number_of(made)) and bounds_of(made) and made.sources
        for argument in made.arguments:
            printed = argument.observation
            assert printed is None or argument.interval.value == edition.frame.loc[printed.row, "value"]
    shown = [finding_text(finding) for finding in edition.findings] + [write(edition) for write in sentences.SENTENCES.values()]
    assert not [one for one in shown if not one.parts or re.search(r"\b(nan|inf|None)\b", str(one))]
    explanations.entries(edition, *shown)
