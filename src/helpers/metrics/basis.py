"""What a printed growth rate compares, decided once: by what a source states, else by its distance from the totals."""

from helpers.figures.interval import evaluate
from helpers.figures.observations import Groups, Observation
from helpers.metrics import functions

# Stated or inferred to compare only the institutions that reported for both years, equal to the growth of totals, or unknown.
STATED, INFERRED, TOTALS, UNKNOWN = "stated", "inferred", "totals", "unknown"
MATCHED = (STATED, INFERRED)
# How many institutions the growth rates of a year compare, as a source states it: of all rates, or of those by type alone.
COMPARED, COMPARED_BY_TYPE = "institutions_compared_in_growth", "institutions_compared_in_growth_by_type"


def growth_basis(groups: Groups, rate: Observation) -> str:
    """Return the basis of a printed growth rate; "about", or a total with an open end, is no evidence of any."""
    if stated_for(groups, rate):
        return STATED
    if not rate.interval.claimed:
        return UNKNOWN
    now, before = (_total(groups, rate, year) for year in (rate.year, rate.year - 1))
    from_totals = evaluate(functions.growth_rate, now.interval, before.interval) if now and before else None
    if from_totals is None or from_totals.width is None:
        return UNKNOWN
    return TOTALS if evaluate(functions.growth_as_printed, rate.interval).agrees(from_totals) else INFERRED


def stated_for(groups: Groups, rate: Observation) -> list[Observation]:
    """Return what sources print of the institutions that a rate compares."""
    compared = groups.get((COMPARED, rate.year, "all")) or groups.get((COMPARED, rate.year, rate.scope), [])
    by_type = groups.get((COMPARED_BY_TYPE, rate.year, "all"), [])
    return compared or (by_type if rate.scope != "all" else [])


def _total(groups: Groups, rate: Observation, year: int) -> Observation | None:
    return next((one for one in groups.get((rate.of, year, rate.scope), []) if one.reading == rate.reading), None)
