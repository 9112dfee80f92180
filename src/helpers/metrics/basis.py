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
    """Return the basis of a printed growth rate; "about", or a total with an open end, is no evidence of any."""
    if (COMPARED, rate.year, rate.scope) in groups:
        return STATED
    if not rate.interval.claimed:
        return UNKNOWN
    now, before = (_total(groups, rate, year) for year in (rate.year, rate.year - 1))
    from_totals = evaluate(functions.growth_rate, now.interval, before.interval) if now and before else None
    if from_totals is None or from_totals.width is None:
        return UNKNOWN
    return TOTALS if evaluate(functions.growth_as_printed, rate.interval).agrees(from_totals) else INFERRED


def _total(groups: Groups, rate: Observation, year: int) -> Observation | None:
    """Return the total of a year in the reading of the rate."""
    return next((one for one in groups.get((rate.of, year, rate.scope), []) if one.reading == rate.reading), None)
