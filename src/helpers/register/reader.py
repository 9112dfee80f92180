"""A register read and counted in a process of its own, since files from anywhere may be made to fill a machine's memory."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import InputError
from helpers.display.writers import neutral
from helpers.os_errors import named
from helpers.register.count import Counted, count_rows
from helpers.register.engine import Cluster, Engine
from helpers.parameters import RegisterParameters
from helpers.register.summary import SUFFIX, Register, look, read, summed
from helpers.run.kernels.client import limit
from helpers.run.kernels.server import bound_memory
from helpers.run.workers import FAILED, REFUSED, side_by_side

SUMMARY, REJECTED = f"register{SUFFIX}", "rejected_rows.csv"
_LIMIT = "SCITECH_KERNEL_MEMORY"


@dataclass(frozen=True)
class _Mistake:
    """A mistake in the program: what failed, and its traceback as text."""

    line: str
    traceback: str


def count(asked: RegisterParameters, scratch: Path, scheduler: str, say: Callable[[str], None]) -> Register:
    """Count a register once for all pages on it: its summary and the rows rejected are kept in a folder.

    Raises InputError, also where it takes more memory than a kernel may; a mistake in the program has its traceback as a note.
    """
    names = ", ".join(Path(file).name for file in asked.contracts)
    for _, outcome in side_by_side(_Counting(asked, scratch, scheduler), ("look", "count"), 1, _bounded):
        if outcome.code == REFUSED:
            raise InputError(str(outcome.value))
        if outcome.code == FAILED:
            why = f"{outcome.value}, as when it takes more memory than {limit(_LIMIT)} MB"
            raise InputError(f"{names}: reading failed: {why}. {_LIMIT} sets how much it may.")
        if isinstance(outcome.value, _Mistake):
            error = InputError(f"{names}: reading failed: {outcome.value.line}")
            error.add_note(outcome.value.traceback)
            raise error
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

    def __call__(self, step: str) -> list[str] | _Mistake:
        """Do a step, and return what there is to say of it."""
        try:
            with named(self.scratch):
                return self._look() if step == "look" else self._count()
        except (InputError, OSError):
            raise
        except MemoryError:
            why = f"it takes more memory than {limit(_LIMIT)} MB. {_LIMIT} sets how much it may."
            raise InputError(f"{', '.join(Path(file).name for file in self.asked.contracts)}: {why}") from None
        except Exception as error:
            return _Mistake(f"{type(error).__name__}: {error}", traceback.format_exc())

    def _look(self) -> list[str]:
        self.found, lines = look([Path(file) for file in self.asked.contracts], self.asked.unit, self.scratch)
        return lines

    def _count(self) -> list[str]:
        from tqdm import tqdm

        engine = Cluster(self.scratch, self.scheduler) if self.scheduler else Engine(self.scratch)
        with closing(engine), tqdm(total=len(self.found) + 3, unit="step", disable=None) as bar:

            def step(name: str) -> None:
                bar.set_description(name)
                bar.update()

            self._keep(count_rows(self.found, engine, self.asked.threshold, step))
        return []

    def _keep(self, counted: Counted) -> None:
        (self.scratch / SUMMARY).write_text(summed(counted).as_json(), encoding="utf-8")
        # File, row and reason of every row rejected; its cells stay where they are.
        rejected = counted.rejected.assign(file=counted.rejected["file"].map(neutral))
        rejected.to_csv(self.scratch / REJECTED, index=False, lineterminator="\n", encoding="utf-8")
