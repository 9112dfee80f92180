"""A register read and counted in a process of its own, since files from anywhere may be made to fill a machine's memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.errors import InputError
from helpers.export import data_files
from helpers.os_errors import named
from helpers.parameters import RegisterParameters
from helpers.register.count import Counted
from helpers.register.summary import SUFFIX, Register, counted, look, read, summed
from helpers.run.kernels.client import limit
from helpers.run.kernels.server import bound_memory
from helpers.run.workers import FAILED, side_by_side

SUMMARY, ASIDE = f"register{SUFFIX}", "rejected_rows.csv"
_LIMIT = "SCITECH_KERNEL_MEMORY"


def count(asked: RegisterParameters, scratch: Path, scheduler: str, say: Callable[[str], None]) -> Register:
    """Count a register once for all pages on it: its summary and the rows set aside are kept in a folder.

    Raises InputError, also where it takes more memory than a kernel may.
    """
    steps = ("look", "count")
    for _, outcome in side_by_side(_Counting(asked, scratch, scheduler), steps, 1, _bounded):
        if outcome.code == FAILED:
            why = f"{outcome.value}, as when it takes more memory than {limit(_LIMIT)} MB. {_LIMIT} sets how much it may."
            raise InputError(f"{', '.join(Path(file).name for file in asked.contracts)}: reading failed: {why}")
        if outcome.code:
            raise InputError(str(outcome.value))
        for line in outcome.value:
            say(line)
    return read([str(scratch / SUMMARY)], asked.threshold, asked.unit)


@contextmanager
def _bounded() -> Iterator[None]:
    bound_memory(limit(_LIMIT))
    yield


class _Counting:
    """The steps of counting; what one finds is there for the next."""

    def __init__(self, asked: RegisterParameters, scratch: Path, scheduler: str):
        self.asked, self.scratch, self.scheduler = asked, scratch, scheduler

    def __call__(self, step: str) -> list[str]:
        """Do a step, and return what there is to say of it."""
        with named(self.scratch):
            if step == "look":
                self.found, lines = look([Path(f) for f in self.asked.contracts], self.asked.unit, self.scratch)
                return lines
            self._keep(self._rows())
            return []

    def _rows(self) -> Counted:
        from tqdm import tqdm

        with tqdm(total=len(self.found) + 2, unit="step", disable=None) as bar:

            def step(what: str) -> None:
                bar.set_description(what)
                bar.update()

            return counted(self.found, self.asked.threshold, self.scratch, step, self.scheduler)

    def _keep(self, rows: Counted) -> None:
        (self.scratch / SUMMARY).write_text(summed(self.found, rows).as_json(), encoding="utf-8")
        # File, row and reason of every row set aside; its cells stay where they are.
        aside = rows.aside.assign(file=rows.aside["file"].map(data_files.neutral))
        aside.to_csv(self.scratch / ASIDE, index=False, lineterminator="\n", encoding="utf-8")
