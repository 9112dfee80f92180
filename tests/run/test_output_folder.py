"""A report's folder: the old set or the new one, whatever happens, and one run at a time."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from helpers import folders
from helpers.errors import InputError
from helpers.folders import refuse_strangers, scratch_folder, staged

PRODUCTS = ("a.html", "b.json")


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def fill(folder: Path, text: str) -> None:
    for name in PRODUCTS:
        (folder / name).write_text(text)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "report"
    folder.mkdir()
    fill(folder, "old")
    return folder


@pytest.fixture(params=["in one step", "in two"])
def swap(request, monkeypatch) -> None:
    if request.param == "in two":
        monkeypatch.setattr(folders, "_exchanged", lambda one, other: False)


@pytest.mark.usefixtures("swap")
def test_the_new_set_takes_the_place_of_the_old_one_and_leaves_nothing(old):
    with staged(old, PRODUCTS) as staging:
        fill(staging, "new")
        assert set(content(old).values()) == {"old"}
    assert content(old) == dict.fromkeys(PRODUCTS, "new")
    assert [p.name for p in old.parent.iterdir()] == ["report"]


@pytest.mark.usefixtures("swap")
def test_what_fails_leaves_the_old_set(old):
    def fail() -> None:
        with staged(old, PRODUCTS) as staging:
            (staging / "a.html").write_text("new")
            raise KeyboardInterrupt

    pytest.raises(KeyboardInterrupt, fail)
    assert content(old) == dict.fromkeys(PRODUCTS, "old")
    assert [p.name for p in old.parent.iterdir()] == ["report"]


@pytest.mark.parametrize("call", ["mkdir", "open", "flock", "fstat", "gettempdir", "rmtree"])
def test_ctrl_c_while_the_system_is_at_work_leaves_no_folder(tmp_path, monkeypatch, call):
    place = {"mkdir": Path, "flock": fcntl, "gettempdir": tempfile, "rmtree": shutil}.get(call, os)
    at_work = getattr(place, call)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def then_interrupted(*given, **named):
        done = at_work(*given, **named)
        signal.raise_signal(signal.SIGINT)
        return done

    def work() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(place, call, then_interrupted)
            with scratch_folder():
                pass

    pytest.raises(KeyboardInterrupt, work)
    assert not list(tmp_path.iterdir())
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_system_here_swaps_in_one_step(old, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    assert folders._exchanged(old, other)
    assert content(old) == {}
    assert content(other) == dict.fromkeys(PRODUCTS, "old")


def test_a_run_killed_between_two_steps_is_put_right(old):
    left = old.with_name(".report.new")
    left.mkdir()
    old.rename(left / "old")
    with pytest.raises(ZeroDivisionError), staged(old, PRODUCTS):
        raise ZeroDivisionError
    assert content(old) == dict.fromkeys(PRODUCTS, "old")
    assert [p.name for p in old.parent.iterdir()] == ["report"]


def test_what_a_killed_run_left_is_not_taken_over(old):
    left = old.with_name(".report.new")
    (left / "folder").mkdir(parents=True)
    fill(left, "half")
    (left / "link").symlink_to(old)
    with staged(old, PRODUCTS) as staging:
        assert content(staging) == {}
        fill(staging, "new")
    assert content(old) == dict.fromkeys(PRODUCTS, "new")


SECOND = """
import sys
from pathlib import Path
from helpers.folders import staged
with staged(Path(sys.argv[1]), ("a.html", "b.json")):
    pass
"""


def second(folder: Path) -> str:
    return subprocess.run([sys.executable, "-c", SECOND, folder], capture_output=True, text=True).stderr


def test_two_runs_into_one_folder_do_not_mix(tmp_path):
    new = tmp_path / "report"
    with staged(new, PRODUCTS) as staging:
        fill(staging, "new")
        assert f"Another run is writing to {new}. Wait for it to end, or name another folder." in second(new)
    assert content(new) == dict.fromkeys(PRODUCTS, "new")
    with staged(new, PRODUCTS) as staging:
        assert "Another run is writing" in second(new)
        fill(staging, "newer")
    assert content(new) == dict.fromkeys(PRODUCTS, "newer")


RACE = """
import os, sys
from pathlib import Path
from helpers.folders import staged
from helpers.errors import InputError
for turn in range(300):
    try:
        with staged(Path(sys.argv[1]), ("a", "b")) as staging:
            for name in ("a", "b"):
                (staging / name).write_text(f"{os.getpid()} {turn}")
    except InputError:
        pass
"""


def test_runs_that_race_leave_one_whole_set_at_any_time(tmp_path):
    folder = tmp_path / "report"
    with staged(folder, ("a", "b")) as staging:
        fill(staging, "old")
        (staging / "a.html").rename(staging / "a")
        (staging / "b.json").rename(staging / "b")
    racing = [subprocess.Popen([sys.executable, "-c", RACE, folder], stderr=subprocess.PIPE) for _ in range(3)]
    seen = set()
    while any(process.poll() is None for process in racing):
        held = os.open(folder, os.O_RDONLY)
        read = {}
        for name in ("a", "b"):
            try:
                read[name] = Path(f"/proc/self/fd/{held}/{name}").read_text()
            except FileNotFoundError:
                # The set was replaced, and taken away, while it was read.
                read.clear()
                break
        os.close(held)
        assert len(set(read.values())) <= 1
        seen |= set(read.values())
    assert [process.communicate()[1] for process in racing] == [b"", b"", b""]
    assert len({text.split()[0] for text in seen}) > 1
    assert len(set(content(folder).values())) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("kind", ["a link", "a link to nowhere", "a file", "a stranger"])
def test_what_is_no_report_is_refused_and_stays(tmp_path, old, kind):
    out = tmp_path / "out"
    if kind.startswith("a link"):
        out.symlink_to(old if kind == "a link" else tmp_path / "nowhere")
    elif kind == "a file":
        out.write_text("mine")
    else:
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    with pytest.raises(
        InputError, match=r"out (is a symbolic link|is a file|holds mine.txt).*Name a new folder, or an earlier"
    ):
        refuse_strangers(out, PRODUCTS)
    assert content(old) == dict.fromkeys(PRODUCTS, "old")
    assert out.is_symlink() or out.exists()
