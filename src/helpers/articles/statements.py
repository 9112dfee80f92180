"""Statements of the record: what it says of one thing, printed or worked out, as articles may say it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from helpers import paths
from helpers.articles.numerals import numbers
from helpers.articles.record import Record
from helpers.checks.status import disputing, sound
from helpers.figures.declarations import bases
from helpers.figures.interval import Interval, evaluate
from helpers.figures.numerals import last_digit
from helpers.figures.observations import Observation
from helpers.metrics import functions as f
from helpers.metrics.basis import INFERRED, STATED, growth_basis
from helpers.metrics.definitions import Input
from helpers.metrics.values import MetricValue

LEVEL, INCREASE, GROWTH, SHARE, AVERAGE, EACH = "level", "increase", "growth", "share", "average", "per_institution"
COMPOUND, TIMES = "compound", "times"
MATCHED, TOTALS = "both_years", "totals"
# The modes that make up a series of several.
WHOLES = {
    "3modes": {"transfer_mode", "licence_mode", "equity_investment_mode"},
    "3services": {"development_mode", "consulting_mode", "service_mode"},
}


@dataclass(frozen=True)
class Thing:
    """What is counted or measured: a noun with what narrows it down, and the modes that it covers."""

    noun: str
    modifiers: frozenset[str] = frozenset()
    series: str = ""


@dataclass(frozen=True)
class Statement:
    """One number that the record holds of a thing in a relation, such as its growth; shares and rates in per cent.

    `whole` is what a share is of, `since` the year that a change counts from, `disputed` whether sources contradict each other;
    `rate` is the yuan to a dollar at which it was converted.
    """

    indicator: str
    relation: str
    thing: Thing
    year: int
    scope: str
    unit: str
    interval: Interval
    record: tuple[Observation | MetricValue, ...]
    disputed: bool = False
    basis: str = ""
    whole: Thing | None = None
    since: int = 0
    digit: float = 0
    note: str = ""
    rate: float = 0

    def agrees(self, claimed: Interval) -> bool:
        """Tell whether a number may be said of it: by what its digits claim, and by what the record is printed to."""
        known = self.interval
        if known.claimed and known.width is not None:
            return claimed.agrees(known)
        if not known.claimed and self.digit:
            return claimed.agrees(Interval(known.value, known.value - self.digit, known.value + self.digit))
        return claimed.low <= known.value <= claimed.high


@cache
def things() -> dict[str, Thing]:
    """Return the thing that each indicator measures or counts."""
    rows = paths.table("article_subjects")
    return {row["indicator"]: Thing(row["noun"], frozenset(row["modifiers"].split()), row["series"]) for row in rows}


def printed_statements(record: Record) -> list[Statement]:
    """Return what the record says as printed, of other series, and by its metrics."""
    printed = [*_printed(record, record.observations), *_printed(record, record.edition.comparators)]
    metrics = list(filter(None, map(_of_metric, record.metric_values)))
    return [*printed, *_of_other_series(record), *metrics]


def _printed(record: Record, groups: dict) -> Iterator[Statement]:
    for (indicator, year, scope), group in groups.items():
        for camp in sound(group, record.edition.findings):
            first, disputed = camp[0], disputing(camp, group, record.edition.findings)
            known = _described(record, first)
            if known:
                relation, thing, whole = known
                is_matched = relation == GROWTH and growth_basis(groups, first) in (STATED, INFERRED)
                basis = MATCHED if is_matched else ""
                seen = disputed or tuple(camp)
                yield Statement(
                    indicator, relation, thing, year, scope, first.unit, first.interval, seen, bool(disputed), basis, whole,
                    year - 1 if relation in (GROWTH, INCREASE) else 0, float(last_digit(first.printed) or 0),
                )  # fmt: skip


def _described(record: Record, one: Observation) -> tuple[str, Thing, Thing | None] | None:
    """Return relation, thing and whole of an observation."""
    of, all_things = one.of, things()
    names = [name for name, _ in bases(of)]
    found = [all_things.get(name) or _growing(record, name) for name in names]
    if one.indicator in all_things:
        return (SHARE if one.kind == "share" else LEVEL), all_things[one.indicator], found[0] if found else None
    if not found or not all(found):
        return None
    if one.kind == "average":
        return (EACH if names[1] == "reporting_institutions" else AVERAGE), found[0], found[1]
    if one.kind == "share":
        return SHARE, found[0], found[-1]
    return {"growth": GROWTH, "increase": INCREASE, "conversion": LEVEL}[one.kind], found[0], None


def _growing(record: Record, name: str) -> Thing | None:
    """Return the thing of an average whose growth is printed."""
    of = dict(zip(record.tables.indicators["indicator"], record.tables.indicators["of"], strict=True)).get(name, "")
    base = things().get(bases(of)[0][0]) if of else None
    return replace(base, modifiers=base.modifiers | {AVERAGE}) if base else None


def _of_other_series(record: Record) -> Iterator[Statement]:
    """Yield the figures of series that are taken for the report."""
    for row in record.tables.other_series.to_dict("records"):
        for number in numbers(row["printed"])[:1] if row["year"] else ():
            noun, year = ("value" if number.unit else "contract"), int(row["year"])
            thing = Thing(noun, series=row["series"])
            yield Statement("", LEVEL, thing, year, "all", number.unit or "contracts", number.interval, (), note=row["series"])


_RELATIONS = {
    f.growth_rate: GROWTH, f.growth_from_increase: GROWTH, f.growth_of_average: GROWTH, f.compound_growth_rate: COMPOUND,
    f.average: AVERAGE, f.share: SHARE, f.value_share_floor: SHARE, f.cash_to_contract_value: SHARE,
}  # fmt: skip


def _of_metric(value: MetricValue) -> Statement | None:
    """Return a metric value as a statement; one that is printed as such is there already."""
    inputs = [item.indicator for item in value.recipe.inputs if isinstance(item, Input)]
    relation, found = _RELATIONS.get(value.recipe.function), [things().get(name) for name in inputs]
    if relation is None or not found[0]:
        return None
    thing, whole = found[0], found[-1]
    if relation == AVERAGE and inputs[1] == "reporting_institutions":
        relation = EACH
    if value.recipe.function is f.growth_of_average:
        thing = replace(thing, modifiers=thing.modifiers | {AVERAGE})
    if value.recipe.function is f.value_share_floor:
        thing = Thing("value", thing.modifiers, thing.series)
    is_part = value.unit == "1"
    disputes = getattr(value.reason, "rule", "") in ("repeated", "attributed")
    basis = TOTALS if relation == GROWTH else ""
    since = min(one.year for one in value.inputs)
    interval = evaluate(lambda share: share * 100, value.interval) if is_part else value.interval
    unit = "percent" if is_part else value.unit
    return Statement(
        value.definition.id, relation, thing, value.year, "all", unit, interval, (value,), disputes, basis, whole, since
    )
