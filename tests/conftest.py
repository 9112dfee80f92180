"""What many tests start from: the project's own edition, and tiny tables to which rows are added."""

import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers import open_edition, paths
from helpers.articles.record import Record, open_record
from helpers.edition import Edition

# The last data year of which expected values stand in the tests.
LAST = "2023"
FIXTURES = Path(__file__).parent / "fixtures"
# The same cases in every run, however slow the machine is meanwhile: `make fuzz` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
# Modules that start the command, kernels or workers, count many registers, or try many cases: `make test-fast` leaves them out.
SLOW = (
    *("test_batch", "test_kernels", "test_notebooks", "test_os_errors", "test_output_folder", "test_report"),
    *("test_cluster", "test_contracts_page", "test_output_comparison", "test_reconciliation"),
    *("test_cli", "test_data", "test_fuzz", "test_outside", "test_sample", "test_wheel"),
    *("test_cases", "test_comparison", "test_count", "test_choices", "test_ingest", "test_saved", "test_shown", "test_texts"),
    *("test_totals", "test_workbooks", "test_variants_amid", "test_variants_layout", "test_variants_offices"),
    *("test_variants_rows", "test_variants_totals", "test_variants_workbooks", "test_questions", "test_measures"),
    *("test_articles", "test_charts", "test_labelled", "test_recognition", "test_sentences", "test_workbook"),
    *("test_bounded", "test_template"),
)
# Those that take longest, first: at the end no worker is left alone with one.
LONG = (
    *("test_batch", "test_os_errors", "test_fuzz", "test_cluster", "test_outside", "test_output_comparison", "test_cli"),
    *("test_count", "test_kernels", "test_report", "test_notebooks", "test_contracts_page", "test_comparison"),
    *("test_data", "test_sentences", "test_ingest", "test_wheel", "test_cells"),
)


def pytest_configure() -> None:
    """Have Ctrl-C reach what the tests start: a shell tells its jobs in the background to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the slow modules unread, and what they import, where they are not asked for."""
    return True if config.option.markexpr == "not slow" and collection_path.stem in SLOW else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, and put the long modules first."""
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker("slow")
    place = {name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables as they stood with the last edition of which the tests hold expected values: a later one changes none."""
    folder = tmp_path_factory.mktemp("known")
    for path in paths.DATA.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        later = [row for row in rows if path.stem == "published_figures" and row[:4] > LAST]
        (folder / path.name).write_text(header + "".join(row for row in rows if row not in later), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def edition(known: Path) -> Edition:
    return open_edition(2020, figures=known)


@pytest.fixture(scope="session")
def record() -> Record:
    return open_record()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny tables, to spoil."""
    return Path(shutil.copytree(FIXTURES / "tables-pass", tmp_path / "tables"))


@pytest.fixture
def add(folder: Path) -> Callable[..., Path]:
    """Add rows to the tiny table of published figures and return its folder."""

    def added(*rows: str) -> Path:
        with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)
        return folder

    return added


@pytest.fixture
def replace(folder: Path) -> Callable[[str, str, str], Path]:
    """Replace text in one of the tiny tables and return its folder."""

    def replaced(table: str, old: str, new: str) -> Path:
        path = folder / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replaced


@pytest.fixture
def living() -> Callable[[object], list[int]]:
    """Return the processes in whose environment something stands, as a mark, but for those that have ended."""

    def living(mark: object) -> list[int]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str(mark).encode() in (process / "environ").read_bytes():
                    found.append(int(process.name))
        return found

    return living
