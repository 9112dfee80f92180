"""The properties, and how each is tried on so many cases."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from fuzz import descriptor, figures, parameters, registers, slips, spoilings, workbooks

SETTINGS = {
    "database": None,
    "deadline": None,
    "phases": (Phase.generate, Phase.shrink),
    "report_multiple_bugs": False,
    "suppress_health_check": tuple(HealthCheck),
}


@dataclass(frozen=True)
class Property:
    """What must hold, of which cases; how many are tried in a short run, and in a long one of a hundred (0: all there are).

    `hold` returns False where what came in was refused. Where all is refused, nothing is proved: so many per cent of the cases,
    at least, must be taken.
    """

    name: str
    cases: st.SearchStrategy
    hold: Callable[[object], bool | None]
    few: int
    percent: int
    taken: int


PROPERTIES = (
    Property("tables of figures", figures.CASES, figures.hold, 25, 25, taken=10),
    Property("registers of contracts", registers.cases(), registers.hold, 16, 20, taken=35),
    Property("spoilt registers", spoilings.spoilt(), spoilings.hold, 8, 8, taken=15),
    Property("damaged workbooks", workbooks.cases(), workbooks.hold, 12, 5, taken=15),
    Property("command lines", parameters.command_lines(), parameters.run, 35, 17, taken=8),
    Property("parameters of functions", parameters.calls(), parameters.call, 50, 15, taken=12),
    Property("descriptions", descriptor.cases(), descriptor.hold, 25, 10, taken=20),
    Property("new words described", st.sampled_from(descriptor.WORDS), descriptor.hold_for_word, 10, 0, taken=20),
    Property("slips of the pen", st.deferred(lambda: st.sampled_from(slips.cases())), slips.hold, 20, 0, taken=0),
)


def tried(one: Property, cases: int, seed: int) -> tuple[int, int]:
    """Try a property on so many cases, the same for the same seed, and return how many there were, and were taken.

    Raises what the first case that fails raises, made as small as it can be.
    """
    count = taken = 0

    @hypothesis.seed(seed)
    @hypothesis.settings(max_examples=cases, **SETTINGS)
    @hypothesis.given(one.cases)
    def holds(case: object) -> None:
        nonlocal count, taken
        count += 1
        taken += one.hold(case) is not False

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        holds()
    return count, taken


def refused(one: Property, count: int, taken: int) -> str:
    """Return that too many cases of a property were refused, or "".

    Of a block alone it says little: one case follows from another there, so that a block may have a kind that is refused.
    """
    return f"{one.name}: of {count} cases, {count - taken} were refused" if 100 * taken < one.taken * count else ""
