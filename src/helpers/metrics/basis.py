"""What a printed growth rate compares, decided once: by what a source states, else by its distance from the totals."""

from helpers.figures.interval import evaluate
from helpers.figures.observations import Groups, Observation
from helpers.metrics import functions

# Stated or inferred to compare only the institutions that reported in both years, equal to the growth of totals, or unknown.
STATED, INFERRED, TOTALS, UNKNOWN = "stated", "inferred", "totals", "unknown"
MATCHED = (STATED, INFERRED)
# How many institutions the rates of a year compare, as a source states it.
COMPARED = "institutions_compared_in_growth"


def growth_basis(groups: Groups, rate: Observation) -> str:
    """Return the basis of a printed growth rate; a rate printed with "about" is no evidence of any."""
    if (COMPARED, rate.year, rate.scope) in groups:
        return STATED
    now, before = (groups.get((rate.of, rate.year - back, rate.scope)) for back in (0, 1))
    if not (now and before and rate.interval.claimed):
        return UNKNOWN
    from_totals = evaluate(functions.growth_rate, now[0].interval, before[0].interval)
    if not (from_totals and from_totals.claimed):
        return UNKNOWN
    return TOTALS if evaluate(functions.growth_as_printed, rate.interval).agrees(from_totals) else INFERRED
