"""A synthetic national register of contracts, drawn to the published totals of two years: make sample OUT=FILE ROWS=1000."""

import errno
import os
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import duckdb
import numpy as np
from numpy.random import PCG64, Generator

from helpers.cli import reported
from helpers.edition import Edition, open_edition
from helpers.errors import InputError
from helpers.folders import beside
from helpers.metrics.definitions import THRESHOLD
from helpers.register.money import FEN

EDITION = 2020
SEED = 2020
FEWEST_ROWS, MOST_ROWS = 60, 10**9
BLOCK = 500_000  # contracts drawn at a time
LARGE = int(THRESHOLD.value) * FEN  # fen: what a large institution exceeds
LEAST = 1_000 * FEN  # fen: no contract is smaller, unless its institution's value does not allow it

# Synthetic: no source prints any of these. Spreads are standard deviations of logarithms.
SHARE_IN_BOTH_YEARS = 0.90  # of the institutions
VALUE_IN_BOTH_YEARS = 0.93  # of the value of the later year
VALUE_OF_LARGE = 0.65  # of the value of the later year
TAIL_OF_LARGE = 1.6  # exponent of the Pareto sizes of large institutions
CONTRACTS_BY_SIZE = 0.8  # exponent: contracts grow more slowly than value
SPREAD_OF_SMALL, SPREAD_OF_GROWTH, SPREAD_OF_COUNT, SPREAD_OF_CONTRACT = 1.5, 0.4, 0.4, 1.9
# Synthetic: percent of the contracts of the three modes, and of those of the three services.
MODES = {"transfer": 72, "licence": 20, "equity investment": 8, "development": 45, "consulting": 20, "service": 35}

_FORMS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet, COMPRESSION zstd, KV_METADATA {synthetic: 'yes'}"}
# The same bytes whatever the machine has; institutions are numbered at random, so type and province are too.
_LIMITS = {"threads": 2, "memory_limit": "400MB"}
_ROWS = f"""
    SELECT format('SYN-{{}}-{{:07d}}', year, number) AS contract_id,
        format('Synthetic institution {{:05d}}', institution) AS institution,
        if(institution % 5 < 2, 'university', 'institute') AS institution_type,
        format('Synthetic province {{:02d}}', 1 + institution % 31) AS province,
        make_date(year, 1, 1) + day AS date,
        {list(MODES)}[mode + 1] AS mode,
        (fen::DECIMAL(16, 0) * 0.01)::DECIMAL(18, 2) AS value_yuan,
        'yes' AS synthetic
    FROM contracts
"""


@dataclass(frozen=True)
class Totals:
    """What a year adds up to: contracts, their fen, institutions, and the contracts and fen of the three modes."""

    year: int
    contracts: int
    fen: int
    institutions: int
    transfers: int
    transfer_fen: int

    def scaled(self, contracts: int, share: float) -> "Totals":
        """Return the totals of so many contracts with the same means, and of a share of the institutions, at least three."""
        sums = (self.fen, self.transfers, self.transfer_fen)
        fen, transfers, transfer_fen = (round(total * contracts / self.contracts) for total in sums)
        return Totals(self.year, contracts, fen, max(3, round(self.institutions * share)), transfers, transfer_fen)


@dataclass(frozen=True)
class Target:
    """Totals of two years, the large institutions of the later one, and the growth in value of those in both (a fraction)."""

    old: Totals
    new: Totals
    large: int
    growth: float


@dataclass(frozen=True)
class Book:
    """A year of institutions by number; contracts and fen of each in two columns, for the three modes and the services."""

    year: int
    institutions: np.ndarray
    contracts: np.ndarray
    fen: np.ndarray


def write(path: Path, rows: int | None = None) -> None:
    """Write a register of so many contracts (none: all that were published) as .csv or .parquet, whole or not at all."""
    if path.suffix not in _FORMS:
        raise InputError(f"{path}: a sample cannot be written in this form. Name a file that ends in {' or '.join(_FORMS)}.")
    goal = target(rows)
    # In a new folder: the one beside may hold what a killed run has left.
    with beside(path) as working, TemporaryDirectory(dir=working) as scratch:
        made = Path(scratch) / path.name
        try:
            # Parquet cannot be appended to: the numbers wait in a database on disk.
            with duckdb.connect(Path(scratch) / "contracts.duckdb", config=_LIMITS) as store:
                _fill(store, goal)
                store.execute(f"COPY ({_ROWS}) TO $1 ({_FORMS[path.suffix]})", [str(made)])
        except duckdb.Error as error:
            raise _of_the_system(error, path) from error
        os.replace(made, path)


def _of_the_system(error: duckdb.Error, path: Path) -> Exception:
    """Return what the engine says of a full disk as the system says it; anything else as it is."""
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES):
        if os.strerror(number) in str(error):
            return OSError(number, os.strerror(number), str(path))
    return error


def _fill(store: duckdb.DuckDBPyConnection, goal: Target) -> None:
    for block in blocks(goal):
        store.register("block", block)
        store.execute("CREATE TABLE IF NOT EXISTS contracts AS FROM block LIMIT 0; INSERT INTO contracts FROM block")


def target(rows: int | None = None) -> Target:
    """Return what a register of so many contracts adds up to, scaled from the published totals.

    >>> target().new.contracts, target(1000).new.contracts
    (466882, 519)
    """
    edition = open_edition(EDITION)
    old, new = (_published(edition, year) for year in (EDITION - 1, EDITION))
    full = old.contracts + new.contracts
    rows = full if rows is None else rows
    if rows < FEWEST_ROWS:
        raise InputError(f"A sample of {rows} rows is too small to hold both years. Ask for at least {FEWEST_ROWS}.")
    if rows > MOST_ROWS:
        raise InputError(f"A sample of {rows} rows is too large. Ask for at most {MOST_ROWS:,}.")
    later, share = round(new.contracts * rows / full), rows / full
    large = round(edition.figure("institutions_over_100m_6modes").interval.value * share)
    growth = edition.metric("growth_rate_matched").interval.value
    return Target(old.scaled(rows - later, share), new.scaled(later, share), large, growth)


def blocks(goal: Target) -> Iterator[dict[str, np.ndarray]]:
    """Draw the contracts as columns of numbers, some at a time and whole institutions together; value in fen."""
    random = Generator(PCG64(SEED))
    for book in books(goal, random):
        number = 1
        for part in np.array_split(np.arange(len(book.fen)), 1 + book.contracts.sum() // BLOCK):
            block = _contracts(book, part, random)
            yield block | {"number": np.arange(number, number := number + len(block["fen"]))}


def books(goal: Target, random: Generator) -> tuple[Book, Book]:
    """Draw the institutions of both years with their contracts and fen: those in both years, those that left or entered."""
    both = int(SHARE_IN_BOTH_YEARS * min(goal.old.institutions, goal.new.institutions))
    kept = round(VALUE_IN_BOTH_YEARS * goal.new.fen)
    excess = round(VALUE_OF_LARGE * goal.new.fen) - LARGE * goal.large
    large = LARGE + whole(random.pareto(TAIL_OF_LARGE, goal.large), excess, LEAST)
    after = np.concatenate([large, _small(both - len(large), kept - large.sum(), random)])
    before = whole(after * random.lognormal(0, SPREAD_OF_GROWTH, both), round(kept / (1 + goal.growth)), LEAST)
    left = _small(goal.old.institutions - both, goal.old.fen - before.sum(), random)
    entered = _small(goal.new.institutions - both, goal.new.fen - kept, random)
    numbers = 1 + random.permutation(both + len(left) + len(entered))
    first, last = numbers[: both + len(left)], np.roll(numbers, -both - len(left))[: both + len(entered)]
    old = _book(goal.old, first, np.concatenate([before, left]), random)
    return old, _book(goal.new, last, np.concatenate([entered, after]), random)


def whole(weights: np.ndarray, total: int, least: int = 0) -> np.ndarray:
    """Share a total by weights in whole numbers, none below `least`.

    >>> whole(np.array([1.0, 1.0, 1.0]), 11, 1).tolist()
    [4, 3, 4]
    """
    ends = np.cumsum(weights)
    cuts = np.rint(ends / ends[-1:] * (total - least * len(weights)))
    return least + np.diff(cuts, prepend=0).astype(np.int64)


def within(limits: np.ndarray, odds: np.ndarray, total: int) -> np.ndarray:
    """Share a total in parts that grow with the odds, each below its limit.

    >>> within(np.array([10.0, 10.0]), np.array([1.0, 4.0]), 10).round(2).tolist()
    [3.33, 6.67]
    """
    low, high = 1e-9, 1e9
    for _ in range(80):
        middle = (low * high) ** 0.5
        parts = limits * (middle * odds / (1 + middle * odds))
        low, high = (middle, high) if parts.sum() < total else (low, middle)
    return parts


def spread(fen: np.ndarray, counts: np.ndarray, random: Generator) -> np.ndarray:
    """Share the fen of each cell among the number of its contracts, whose values are lognormal."""
    cell, ends = np.repeat(np.arange(len(counts)), counts), np.cumsum(counts)
    least = np.minimum(LEAST, fen // np.maximum(counts, 1))
    running = np.append(0, np.cumsum(random.lognormal(0, SPREAD_OF_CONTRACT, len(cell))))
    start = running[ends - counts]
    shares = (running[1:] - start[cell]) / (running[ends] - start)[cell]
    cuts = np.append(0, np.rint(shares * (fen - least * counts)[cell]))
    before = cuts[:-1].copy()
    # A cell begins at zero, wherever the one before it ended.
    before[(ends - counts)[counts > 0]] = 0
    return least[cell] + (cuts[1:] - before).astype(np.int64)


def _published(edition: Edition, year: int) -> Totals:
    names = ("contracts_6modes", "value_6modes", "reporting_institutions", "contracts_3modes", "value_3modes")
    contracts, value, institutions, transfers, transfer_value = (
        round(edition.figure(name, year).interval.value) for name in names
    )
    return Totals(year, contracts, FEN * value, institutions, transfers, FEN * transfer_value)


def _small(count: int, total: int, random: Generator) -> np.ndarray:
    odds = random.lognormal(0, SPREAD_OF_SMALL, count)
    return whole(within(np.full(count, LARGE), odds, total), total, LEAST)


def _book(totals: Totals, numbers: np.ndarray, fen: np.ndarray, random: Generator) -> Book:
    """Give each institution its contracts, and part these and its fen into the three modes and the services."""
    order = np.argsort(numbers)
    numbers, fen = numbers[order], fen[order]
    sizes = fen**CONTRACTS_BY_SIZE * random.lognormal(0, SPREAD_OF_COUNT, len(fen))
    contracts = whole(sizes, totals.contracts, 1)
    transfers = random.multivariate_hypergeometric(contracts, totals.transfers, method="marginals")
    services, least = contracts - transfers, np.minimum(LEAST, fen // contracts)
    # An institution without services has all its value in the three modes.
    moved = np.rint(within(fen, transfers / np.maximum(services, 1e-9), totals.transfer_fen)).astype(np.int64)
    moved = moved.clip(transfers * least, fen - services * least)
    return Book(totals.year, numbers, np.stack([transfers, services], 1), np.stack([moved, fen - moved], 1))


def _contracts(book: Book, part: np.ndarray, random: Generator) -> dict[str, np.ndarray]:
    fen, counts = book.fen[part].ravel(), book.contracts[part].ravel()
    cell = np.repeat(np.arange(len(counts)), counts)
    # Cells are by turns of the three modes and of the services.
    percent = 100 * (cell % 2) + random.integers(0, 100, len(cell))
    return {
        "year": np.full(len(cell), book.year),
        "institution": book.institutions[part][cell // 2],
        "day": random.integers(0, 365 + isleap(book.year), len(cell), np.int32),
        "mode": np.searchsorted(np.cumsum(list(MODES.values())), percent, "right"),
        "fen": spread(fen, counts, random),
    }


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write: .csv or .parquet.")
@click.option("--rows", type=int, help="Contracts to make up; by default as many as in 2019 and 2020.")
def app(out: Path, rows: int | None) -> None:
    """Make up a national register of contracts, calibrated to the published totals and marked synthetic."""
    with reported():
        write(out, rows)
        click.echo(f"{out}: synthetic, no contract of any institution")


if __name__ == "__main__":
    app()
