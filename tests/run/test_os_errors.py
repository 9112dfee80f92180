"""Faults: full disks, folders that cannot be written, what is taken away midway, links, kills. What was there stays; a line says why."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import forked
import nbformat
import pytest
import sample
from click.testing import CliRunner
from faults import struck
from faults.kills import kill_all
from faults.step import command
from faults.struck import limit
from faults.worlds import tried

from helpers import paths
from helpers.export import data_files, dictionary
from helpers.run import notebooks
from helpers.run.kernels import server
from helpers.run.report import PRODUCTS
from helpers.stability import snapshot

REGISTER = paths.DATA / "contracts_example.csv"
FULL = "File too large. Raise the limit on the size of a file (ulimit -f)."
LOCKED = "Permission denied. Allow writing there, or name another folder."
GONE = "It was taken away: put it back if it is yours, and run again."
REPORT, BATCH = ("report", "--year", 2020, "--out"), ("batch", "--years", 2020, "--out")
CONTRACTS, SAMPLE = ("contracts", REGISTER, "--year", 2020, "--out"), ("sample", "--rows", 5000, "--out")


def scitech(*arguments: object, status: int = 2) -> str:
    """Run the command here, and return what it says of a failure."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        result = CliRunner().invoke(*command(list(map(str, arguments))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == status, result.output
    return result.stderr


def alone(fault: str, *arguments: object, status: int = 2, **env: object) -> str:
    """Run the command in a process of its own that may write only where modes allow, and return what it says."""
    result = forked.scitech(*arguments, work=partial(struck.strike, fault), by_modes=True, **env)
    assert "Traceback" not in result.stderr
    assert result.returncode == status, result.stderr
    return result.stdout + result.stderr


def content(folder: Path) -> dict[str, object]:
    """Return everything below a folder: files by their bytes, links by where they lead."""
    read = {True: os.readlink, False: lambda path: path.is_file() and path.read_bytes()}
    return {str(path.relative_to(folder)): read[path.is_symlink()](path) for path in folder.rglob("*")}


@pytest.fixture
def at_once(monkeypatch) -> None:
    struck.at_once(monkeypatch.setattr)


@pytest.fixture
def before(monkeypatch) -> Callable[..., None]:
    return partial(struck.before, put=monkeypatch.setattr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an old report, and nothing else."""
    shutil.copytree(paths.REPORTS / "2020", tmp_path / "place" / "out")
    return tmp_path / "place"


@pytest.fixture
def locked() -> Callable[[Path], Path]:
    """Let nobody write into a folder, until the end."""
    paths = []

    def lock(path: Path) -> Path:
        paths.append(path)
        path.chmod(0o555)
        return path

    yield lock
    for path in paths:
        path.chmod(0o755)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("product", "moment"),
    [("report.html", (notebooks, "run")), ("metrics.json", (data_files, "write")), ("metrics.xlsx", (data_files, "write"))],
    ids=["page", "metrics", "workbook"],
)
def test_a_report_that_no_disk_has_room_for_leaves_the_old_one(place, before, product, moment):
    old = content(place)
    before(*moment, partial(limit, (place / "out" / product).stat().st_size - 1))
    assert f"scitech: {place / 'out'}: {FULL}" in scitech(*REPORT, place / "out")
    assert content(place) == old


@pytest.mark.parametrize(
    ("moment", "where"),
    [
        ("summary.Register, 'as_json'", ".scitech-"),
        ("data_files, 'write'", "out: "),
        ("shutil, 'copyfile'", "rejected_rows.csv: "),
    ],
    ids=["counted", "metrics", "rejected"],
)
def test_a_page_on_a_register_that_no_disk_has_room_for_is_not_begun(tmp_path, moment, where):
    needed = "import shutil; from helpers.export import data_files; from helpers.register import summary"
    said = alone(f"{needed}; before({moment}, lambda: limit(10))", *CONTRACTS, tmp_path / "out")
    assert where in said
    assert FULL in said
    assert content(tmp_path) == {}


@pytest.mark.parametrize(("moment", "size"), [("target", 10), ("_fill", 100_000)], ids=["numbers", "file"])
def test_a_sample_that_no_disk_has_room_for_leaves_the_old_one(tmp_path, before, moment, size):
    path = tmp_path / "sample.csv"
    path.write_text("old")
    before(sample, moment, partial(limit, size))
    assert f"scitech: {path}: {FULL}" in scitech(*SAMPLE, path)
    assert content(tmp_path) == {"sample.csv": b"old"}


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    """What is accepted, elsewhere, and other than it would be made now."""
    shutil.copytree(paths.NOTEBOOKS, tmp_path / "notebooks")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path / "notebooks")
    for module, name in ((snapshot, "README"), (dictionary, "PATH"), (snapshot, "ACCEPTED")):
        monkeypatch.setattr(module, name, tmp_path / name)
        (tmp_path / name).write_text(f"{snapshot.START}\nold\n{snapshot.END}\n")
    monkeypatch.setattr(notebooks, "rerun", lambda path: nbformat.v4.new_notebook())
    monkeypatch.setattr(notebooks, "changes", lambda old, new: [])
    monkeypatch.setattr(snapshot, "snapshot", dict)
    return tmp_path


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("moment", "path"),
    [((nbformat, "writes"), "notebooks/00_explore.ipynb"), ((snapshot, "as_json"), "README")],
    ids=["notebook", "README"],
)
def test_outputs_that_no_disk_has_room_for_leave_the_old_ones(kept, before, moment, path):
    old = content(kept)
    before(*moment, partial(limit, 10))
    assert f"scitech: {kept / path}: {FULL}" in scitech("accept")
    changed = {name for name, what in content(kept).items() if old[name] != what}
    assert changed == (set() if "notebooks" in path else {name for name in old if name.endswith(".ipynb")})


@pytest.mark.parametrize(
    ("moment", "where"),
    [
        ("notebooks, 'run'", "Data year, 2020: {0}/2020"),
        ("Manifest, 'add_report'", "{0}/batch.jsonl"),
        ("Manifest, 'write_index'", "{0}/index.html"),
    ],
    ids=["page", "manifest", "index"],
)
def test_a_batch_that_no_disk_has_room_for_is_gone_on_with(tmp_path, moment, where):
    out = tmp_path / "out"
    fault = f"from helpers.run.manifest import Manifest; before({moment}, lambda: limit(10))"
    assert f"scitech: {where.format(out)}: {FULL}" in alone(fault, *BATCH, out)
    assert set(content(out)) <= {"index.html", "batch.jsonl", "2020", *(f"2020/{name}" for name in PRODUCTS)}
    alone("", *BATCH, out, status=0)
    assert 'href="2020/report.html"' in (out / "index.html").read_text()
    assert b"" not in content(out).values()


@pytest.mark.usefixtures("at_once")
def test_without_any_folder_for_temporary_files_it_is_said_which_to_name(tmp_path, monkeypatch, before):
    monkeypatch.setattr(tempfile, "tempdir", None)
    before(tempfile, "gettempdir", partial(limit, 0))
    assert "Free some space, or set TMPDIR to a folder that can be written." in scitech(*REPORT, tmp_path / "out")
    assert content(tmp_path) == {}


@pytest.mark.parametrize(
    ("command", "path", "where"),
    [(REPORT, "out", ".out.new"), (SAMPLE, "new.csv", ".new.csv.new"), (BATCH, "", ".batch.jsonl.new")],
    ids=["report", "sample", "batch"],
)
def test_a_folder_that_cannot_be_written_stays_as_it_is(place, locked, command, path, where):
    old = content(place)
    said = alone("", *command, locked(place) / path)
    assert f"{place / where}" in said
    assert LOCKED in said
    assert content(place) == old


def test_a_report_that_cannot_be_written_stays_as_it_is(place, locked):
    old = content(place)
    assert f"{place / 'out'} cannot be written. Name a new folder" in alone("", *REPORT, locked(place / "out"))
    assert content(place) == old


def test_where_temporary_files_cannot_be_written_others_will_do(tmp_path, locked):
    (tmp_path / "scratch").mkdir()
    alone("", *REPORT, tmp_path / "out", status=0, TMPDIR=locked(tmp_path / "scratch"))
    assert set(content(tmp_path / "out")) == set(PRODUCTS)


def test_outputs_that_cannot_be_stored_stay_as_they_are(tmp_path, locked):
    shutil.copytree(paths.NOTEBOOKS, tmp_path / "notebooks")
    old = content(tmp_path)
    rerun = "notebooks.rerun = lambda path: notebooks.nbformat.read(path, 4)"
    said = alone(f"paths.NOTEBOOKS = paths.Path({str(locked(tmp_path / 'notebooks'))!r}); {rerun}", "accept")
    assert f"{tmp_path / 'notebooks' / '.00_explore.ipynb.part'}: {LOCKED}" in said
    assert content(tmp_path) == old


def test_a_table_that_is_taken_away_midway_fails_the_notebooks(place, before):
    figures = Path(shutil.copytree(paths.DATA, place.parent / "figures"))
    old = content(place)
    before(notebooks, "run", (figures / "sources.csv").unlink)
    said = scitech(*REPORT, place / "out", "--figures", figures, status=1)
    assert "InputError: sources.csv: there is no such file in figures. Add it" in said
    assert content(place) == old


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("taken", [".out.new/new/01_data_loading.html", ".out.new"])
def test_what_is_taken_away_before_it_is_in_place_leaves_the_old_report(place, before, taken):
    old, path = content(place), place / taken
    before(data_files, "write", lambda: shutil.rmtree(path) if path.is_dir() else path.unlink())
    said = scitech(*REPORT, place / "out")
    assert str(place / ".out.new") in said
    assert GONE in said
    assert content(place) == old


@pytest.mark.usefixtures("at_once")
def test_an_old_report_that_is_taken_away_midway_is_made(place, before):
    before(data_files, "write", lambda: shutil.rmtree(place / "out"))
    scitech(*REPORT, place / "out", status=0)
    assert set(content(place)) == {"out", *(f"out/{name}" for name in PRODUCTS)}


@pytest.mark.usefixtures("at_once")
def test_what_comes_into_an_old_report_midway_stays(place, before):
    old = content(place)
    before(data_files, "write", lambda: (place / "out" / "mine.txt").write_text("mine"))
    assert "holds mine.txt, which is not part of a report" in scitech(*REPORT, place / "out")
    assert content(place) == old | {"out/mine.txt": b"mine"}


def test_a_register_that_is_taken_away_midway_is_named(tmp_path):
    register = Path(shutil.copy(REGISTER, tmp_path / "register.csv"))
    fault = f"from helpers.register import summary; before(summary, 'count_rows', paths.Path({str(register)!r}).unlink)"
    said = alone(fault, "contracts", register, "--year", 2020, "--out", tmp_path / "out")
    assert "register.csv: taken away while it was read. Put it back, and run again." in said
    assert content(tmp_path) == {}


@pytest.mark.parametrize("target", ["target", "nowhere"])
@pytest.mark.parametrize("command", [REPORT, CONTRACTS, BATCH, SAMPLE], ids=lambda command: command[0])
def test_a_link_is_not_followed_nor_replaced(tmp_path, command, target):
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "mine.txt").write_text("mine")
    link = tmp_path / ("out.csv" if command is SAMPLE else "out")
    link.symlink_to(tmp_path / target)
    old = content(tmp_path)
    assert f"{link} is a symbolic link" in scitech(*command, link)
    assert content(tmp_path) == old


@pytest.mark.usefixtures("at_once")
def test_a_link_in_an_old_report_is_replaced_and_what_it_leads_to_stays(place):
    mine = place.parent / "mine.html"
    mine.write_text("mine")
    (place / "out" / "report.html").unlink()
    (place / "out" / "report.html").symlink_to(mine)
    scitech(*REPORT, place / "out", status=0)
    assert mine.read_text() == "mine"
    assert not any(path.is_symlink() for path in place.rglob("*"))


def test_a_ledger_that_is_a_link_is_not_written_through(tmp_path):
    (tmp_path / "mine").write_text("")
    (tmp_path / "batch.jsonl").symlink_to(tmp_path / "mine")
    old = content(tmp_path)
    assert f"{tmp_path / 'batch.jsonl'} is a symbolic link" in scitech(*BATCH, tmp_path)
    assert content(tmp_path) == old


@pytest.mark.parametrize("listening", [True, False])
def test_a_server_that_is_left_at_once_leaves_no_kernel(tmp_path, living, listening):
    request = {"argv": ["-f", "none"], "env": dict(os.environ), "folder": str(tmp_path), "megabytes": 4096}
    command, env = [sys.executable, "-P", server.__file__], os.environ | {"MARK": str(tmp_path)}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, env=env, **pipes) as process:
        if not listening:
            process.stdout.close()
        process.stdin.write(f"{json.dumps(request)}\n".encode())
        process.stdin.close()
        assert process.wait(60) == 0
        end = time.monotonic() + 30
        while living(tmp_path) and time.monotonic() < end:
            time.sleep(0.05)
        assert not living(tmp_path)
        assert process.stderr.read() == b""


SCRATCH = """
from helpers.folders import scratch_folder
for _ in range(300):
    with scratch_folder() as made:
        assert made.stat().st_mode & 0o777 == 0o700
"""


def test_runs_that_start_at_once_leave_each_other_s_temporary_files(tmp_path):
    command, env = [sys.executable, "-c", SCRATCH], os.environ | {"TMPDIR": str(tmp_path)}
    runs = [subprocess.Popen(command, env=env, stderr=subprocess.PIPE) for _ in range(3)]
    assert [run.communicate()[1] for run in runs] == [b"", b"", b""]
    assert content(tmp_path) == {}


def test_an_index_that_a_killed_run_left_behind_the_reports_is_written_again(tmp_path):
    (tmp_path / "index.html").write_text("old")
    (tmp_path / "batch.jsonl").write_text('{"name": "index.html"}\n')
    fault = (
        "import os; from helpers.run.manifest import Manifest; before(Manifest, 'write_index', lambda: os.kill(os.getpid(), 9))"
    )
    alone(fault, *BATCH, tmp_path, status=-9)
    assert "1 unchanged" in alone("", *BATCH, tmp_path, status=0)
    assert 'href="2020/report.html"' in (tmp_path / "index.html").read_text()


def test_a_report_that_is_killed_is_the_old_one_or_the_new_one(tmp_path):
    for done, wrong in kill_all(tried("report", tmp_path), times=1, changes=0, draw=random.Random(2020)):
        assert not wrong, done
