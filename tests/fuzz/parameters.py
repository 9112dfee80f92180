"""Parameters from a command line or a notebook: taken, or refused in words before any notebook starts."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import sample
from click.testing import CliRunner
from hypothesis import strategies as st

import helpers.cli
import helpers.edition
import helpers.register.comparison
import helpers.run.batch
import helpers.run.contracts
import helpers.run.counting
import helpers.run.report
from fuzz.texts import NUMBERS, ODD
from helpers import open_edition, paths
from helpers.edition import parameters
from helpers.errors import InputError
from helpers.figures.load import Tables, load
from helpers.figures.rules import check
from helpers.register import open_register
from helpers.register.summary import read

REGISTER = "institution,year,mode,value_yuan\n示例大学,2020,transfer,5\n示例大学,2020,licence,6\n"
TABLES = Path(__file__).parents[1] / "fixtures" / "tables-pass"
# What a command line can hold, a zero byte never; no path leads out of the folder that a case is tried in.
PLACES = ("x" * 300, "~", ".", "..", "/dev/null", "/proc/x", "\udcff")
TEXTS = ODD.filter(lambda text: not set(text) & set("\0/")) | st.sampled_from(PLACES)
PATHS = ("new", "new/new", "full", "empty", "link", "register.csv", "tables", "nowhere.csv")
YEARS = ("2019", "2022", "2018", "1", "-2020", "９９", "2_020", "2020.0", "1" * 30, "1" * 5000)
ROWS = (*NUMBERS, "59", "60", "10000", "1" * 400)


def _mostly(good: str, *others: str) -> st.SearchStrategy[str]:
    return st.just(good) | st.sampled_from((good, *others))


OPTIONS = {
    "report": {
        "--year": _mostly("2020", *YEARS), "--reading": _mostly("compilers", "press", "Press"),
        "--figures": _mostly("tables", *PATHS), "--out": _mostly(*PATHS),
    },
    "contracts": {
        "--year": _mostly("2020", *YEARS), "--institution": _mostly("示例大学", "示例学院"), "--out": _mostly(*PATHS),
        "--unit": _mostly("元", "万元", "USD"), "--threshold": _mostly("1000000", *NUMBERS), "--scheduler": st.just(""),
        "--columns": _mostly("columns.toml", *PATHS), "--totals": _mostly("contracts", "never"), "--figures": _mostly("tables", *PATHS),
        "--template": _mostly("template.xlsx", *PATHS),
        "": _mostly("register.csv", *PATHS),
    },
    "batch": {
        "--years": st.lists(_mostly("2020", *YEARS), min_size=1, max_size=3).map(",".join), "--out": _mostly(*PATHS),
        "--contracts": _mostly("register.csv", *PATHS), "--by": _mostly("institution", "year"),
        "--jobs": _mostly("2", *NUMBERS),
    },
    "check": {"": _mostly("tables", *PATHS)},
    "sample": {"--out": _mostly("sample.csv", "new/sample.csv", "sample.parquet", *PATHS), "--rows": _mostly("1000", *ROWS)},
}  # fmt: skip
NEEDED = {"report": ["--year"], "contracts": ["--year", ""], "batch": ["--years", "--out"], "check": [], "sample": ["--out"]}


@st.composite
def command_lines(draw) -> list[str]:
    """Draw a command with what it needs, mostly, and a few options more, mostly with values that somebody might give."""
    command = draw(st.sampled_from(list(OPTIONS)))
    options = OPTIONS[command]
    names = draw(st.lists(st.sampled_from(list(options)), max_size=3, unique=True))
    names += [name for name in NEEDED[command] if name not in names and draw(st.integers(0, 19))]
    line = [command]
    for name in names:
        value = draw(TEXTS if draw(st.integers(0, 9)) == 0 else options[name])
        line += [name, value] if name else [value]
    return line + ([draw(TEXTS)] if draw(st.integers(0, 19)) == 0 else [])


def run(line: list[str]) -> bool:
    """Run a command without its notebooks: it is done or refused, with a reason; return whether it was done."""
    with _furnished() as folder, _no_notebooks(folder):
        result = CliRunner().invoke(*((sample.app, line[1:]) if line[0] == "sample" else (helpers.cli.app, line)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 2), (result.exit_code, result.output)
    assert "Traceback" not in result.output
    assert result.exit_code == 0 or result.stderr.strip()
    return result.exit_code == 0


@contextmanager
def _furnished() -> Iterator[Path]:
    """Work in a folder within one that goes: a command may write to the one above."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "folder"
        _furnish(folder)
        with chdir(folder):
            yield folder


def _furnish(folder: Path) -> None:
    folder.mkdir()
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    shutil.copytree(TABLES, folder / "tables")
    (folder / "full").mkdir()
    (folder / "full" / "mine").touch()
    (folder / "empty").mkdir()
    (folder / "link").symlink_to("empty")


def _started(*_: object) -> None:
    """Stand where a notebook would start, or rows be drawn."""
    sys.exit(0)


def _no_notebooks(folder: Path) -> ExitStack:
    stack = ExitStack()
    for place, name, instead in (
        (helpers.cli, "warm_kernels", nullcontext),
        (paths, "REPORTS", folder / "reports"),
        (helpers.run.notebooks, "run", _started),
        (helpers.run.contracts, "count", lambda asked, *_: read(asked)),
        (helpers.run.contracts, "write", _started),
        (helpers.run.counting, "count", lambda asked, *_: read(asked)),
        (helpers.run.batch, "side_by_side", lambda *_: (task for task in ())),
        (sample, "blocks", _started),
    ):
        stack.enter_context(patch.object(place, name, instead))
    return stack


LIKELY = ("compilers", "press", "tables", "示例大学", "万元", "2020", 2020, 2019, [], ["register.csv"], Path("register.csv"))
VALUES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.just(10**5000), st.floats(), st.binary(max_size=3), ODD),
    *(st.sampled_from(LIKELY), st.lists(ODD | st.just("register.csv"), max_size=2)),
)
# What each parameter may be given.
GOOD = {
    "year": (2020, 2019), "reading": ("compilers", "press"), "figures": ("", "tables"), "contracts": (["register.csv"], []),
    "institution": ("", "示例大学"), "threshold": (10**6, 1), "unit": ("", "元"), "readings": ("press",),
}  # fmt: skip
CALLS = {
    parameters: ("year", "reading", "figures", "readings"),
    open_edition: ("year", "reading", "figures"),
    open_register: ("contracts", "year", "institution", "threshold", "unit"),
}


@st.composite
def calls(draw) -> tuple[Callable, dict[str, object]]:
    """Draw a call with the parameters that it needs, mostly, and with values that fit, mostly."""
    function = draw(st.sampled_from(list(CALLS)))
    needed = ("contracts", "year") if function is open_register else ("year",)
    names = draw(st.lists(st.sampled_from(CALLS[function]), unique=True, max_size=3))
    names += [name for name in needed if name not in names]
    return function, {name: draw(_fitting(name) if draw(st.integers(0, 4)) else VALUES) for name in names}


def _published_once() -> ExitStack:
    """Read the project's own figures once: what is tried are the parameters."""
    stack = ExitStack()
    for place in (helpers.edition, helpers.register.comparison):
        stack.enter_context(patch.object(place, "load", lambda folder: _own() if folder == paths.DATA else load(folder)))
        stack.enter_context(patch.object(place, "check", lambda tables: tables if tables is _own() else check(tables)))
    return stack


@cache
def _own() -> Tables:
    return check(load(paths.DATA))


def _fitting(name: str) -> st.SearchStrategy[object]:
    return st.sampled_from(GOOD[name])


def call(given: tuple[Callable, dict[str, object]]) -> bool:
    """Call a function: it returns, or refuses in words; return whether it was not refused."""
    function, named = given
    with _furnished(), _published_once():
        try:
            assert function(**named)
        except InputError as error:
            assert str(error).strip()
            return False
    return True
