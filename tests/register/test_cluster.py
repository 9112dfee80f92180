"""Counting on the workers of a real Dask scheduler: the same digits as DuckDB's, even where a worker dies midway."""

import contextlib
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
import sample
from registers import HEADER, as_csv, messy, register, rows_read, saved

from helpers.errors import InputError
from helpers.register import count as counting
from helpers.register import engine as engines
from helpers.register import ingest as intake
from helpers.register.count import Counted
from helpers.register.engine import Cluster, Engine, connected

distributed = pytest.importorskip("distributed")
ORDER = ["institution", "year", "mode", "single"]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[distributed.LocalCluster]:
    """A scheduler with two worker processes, ended with the tests."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as local:
        yield local


@pytest.fixture
def in_few_parts(scheduler, monkeypatch) -> Iterator[None]:
    """Have rows meet in three parts: of a small register almost all of the usual ones are empty, and each takes its time."""
    usual = engines._PARTS
    monkeypatch.setattr(engines, "_PARTS", 3)
    with distributed.Client(scheduler.scheduler_address) as client:
        client.run(setattr, engines, "_PARTS", 3)
        yield
        client.run(setattr, engines, "_PARTS", usual)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory) -> list[Path]:
    """A synthetic register of 20,000 rows, and a file in which some of them stand again, as they are or changed."""
    folder = tmp_path_factory.mktemp("sample")
    sample.write(folder / "register.csv", 20_000)
    head, *rows = (folder / "register.csv").read_text(encoding="utf-8").splitlines()
    changed = [row.replace("development", "service") for row in rows[1000:1040]]
    register(folder, *rows[:300:7], *changed, "SYN,too short", rows[50].replace("SYN-", "NEW-"), header=head, name="again.csv")
    return [folder / "register.csv", folder / "again.csv"]


def counted(files: list[Path], address: str = "", step=lambda name: None) -> Counted:
    """Count on DuckDB, or on the workers of a scheduler."""
    with TemporaryDirectory() as scratch:
        engine = Cluster(Path(scratch), address) if address else Engine(connected(Path(scratch)))
        try:
            return counting.count_rows(intake.sources(files, Path(scratch)), engine, 100_000_000, step)
        finally:
            engine.close()


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def assert_same(one: Counted, two: Counted) -> None:
    groups = (made.groups.sort_values(ORDER, ignore_index=True) for made in (one, two))
    pd.testing.assert_frame_equal(*groups)
    pd.testing.assert_frame_equal(one.rejected, two.rejected)


def split(folder: Path) -> list[Path]:
    """The messy register in two files of one name."""
    table, _ = messy()
    for name in ("a", "b"):
        (folder / name).mkdir()
    return [saved(folder / name, as_csv([table[0], *rows])) for name, rows in (("a", table[1:90]), ("b", table[90:]))]


@pytest.mark.usefixtures("in_few_parts")
def test_workers_count_as_duckdb_does(scheduler, tmp_path):
    """Of two files of one name, lines of both kinds, a row that cannot be read, and a file without rows beside those."""
    files = split(tmp_path)
    files.append(register(tmp_path, name="empty.csv"))
    files.append(saved(tmp_path, f"{HEADER}\n1,A,,2020,transfer,100,\r\ntoo,short\n2,A,,2020,other,100,\n", "lines.csv"))
    assert_same(counted(files), counted(files, scheduler.scheduler_address))


@pytest.mark.usefixtures("in_few_parts")
@pytest.mark.parametrize("rows", [[], ["too,short"]], ids=["a header alone", "no row that can be read"])
def test_workers_count_nothing_as_duckdb_does(scheduler, tmp_path, rows):
    files = [register(tmp_path, *rows)]
    assert_same(counted(files), counted(files, scheduler.scheduler_address))


def test_workers_count_a_large_register_as_duckdb_does(scheduler, sampled):
    one, two = counted(sampled), counted(sampled, scheduler.scheduler_address)
    assert set(one.rejected["reason"]) == {"repeated", "conflicting id", "too few cells"}
    assert rows_read(one) == 20_000 + 43 + 40 + 2
    assert_same(one, two)


@pytest.mark.usefixtures("in_few_parts")
def test_text_found_to_be_gb18030_on_the_way_is_counted_alike(scheduler, tmp_path):
    rows = [f"{n},Institution,,2020-01-01,transfer,100," for n in range(30_000)]
    path = saved(tmp_path, "\n".join([HEADER, *rows, "30000,示例大学,,2020,技术转让,100,"]).encode("gb18030"), "0.csv")
    assert_same(counted([path]), counted([path], scheduler.scheduler_address))


def test_a_worker_killed_midway_changes_nothing(scheduler, sampled, tmp_path):
    sample.write(tmp_path / "large.parquet", 150_000)
    files, address, at_work = [*sampled, tmp_path / "large.parquet"], scheduler.scheduler_address, threading.Event()

    def step(name: str) -> None:
        if name == "Looking for rows that stand twice":
            at_work.set()

    with distributed.Client(address) as client, ThreadPoolExecutor(1) as thread:
        workers = client.run(os.getpid)
        counting_on = thread.submit(counted, files, address, step)
        wait_until(lambda: at_work.is_set() or counting_on.done())
        # The worker that is killed keeps something that the count needs.
        wait_until(lambda: any(client.has_what().values()) or counting_on.done())
        assert not counting_on.done(), "the count ended before a worker was killed"
        keeping = max(client.has_what().items(), key=lambda kept: len(kept[1]))[0]
        os.kill(workers[keeping], signal.SIGKILL)
        assert not counting_on.done(), "the count ended before a worker was killed"
        found = counting_on.result(120)
        client.wait_for_workers(2, timeout=60)
        assert workers[keeping] not in client.run(os.getpid).values()
    assert_same(counted(files), found)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tls://127.0.0.1:1", "nonsense"])
def test_an_address_where_no_scheduler_answers_is_refused_soon(tmp_path, address):
    start = time.monotonic()
    with pytest.raises(InputError, match=f"No scheduler answers at {address}: .*Start one with dask scheduler"):
        Cluster(tmp_path, address)
    assert time.monotonic() - start < 20


def test_an_address_that_is_none_leaves_no_half_made_client(tmp_path):
    """The collector would close one at any moment, and where that is while another client starts, neither goes on."""
    gc.collect()
    with contextlib.suppress(InputError):
        Cluster(tmp_path, "nonsense")
    assert not [one for one in gc.get_objects() if type(one) is distributed.Client and one.status != "closed"]


@pytest.mark.usefixtures("in_few_parts")
def test_the_scheduler_goes_on_after_a_count(scheduler, tmp_path):
    counted([register(tmp_path, "1,A,,2020,transfer,100,")], scheduler.scheduler_address)
    assert len(scheduler.scheduler_info["workers"]) == 2
