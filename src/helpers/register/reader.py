"""A register read and counted in a process of its own, since files from anywhere may be made to fill a machine's memory."""

from collections.abc import Callable
from pathlib import Path

from helpers.errors import InputError
from helpers.export import data_files
from helpers.os_errors import named
from helpers.register.comparison import Parameters
from helpers.register.count import Counted
from helpers.register.ingest import Source
from helpers.register.summary import SUFFIX, Register, counted, look, read, summed
from helpers.run.bounded import in_bounded_process
from helpers.run.kernels.client import limit

SUMMARY, ASIDE = f"register{SUFFIX}", "set_aside.csv"
_LIMIT = "SCITECH_KERNEL_MEMORY"


def count(asked: Parameters, scratch: Path, scheduler: str, say: Callable[[str], None]) -> Register:
    """Count a register once for all pages on it: its summary and the rows set aside are kept in a folder.

    Raises InputError, also where it takes more memory than a kernel may.
    """
    try:
        found, lines = in_bounded_process(_look, asked, scratch)
        for line in lines:
            say(line)
        in_bounded_process(_count, asked, found, scratch, scheduler)
    except MemoryError as error:
        why = f"{error or 'no memory'}, as when it takes more than {limit(_LIMIT)} MB. {_LIMIT} sets how much it may."
        raise InputError(f"{', '.join(Path(file).name for file in asked.contracts)}: reading failed: {why}") from error
    return read([str(scratch / SUMMARY)], asked.threshold, asked.unit)


def _look(asked: Parameters, scratch: Path) -> tuple[list[Source], list[str]]:
    with named(scratch):
        return look([Path(file) for file in asked.contracts], asked.unit, scratch)


def _count(asked: Parameters, found: list[Source], scratch: Path, scheduler: str) -> None:
    with named(scratch):
        _keep(found, _rows(asked, found, scratch, scheduler), scratch)


def _rows(asked: Parameters, found: list[Source], scratch: Path, scheduler: str) -> Counted:
    from tqdm import tqdm

    with tqdm(total=len(found) + 2, unit="step", disable=None) as bar:

        def step(what: str) -> None:
            bar.set_description(what)
            bar.update()

        return counted(found, asked.threshold, scratch, step, scheduler)


def _keep(found: list[Source], rows: Counted, scratch: Path) -> None:
    (scratch / SUMMARY).write_text(summed(found, rows).as_json(), encoding="utf-8")
    # File, row and reason of every row set aside; its cells stay where they are.
    aside = rows.aside.assign(file=rows.aside["file"].map(data_files.neutral))
    aside.to_csv(scratch / ASIDE, index=False, lineterminator="\n", encoding="utf-8")
