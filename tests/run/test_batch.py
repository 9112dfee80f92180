"""A batch, as a user meets it: the same bytes as alone, nothing made twice, what fails named in a line."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from forked import scitech

from helpers import paths
from helpers.cli import app
from helpers.run import manifest
from helpers.run.batch import Task

COMMITTED = paths.REPORTS / "2020"
SCITECH = Path(sys.executable).with_name("scitech")
# One of six rows has no value.
ALLOWED = ("--allow-rejected", "1")
REGISTER = """contract id,institution,date,mode,value (yuan)
1,../A/B 大学,2019-03-01,licence,120000
2,../A/B 大学,2020-03-01,licence,150000
3,../A/B 大学,2020-04-01,transfer,250000
4,"Institute, ""C"" <script>",2020-05-01,development,350000
5,"Institute, ""C"" <script>",2020-06-01,development,450000
6,D,2020-06-01,development,no value
"""


def counts(answer: subprocess.CompletedProcess) -> tuple[int, ...]:
    return tuple(map(int, re.match(r"(\d+) made, (\d+) unchanged, (\d+) failed: ", answer.stdout).groups()))


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("register") / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def batch(tmp_path_factory, register) -> tuple[Path, subprocess.CompletedProcess]:
    """A batch with a home, a time zone and a locale of its own."""
    home = tmp_path_factory.mktemp("home")
    out = home / "out"
    wanted = ["--contracts", register, "--by", "institution", "--jobs", 2, "--out", out, *ALLOWED]
    command = [SCITECH, "batch", "--years", "2019,2020,1999", *map(str, wanted)]
    env = os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "HOME": str(home)}
    return out, subprocess.run(command, capture_output=True, text=True, timeout=300, env=env, check=False)


@pytest.fixture
def again(batch, tmp_path) -> Path:
    """A copy of the batch, to go on with."""
    return Path(shutil.copytree(batch[0], tmp_path / "out"))


def test_what_fails_is_told_in_a_line_while_the_others_are_made(batch):
    out, answer = batch
    assert counts(answer) == (7, 0, 2)
    lines = answer.stderr.splitlines()
    assert len(lines) == 2
    assert "scitech: Data year, 1999: No source used here prints a figure for 1999" in answer.stderr
    assert "scitech: Register, 1999: The register has no row of 1999" in answer.stderr
    assert answer.returncode == 2
    assert {path.name for path in out.iterdir() if path.is_dir()} == {
        "2019", "2020", "2019-own", "2020-own", "2019-own-A-B-大学-5f5a74f5", "2020-own-A-B-大学-5f5a74f5",
        "2020-own-Institute-C-script-a113fcb1",
    }  # fmt: skip


def test_nothing_else_is_left_behind(batch):
    out, _ = batch
    assert {path.name for path in out.iterdir() if not path.is_dir()} == {"index.html", "batch.jsonl"}
    assert not list(out.rglob(".*"))


def test_the_bytes_are_those_of_a_report_made_alone(batch):
    assert content(batch[0] / "2020") == content(COMMITTED)


def test_the_bytes_are_those_of_a_page_on_the_register_made_alone(batch, register, tmp_path):
    for folder, institution in (("2020-own", []), (Task(2020, True, "../A/B 大学").folder, ["--institution", "../A/B 大学"])):
        wanted = ["contracts", register, "--year", 2020, *institution, *ALLOWED, "--out", tmp_path / folder]
        answer = CliRunner().invoke(app, list(map(str, wanted)))
        assert answer.exit_code == 0, answer.stderr
        assert content(batch[0] / folder) == content(tmp_path / folder)


def test_the_index_leads_to_every_report_and_names_what_failed(batch):
    out, _ = batch
    html = (out / "index.html").read_text(encoding="utf-8")
    links = [unquote(address) for address in re.findall(r'href="([^"#]+)"', html)]
    assert {out / link for link in links} == {path for path in out.rglob("*") if path.is_file() and path.parent != out}
    assert "No source used here prints a figure for 1999" in html
    assert "Institute, &quot;C&quot; &lt;script&gt;</a>" in html
    assert "<script" not in html


def test_an_unchanged_batch_is_not_made_again_whatever_the_dates(batch, again, register):
    before = content(again)
    for path in [*again.rglob("*"), *paths.DATA.iterdir()]:
        os.utime(path)
    wanted = ["--contracts", register, "--by", "institution", "--out", again, *ALLOWED]
    answer = scitech("batch", "--years", "2019 2020", *wanted, PATH="")
    assert counts(answer) == (0, 7, 0)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert content(again) == before


def test_what_was_damaged_or_is_gone_is_made_again_and_nothing_else(batch, again):
    before = content(again)
    (again / "2019" / "metrics.csv").write_text("damaged")
    (again / "2020" / "report.html").unlink()
    (again / "index.html").unlink()
    kept = (again / "2019-own" / "contracts.html").stat().st_ino
    answer = scitech("batch", "--years", "2019,2020", "--out", again)
    assert counts(answer) == (2, 0, 0)
    after = content(again)
    assert {name for name in before if before[name] != after[name]} == {"index.html", "batch.jsonl"}
    assert b"1999" not in after["index.html"]
    assert (again / "2019-own" / "contracts.html").stat().st_ino == kept


def test_another_register_makes_its_pages_again_but_not_the_year_s(again, tmp_path):
    changed = tmp_path / "register.csv"
    changed.write_text(REGISTER.replace("450000", "450001"), encoding="utf-8")
    answer = scitech("batch", "--years", "2020", "--contracts", changed, "--out", again, *ALLOWED)
    assert counts(answer) == (1, 1, 0)


def test_a_line_that_a_killed_run_did_not_end_is_not_taken_for_one(again):
    manifest = again / "batch.jsonl"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text + '{"name": "2020", "key": "', encoding="utf-8")
    assert counts(scitech("batch", "--years", "2019,2020", "--out", again)) == (0, 2, 0)
    assert manifest.read_text(encoding="utf-8") == text


def test_a_run_that_was_stopped_is_gone_on_with(tmp_path, living):
    out, years = tmp_path / "out", "2019,2020,2022,2023"
    command = [SCITECH, "batch", "--years", years, "--jobs", "1", "--out", out]
    env = os.environ | {"MARK": str(tmp_path)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 120
    # The third report is begun before the second is written down, but after the first was.
    while not (out / ".2022.new").exists() and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode not in (0, 2)
    assert b"Traceback" not in stderr
    assert not living(tmp_path)
    assert {path.name for path in out.iterdir()} == {"batch.jsonl", "2019", "2020"}
    made = [json.loads(line)["name"] for line in (out / "batch.jsonl").read_text(encoding="utf-8").splitlines()]
    assert made in (["2019"], ["2019", "2020"])
    assert counts(scitech("batch", "--years", years, "--out", out)) == (4 - len(made), len(made), 0)
    assert content(out / "2020") == content(COMMITTED)


def test_the_choices_go_through_a_batch(tmp_path):
    rows = ["1,A,2020,transfer,1,x", "2,A,2020,licence,2,x", ",Province,2020,service,3,"]
    (tmp_path / "register.csv").write_text("\n".join(["id,institution,year,mode,value,counted as", *rows]), encoding="utf-8")
    wanted = ["--contracts", tmp_path / "register.csv", "--out", tmp_path / "out"]
    answer = scitech("batch", "--years", 2020, *wanted)
    assert (answer.returncode, 'unit = "万元"' in answer.stderr) == (2, True)
    choices = ["--unit", "万元", "--ignore", "counted as", "--internal", "--threshold", 20_000]
    answer = scitech("batch", "--years", 2020, *wanted, *choices)
    assert (answer.returncode, 'totals = "contracts"' in answer.stderr) == (2, True)
    kept = tmp_path / "columns.toml"
    answer = scitech("batch", "--years", 2020, *wanted, *choices, "--totals", "contracts", "--columns", kept)
    assert answer.stdout.splitlines()[-1].startswith("2 made, 0 unchanged, 0 failed: "), answer.stderr
    assert kept.read_text(encoding="utf-8").splitlines()[1:] == [
        'unit = "万元"', 'totals = "contracts"', 'column."counted as" = "ignore"'
    ]  # fmt: skip
    alone = ["--year", 2020, *choices, "--totals", "contracts", "--out", tmp_path / "alone"]
    answer = scitech("contracts", tmp_path / "register.csv", *alone)
    assert answer.returncode == 0, answer.stderr
    assert content(tmp_path / "out" / "2020-own") == content(tmp_path / "alone")
    assert "2020 (internal: rests on single contracts)" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    again = ["batch", "--years", 2020, *wanted, *choices[4:], "--columns", kept]
    assert counts(scitech(*again)) == (0, 2, 0)
    kept.write_text(kept.read_text(encoding="utf-8").replace("万", ""), encoding="utf-8")
    assert counts(scitech(*again)) == (1, 1, 0)


@pytest.mark.parametrize("command", [["batch", "--years", "2020"], ["report", "--year", "2020"]], ids=["batch", "report"])
def test_two_runs_into_one_folder_do_not_mix(tmp_path, command):
    out = tmp_path / "out"
    with ThreadPoolExecutor(2) as threads:
        runs = list(threads.map(lambda _: scitech(*command, "--out", out), "ab"))
    assert sorted(run.returncode for run in runs) == [0, 2]
    assert "Another run is writing to" in "".join(run.stderr for run in runs)
    assert content(out / "2020" if command[0] == "batch" else out) == content(COMMITTED)


def test_the_bytes_are_those_of_another_clone(tmp_path):
    clone = tmp_path / "clone"
    for name in ("src", "data", "notebooks"):
        shutil.copytree(paths.ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    out = tmp_path / "out"
    code = "import sys; from helpers.cli import app; app(sys.argv[1:])"
    command = [sys.executable, "-c", code, "report", "--year", "2020", "--out", out]
    env = os.environ | {"PYTHONPATH": str(clone / "src"), "TZ": "America/Lima", "LANG": "de_DE.UTF-8", "HOME": str(tmp_path)}
    subprocess.run(command, env=env, cwd=tmp_path, check=True, capture_output=True)
    assert content(out) == content(COMMITTED)


REFUSED = {
    "no year": (["--years", ""], "The years are ''. Give data years, like 2019,2020."),
    "no number": (["--years", "2020,abc"], "The years are '2020,abc'"),
    "by something else": (["--by", "province"], "'--by': 'province' is not 'institution'."),
    "by institution of nothing": (["--by", "institution"], "needs a register. Name one with --contracts."),
    "a choice about nothing": (
        ["--allow-rejected", "1"],
        "--allow-rejected is about a register. Name one with --contracts, or leave it out.",
    ),
    "fewer than no jobs": (["--jobs", -1], "'--jobs': -1 is not in the range x>=0."),
}


@pytest.mark.parametrize(("given", "answer"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused(tmp_path, given, answer):
    out = tmp_path / "out"
    result = CliRunner().invoke(app, list(map(str, ["batch", "--years", "2020", *given, "--out", out])))
    assert result.exit_code == 2
    assert answer in result.stderr
    assert not out.exists()


def test_a_register_that_cannot_be_read_is_refused_before_anything_is_made(tmp_path):
    (tmp_path / "register.csv").write_text("a,b\n1,2\n")
    answer = scitech("batch", "--years", "2020", "--contracts", tmp_path / "register.csv", "--out", tmp_path / "out")
    assert answer.returncode == 2
    assert "register.csv" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list((tmp_path / "out").glob("20*"))


STRANGERS = {
    "a page": {"index.html": "<p>mine"},
    "a list": {"batch.jsonl": '{"a": 1}\n'},
    "a line without its end": {"batch.jsonl": "mine"},
    "broken lines": {"index.html": "<p>mine", "batch.jsonl": '{"name": "a", broken\n'},
    "a list of names": {"index.html": "<p>mine", "batch.jsonl": '{"name": "a"}\n{"name": "b", "age": 3}\n'},
    "a page beside a list": {"index.html": "<p>mine", "batch.jsonl": "[1]\n"},
}


@pytest.mark.parametrize("files", STRANGERS.values(), ids=STRANGERS)
def test_what_is_not_a_batch_s_own_is_not_replaced(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    result = CliRunner().invoke(app, ["batch", "--years", "2020", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert re.search(
        r"(index\.html|batch\.jsonl) was not written by a batch\. Name another folder, or move the file\.", result.stderr
    )
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == files


def test_a_report_whose_metrics_were_changed_is_listed_without_them(again):
    (again / "2020" / "metrics.json").write_text("[{}]")
    manifest.Manifest(again).write_index({})
    html = (again / "index.html").read_text(encoding="utf-8")
    assert 'href="2020/report.html"' in html
    assert "125.61" not in html
    assert "108.59" in html


def test_the_list_of_an_older_version_is_a_batch_s_own_but_says_too_little_to_be_shown(tmp_path):
    old = '{"name": "2020", "label": "Data year, 2020", "key": "a", "products": {"report.html": "b"}}\n{"name": "index.html"}\n'
    (tmp_path / "batch.jsonl").write_text(old)
    (tmp_path / "2020").mkdir()
    manifest.Manifest(tmp_path).write_index({})
    assert "0 reports" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_report_is_made_again_with_another_library(monkeypatch):
    for name in ("pandas", "jinja2", "matplotlib", "mistune", "latex2mathml", "duckdb"):
        manifest._made_with.cache_clear()
        with monkeypatch.context() as patch:
            before = manifest.key(["a"], [])
            manifest._made_with.cache_clear()
            patch.setattr(manifest, "version", lambda one, name=name: "0" if one == name else version(one))
            assert manifest.key(["a"], []) != before, name
    manifest._made_with.cache_clear()


HOSTILE = ["..", ".", "/", "a/../../b", "\0", "\n", "con", "a" * 300, "大" * 300, "-", "~", "$(id)", "A", "a", "A ", "ａ"]


def test_no_name_leads_out_of_the_folder_or_into_another(tmp_path):
    folders = [Task(2020, True, name).folder for name in HOSTILE]
    assert len({folder.lower() for folder in folders}) == len(HOSTILE)
    for folder in folders:
        assert re.fullmatch(r"2020-own-[\w-]+", folder)
        (tmp_path / folder).mkdir()
    assert len(list(tmp_path.iterdir())) == len(HOSTILE)
