"""How well a figure or a metric value is supported by what was published, and by whom it is disputed."""

from collections.abc import Sequence
from dataclasses import replace

from helpers.checks.findings import Finding
from helpers.figures.observations import Groups, Observation
from helpers.metrics.basis import INFERRED, growth_basis
from helpers.metrics.values import MetricValue

# What shows that a figure is a slip: it disputes nothing.
SLIPS = (("misprint", "slip"), ("dollars", "conflict"), ("slip", "slip"))


def with_status(value: MetricValue, groups: Groups, findings: Sequence[Finding]) -> MetricValue:
    """Return a metric value with its status: disputed, inferred, single source or agreed, and the reason."""
    for finding in findings:
        if finding.severity in ("conflict", "slip") and _disputes(finding, value):
            return replace(value, status="disputed", reason=finding)
    rates = [one for one in value.inputs if one.kind == "growth"]
    if any(growth_basis(groups, rate) == INFERRED for rate in rates):
        return replace(value, status="inferred", reason="No source states what the figure compares.")
    for one in value.inputs:
        if not is_borne_out(one, groups):
            return replace(value, status="single source", reason=one)
    used = {one.indicator for one in value.inputs}
    if any(one.rule == "attributed" and one.year == value.year and one.indicators & used for one in findings):
        return replace(value, reason="Sources disagree on what the number counts; the result is the same for each meaning.")
    return value


def status_of(one: Observation, groups: Groups, findings: Sequence[Finding]) -> str:
    """Return how well a figure is supported: misprint, revised, disputed, single source or agreed."""
    alike = groups[one.indicator, one.year, one.scope]
    if any(finding.rule == "misprint" and finding.observations[0] == one for finding in findings):
        return "misprint"
    if any(other.supersedes(one) for other in alike):
        return "revised"
    if any(finding.severity in ("conflict", "slip") and one in finding.disputed for finding in findings):
        return "disputed"
    return "agreed" if is_borne_out(one, groups) else "single source"


def is_borne_out(one: Observation, groups: Groups) -> bool:
    """Return whether another source prints the same figure, or a rounder one; a limit or an estimate supports only its like."""
    for other in groups[one.indicator, one.year, one.scope]:
        is_alike = other.interval.width is not None or other.interval.value == one.interval.value
        if other.source != one.source and is_alike and one.interval.agrees(other.interval):
            return True
    return False


def _disputes(finding: Finding, value: MetricValue) -> bool:
    """Return whether a finding disputes a metric value; one on what a number counts disputes no lower limit."""
    if finding.rule == "misprint":
        return finding.observations[0] in value.inputs
    used = {(one.indicator, one.year, one.scope) for one in value.inputs}
    if used.isdisjoint({(one.indicator, one.year, one.scope) for one in finding.disputed}):
        return False
    return not (finding.rule == "attributed" and value.definition.is_floor)


def sound(group: list[Observation], findings: Sequence[Finding]) -> list[list[Observation]]:
    """Return those of a group that the record does not show to be slips or revised, in camps that agree together."""
    slips = {one.observations[0] for one in findings if (one.rule, one.severity) in SLIPS}
    slips |= {one for one in group if any(other.supersedes(one) for other in group)}
    camps = []
    for one in [one for one in group if one not in slips] or group:
        camp = next((camp for camp in camps if all(one.interval.agrees(other.interval) for other in camp)), None)
        if camp is None:
            camps.append([one])
        else:
            camp.append(one)
    return camps


def disputing(camp: list[Observation], group: list[Observation], findings: Sequence[Finding]) -> tuple[Observation, ...]:
    """Return the observations among which sources contradict each other on a figure; none where nobody contradicts it."""
    if len(sound(group, findings)) > 1:
        return tuple(group)
    attributed = (one.observations for one in findings if one.rule == "attributed" and set(camp) & set(one.observations))
    return next(attributed, ())
