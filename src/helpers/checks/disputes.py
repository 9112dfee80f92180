"""Disputes: which observations of one figure contradict each other, slips and what was revised aside."""

from collections.abc import Sequence

from helpers.checks.findings import Finding
from helpers.figures.observations import Observation

# What shows that a figure is a slip: it disputes nothing.
SLIPS = (("misprint", "slip"), ("dollars", "conflict"), ("slip", "slip"))


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
