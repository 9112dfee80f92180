"""Sums of a register as observations, like those that sources print."""

from typing import TYPE_CHECKING

from helpers.display.formatting import in_full
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.metrics import definitions
from helpers.register.coverage import Sum

if TYPE_CHECKING:
    from helpers.register.comparison import Comparison


def observation(edition: "Comparison", key: tuple[str, int, str], one: Sum) -> Observation:
    """Return a sum of a register as an observation, in a scope of its own."""
    indicator, year, scope = key
    declared = edition.tables.indicators.set_index("indicator").loc[one.indicator]
    source = "synthetic register" if edition.register.synthetic else "own register"
    return Observation(
        year=year,
        indicator=indicator,
        scope=scope,
        interval=Interval(one.value, one.value, None if one.more is None else one.value + one.more),
        unit=declared["unit"],
        precision="",
        label=declared["label"].replace(definitions.THRESHOLD_IN_WORDS, edition.threshold),
        kind=declared["kind"],
        of="",
        printed=f"{in_full(one.value)} (from {one.rows:,} row{'' if one.rows == 1 else 's'})",
        source="own register",
        publisher=source if scope == "own" else f"{edition.institution}, in the {source}",
        published="",
        grade="own",
        reading=scope,
        note="",
        row=0,
    )
