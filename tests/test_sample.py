"""The synthetic register: held to the published totals at full size, and to their means and shares at any other."""

from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pytest
import sample
from numpy.random import PCG64, Generator

from helpers.errors import InputError

COLUMNS = ["contract_id", "institution", "institution_type", "province", "date", "mode", "value_yuan", "synthetic"]
BY_YEAR = """
    SELECT year(date), count(*), sum(value_yuan), count(DISTINCT institution),
        count(*) FILTER (mode IN ('transfer', 'licence', 'equity investment')),
        sum(value_yuan) FILTER (mode IN ('transfer', 'licence', 'equity investment'))
    FROM register GROUP BY ALL ORDER BY ALL
"""


def ask(path: Path, query: str) -> list[tuple]:
    with duckdb.connect(config={"threads": 1}) as store:
        store.execute(f"CREATE VIEW register AS FROM '{path}'")
        return store.execute(query).fetchall()


@pytest.fixture(scope="module", autouse=True)
def opened(edition):
    """Open the edition once, not for every sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample, "open_edition", lambda year: edition if year == edition.year else pytest.fail(f"{year}"))
        yield


@pytest.fixture(scope="module")
def full(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("full") / "register.parquet"
    sample.write(path)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("small") / "register.csv"
    sample.write(path, 2000)
    return path


def test_the_full_register_adds_up_to_the_published_totals(full):
    assert ask(full, BY_YEAR) == [
        (2019, 433_000, Decimal("108590000000.00"), 3450, 15_035, pytest.approx(Decimal(15_240_000_000), abs=1000)),
        (2020, 466_882, Decimal("125610000000.00"), 3554, 20_977, pytest.approx(Decimal(20_260_000_000), abs=1000)),
    ]


def test_the_full_register_has_the_published_institutions_above_100_million(full):
    sums = "SELECT sum(value_yuan) AS value FROM register WHERE year(date) = 2020 GROUP BY institution"
    assert ask(full, f"SELECT count(*) FROM ({sums}) WHERE value > 100_000_000") == [(261,)]


def test_the_full_register_grows_as_published_over_all_and_over_those_in_both_years(full):
    query = """
        WITH sums AS (
            SELECT institution, sum(value_yuan) FILTER (year(date) = 2019) AS old, sum(value_yuan) FILTER (year(date) = 2020) AS new
            FROM register GROUP BY institution
        )
        SELECT sum(new) / sum(old) - 1, sum(new) FILTER (old > 0) / sum(old) FILTER (new > 0) - 1 FROM sums
    """
    over_all, matched = ask(full, query)[0]
    assert (round(100 * over_all, 2), round(100 * matched, 1)) == (15.67, 12.6)


def test_the_full_register_has_few_contracts_above_100_million_and_none_below_1000_yuan(full):
    (large, least), *_ = ask(full, "SELECT count(*) FILTER (value_yuan > 100_000_000), min(value_yuan) FROM register")
    assert 1 <= large <= 50
    assert least >= 1000


@pytest.mark.parametrize("register", ["full", "small"])
def test_every_row_is_marked_and_has_its_own_id(register, request):
    path = request.getfixturevalue(register)
    marked = "count(*) FILTER (synthetic = 'yes' AND contract_id LIKE 'SYN-' || year(date) || '-_______')"
    [(rows, *counts)] = ask(path, f"SELECT count(*), {marked}, count(DISTINCT contract_id) FROM register")
    assert counts == [rows, rows]


def test_an_institution_has_one_type_and_one_province(full):
    pairs = "SELECT DISTINCT institution, institution_type, province FROM register"
    [(rows, institutions, provinces)] = ask(
        full, f"SELECT count(*), count(DISTINCT institution), count(DISTINCT province) FROM ({pairs})"
    )
    assert (rows, provinces) == (institutions, 31)


def test_the_columns_have_their_types_and_parquet_says_that_it_is_synthetic(full):
    types = {name: type for name, type, *_ in ask(full, "DESCRIBE register")}
    assert types == dict.fromkeys(COLUMNS, "VARCHAR") | {"date": "DATE", "value_yuan": "DECIMAL(18,2)"}
    assert ask(full, f"SELECT key, value FROM parquet_kv_metadata('{full}')") == [(b"synthetic", b"yes")]


def test_both_years_are_covered_to_the_day(full):
    days = "SELECT year(date), count(DISTINCT date), max(date)::VARCHAR FROM register GROUP BY ALL ORDER BY ALL"
    assert ask(full, days) == [(2019, 365, "2019-12-31"), (2020, 366, "2020-12-31")]


def test_csv_is_plain_text_with_two_decimals(small):
    lines = small.read_bytes().decode("utf-8").split("\n")
    assert lines[0].split(",") == COLUMNS
    assert len(lines) == 2002
    assert lines[-1] == ""
    values = [line.split(",")[6] for line in lines[1:-1]]
    assert all(whole.isdigit() and len(fen) == 2 and fen.isdigit() for whole, fen in (v.split(".") for v in values))


def test_csv_and_parquet_hold_the_same_rows(small, tmp_path):
    sample.write(tmp_path / "register.parquet", 2000)
    text = "SELECT COLUMNS(*)::VARCHAR FROM register"
    assert ask(small, text) == ask(tmp_path / "register.parquet", text)


def test_a_small_register_keeps_the_means_and_shares(small):
    full, share = sample.target(), 2000 / 899_882
    for year, found in zip((full.old, full.new), ask(small, BY_YEAR), strict=True):
        _, contracts, value, institutions, *_ = found
        assert contracts == pytest.approx(year.contracts * share, abs=0.5)
        assert institutions == pytest.approx(year.institutions * share, abs=0.5)
        assert float(value) == pytest.approx(year.fen / year.contracts * contracts / 100, abs=0.01)
    sums = "SELECT sum(value_yuan) AS value FROM register WHERE year(date) = 2020 GROUP BY institution"
    [(large,)] = ask(small, f"SELECT count(*) FROM ({sums}) WHERE value > 100_000_000")
    assert large == pytest.approx(261 * share, abs=0.5)


@pytest.mark.parametrize("rows", [60, 61, 100, 999, 1723, 1724, 2000, 30_000, 3_000_000])
def test_the_books_hold_at_any_size(rows):
    goal = sample.target(rows)
    old, new = sample.books(goal, Generator(PCG64(1)))
    for book, totals in ((old, goal.old), (new, goal.new)):
        assert (book.contracts.sum(), book.fen.sum(), len(book.fen)) == (totals.contracts, totals.fen, totals.institutions)
        assert (book.contracts.sum(1) >= 1).all()
        assert (book.fen >= book.contracts * sample.LEAST).all()
    assert (new.fen.sum(1) > sample.LARGE).sum() == goal.large
    both = [book.fen[np.isin(book.institutions, other.institutions)].sum() for book, other in ((old, new), (new, old))]
    assert both[1] / both[0] == pytest.approx(1.126, abs=0.0005)


def test_contracts_take_all_of_a_cell_and_no_less_than_their_minimum():
    fen, counts = np.array([10**9, 0, 7, 5 * sample.LEAST]), np.array([100, 0, 7, 2])
    values = sample.spread(fen, counts, Generator(PCG64(1)))
    ends = np.cumsum(counts)
    assert [values[end - n : end].sum() for end, n in zip(ends, counts, strict=True)] == fen.tolist()
    assert values[:100].min() >= sample.LEAST
    assert values[100:107].tolist() == [1] * 7


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_same_size_gives_the_same_bytes(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "BLOCK", 3000)
    for name in ("one", "two"):
        sample.write(tmp_path / f"{name}{suffix}", 20_000)
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_blocks_number_their_contracts_on(tmp_path, monkeypatch):
    monkeypatch.setattr(sample, "BLOCK", 3000)
    numbers = [(b["year"][0], b["number"]) for b in sample.blocks(sample.target(20_000))]
    assert len(numbers) > 4
    for year in (2019, 2020):
        joined = np.concatenate([n for y, n in numbers if y == year])
        assert (joined == np.arange(1, len(joined) + 1)).all()


@pytest.mark.parametrize("name", ["register.xlsx", "register", "register.csv.gz"])
def test_another_form_is_refused_and_nothing_written(name, tmp_path):
    with pytest.raises(InputError, match=r"ends in \.csv or \.parquet"):
        sample.write(tmp_path / name, 100)
    assert list(tmp_path.iterdir()) == []


def test_too_few_rows_are_refused_and_nothing_written(tmp_path):
    with pytest.raises(InputError, match="at least 60"):
        sample.write(tmp_path / "register.csv", 59)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_midway_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "register.csv"
    path.write_text("old")
    drawn = sample.blocks

    def failing(goal):
        yield next(drawn(goal))
        raise KeyboardInterrupt

    monkeypatch.setattr(sample, "blocks", failing)
    with pytest.raises(KeyboardInterrupt):
        sample.write(path, 1000)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_has_left_beside_is_no_part_of_the_next(tmp_path):
    (tmp_path / ".r.csv.new").mkdir()
    with duckdb.connect(tmp_path / ".r.csv.new" / "contracts.duckdb") as store:
        store.execute("create table contracts as select 1 as id")
    sample.write(tmp_path / "r.csv", 100)
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 101
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]


def test_an_existing_file_is_replaced_and_a_name_with_quotes_will_do(tmp_path):
    path = tmp_path / "it's a 'register'.csv"
    path.write_text("old")
    sample.write(path, 100)
    assert len(path.read_text().splitlines()) == 101
    assert list(tmp_path.iterdir()) == [path]
