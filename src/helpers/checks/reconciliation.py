"""Where observations agree and where they do not: by rule, from values, units and sources alone."""

from collections.abc import Iterator
from itertools import combinations

from helpers.checks.conversion import conversions
from helpers.checks.findings import SEVERITIES, Finding, compared
from helpers.checks.plausibility import slips
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation
from helpers.metrics import functions
from helpers.metrics.bounds import evaluate, total

# Numbers with fewer significant digits may be equal by chance.
TELLING_DIGITS = 3


def reconcile(groups: Groups, tables: Tables) -> list[Finding]:
    """Apply every rule to every observation; the gravest findings first, then the latest years."""
    findings = [finding for rule in RULES.values() for finding in rule(groups, tables)]
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), -finding.year))


def _repeated(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The figures that several sources print for one indicator, year and scope are compared."""
    for observations in groups.values():
        if len(observations) > 1:
            agree = all(one.interval.agrees(other.interval) for one, other in combinations(observations, 2))
            yield Finding("repeated", "agreement" if agree else "conflict", tuple(observations))


def _attributed(groups: Groups, _: Tables) -> Iterator[Finding]:
    """One number that different sources give to different indicators of one year is found."""
    by_number = {}
    for observation in _all(groups, "count", "amount"):
        if len(f"{observation.interval.value:.0f}".strip("0")) >= TELLING_DIGITS:
            key = (observation.year, observation.scope, observation.interval.value)
            by_number.setdefault(key, []).append(observation)
    for observations in by_number.values():
        sources = {}
        for observation in observations:
            sources.setdefault(observation.indicator, set()).add(observation.source)
        if not set.intersection(*sources.values()):
            observations.sort(key=lambda one: (-len(sources[one.indicator]), one.indicator))
            yield Finding("attributed", "conflict", tuple(observations))


def _splits(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The sum of the parts is compared with the whole."""
    declared = tables.indicators[tables.indicators["split"] != ""]
    parts = declared.groupby(["part_of", "split"])["indicator"].agg(list)
    for (whole_name, _), names in parts.items():
        for (indicator, year, scope), (whole, *_) in groups.items():
            found = [groups[name, year, scope][0] for name in names if (name, year, scope) in groups]
            if indicator == whole_name and len(found) == len(names):
                summed = total(part.interval for part in found)
                yield compared("split", (whole, *found), summed, whole.unit)


def _averages(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The printed total divided by the printed number is compared with the printed average."""
    for printed in _all(groups, "average"):
        total, count = (groups.get((name.strip(), printed.year, printed.scope)) for name in printed.of.split("/"))
        worked = total and count and evaluate(functions.average, total[0].interval, count[0].interval)
        if worked:
            yield compared("average", (printed, total[0], count[0]), worked, printed.unit)


def _shares(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The printed part divided by its printed whole is compared with the printed share."""
    for printed in _all(groups, "share"):
        *part, whole = (name.strip() for name in printed.of.split("/"))
        # Where only the whole is declared, the part is the indicator that the share is named for.
        part = part[0] if part else printed.indicator.removeprefix("share_")
        numerator, denominator = (groups.get((name, printed.year, printed.scope)) for name in (part, whole))
        worked = numerator and denominator and evaluate(_share_in_percent, numerator[0].interval, denominator[0].interval)
        if worked:
            yield compared("share", (printed, numerator[0], denominator[0]), worked, printed.unit)


def _growth(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Growth is calculated from the printed totals and compared with the printed rate."""
    for printed, now, before in _with_totals(groups, "growth"):
        if worked := evaluate(_growth_in_percent, now.interval, before.interval):
            yield compared("growth", (printed, now, before), worked, "percent")


def _increases(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The difference of the printed totals is compared with the printed increase."""
    for printed, now, before in _with_totals(groups, "increase"):
        worked = evaluate(difference, now.interval, before.interval)
        yield compared("increase", (printed, now, before), worked, printed.unit)


def _dollars(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The exchange rate implied by the two amounts is compared with rates of the year and of the days around publication."""
    return conversions(groups, tables.exchange_rates)


def _slips(groups: Groups, _: Tables) -> Iterator[Finding]:
    """A figure is compared with the neighbouring years, and a growth rate with the form of a fraction."""
    return slips(groups)


def difference(value: float, other: float) -> float:
    """Return how much larger one value is than another."""
    return value - other


def _growth_in_percent(value: float, previous: float) -> float:
    return functions.growth_rate(value, previous) * 100


def _share_in_percent(part: float, whole: float) -> float:
    return functions.share(part, whole) * 100


def _all(groups: Groups, *kinds: str) -> Iterator[Observation]:
    for observations in groups.values():
        for observation in observations:
            if observation.kind in kinds:
                yield observation


def _with_totals(groups: Groups, kind: str) -> Iterator[tuple[Observation, Observation, Observation]]:
    for printed in _all(groups, kind):
        now, before = (groups.get((printed.of, printed.year - back, printed.scope)) for back in (0, 1))
        if now and before:
            yield printed, now[0], before[0]


RULES = {
    "repeated": _repeated, "attributed": _attributed, "split": _splits, "average": _averages, "share": _shares,
    "growth": _growth, "increase": _increases, "dollars": _dollars, "slip": _slips,
}  # fmt: skip
