"""What the rules found, in sentences."""

from helpers.checks.conversion import Rates
from helpers.checks.findings import Finding
from helpers.checks.reconciliation import difference
from helpers.display.formatting import number
from helpers.display.text import Reference, Text, compose, joined, text
from helpers.figures.observations import Observation
from helpers.metrics.bounds import evaluate


def finding_text(finding: Finding) -> Text:
    """Return a finding as a sentence; what was worked out leads to how it was found."""
    return _WRITERS[finding.rule](finding)


def worked(finding: Finding) -> Reference:
    """Return what a rule worked out, leading to how it was found."""
    return Reference(str(number(finding.worked, finding.unit)), finding, finding.worked.value)


def _repeated(finding: Finding) -> Text:
    first = finding.observations[0]
    if finding.severity == "agreement":
        many = Reference(str(len(finding.observations)), first)
        return compose("{many} sources agree on the {first:name}: {first}.", many=many, first=first)
    sides = {}
    for one in finding.observations:
        sides.setdefault(str(text(one)), []).append(one)
    texts = [compose("{figure} by {sources}", figure=side[0], sources=_sources(side)) for side in sides.values()]
    return compose("Sources disagree on the {first:name}: {sides}.", first=first, sides=joined("; ", texts))


def _attributed(finding: Finding) -> Text:
    first, meanings = finding.observations[0], {}
    for one in finding.observations:
        meanings.setdefault(one.label, []).append(one)
    ways = joined(", and as ", [f"{meaning} by {_sources(ones)}" for meaning, ones in meanings.items()])
    template = "The number {first} of {year} is printed with two meanings: as {ways}."
    return compose(template, first=first, year=first.year, ways=ways)


def _split(finding: Finding) -> Text:
    whole, *parts = finding.observations
    terms = joined(" + ", parts)
    if finding.severity == "agreement":
        return _compared(finding, compose("{terms} add up to {whole}", terms=terms, whole=whole))
    detail = compose("{terms} make {sum}, not {whole}", terms=terms, sum=worked(finding), whole=whole)
    return _compared(finding, detail)


def _average(finding: Finding) -> Text:
    printed, total, count = finding.observations
    template = "{printed} is printed, and {worked} follows from {total} and {count} {unit}"
    detail = compose(template, printed=printed, worked=worked(finding), total=total, count=count, unit=count.unit)
    return _compared(finding, detail)


def _from_totals(finding: Finding) -> Text:
    printed, now, before = finding.observations
    template = "{printed} is printed by {printed:credit}, and {worked} follows from {before} and {now}"
    return compose(template, printed=printed, worked=worked(finding), before=before, now=now)


def _growth(finding: Finding) -> Text:
    distance = evaluate(difference, finding.observations[0].interval, finding.worked)
    points = Reference(number(distance, "percent").digits, finding)
    template = "{rates}, a difference of {points} percentage points"
    return _compared(finding, compose(template, rates=_from_totals(finding), points=points))


def _increase(finding: Finding) -> Text:
    return _compared(finding, _from_totals(finding))


def _compared(finding: Finding, detail: Text) -> Text:
    verdict = "Agreement" if finding.severity == "agreement" else "Difference"
    return compose("{verdict} in the {first:name}: {detail}.", verdict=verdict, first=finding.observations[0], detail=detail)


def _dollars(finding: Finding) -> Text:
    dollars, yuan = finding.observations
    template = "{dollars} for {yuan} ({dollars:credit}) implies {rate} per dollar"
    first = compose(template, dollars=dollars, yuan=yuan, rate=worked(finding))
    known = [_rates(finding, rates) for rates in finding.detail if rates.span]
    for rates in finding.detail:
        if rates.span is None:
            first = compose("{first}; no rate of {period} is known", first=first, period=rates.period)
    if not known:
        return compose("{first}, so that it cannot be compared.", first=first)
    if finding.severity == "basis":
        return compose("{first}, a rate of {rates}.", first=first, rates=known[-1])
    return compose("{first}, which fits no rate of {rates}.", first=first, rates=joined(" or of ", known))


def _rates(finding: Finding, rates: Rates) -> Text:
    """Return a period with its rates as printed: one, or the lowest and the highest."""
    low, high = f"{rates.span.low:.4f}", f"{rates.span.high:.4f}"
    span = Reference(low if low == high else f"{low} to {high}", finding)
    return compose("{period} ({span})", period=rates.period, span=span)


def _slip(finding: Finding) -> Text:
    suspect, *others = finding.observations
    first = compose("The {one:name}, {one} ({row}),", one=suspect, row=Reference(f"row {suspect.row}", finding))
    slip = finding.detail
    if slip.kind == "fraction":
        return compose("{first} looks like a fraction, where per cent is meant.", first=first)
    beside = joined(" and ", [compose("{one} in {year}", one=one, year=one.year) for one in others])
    if slip.kind == "nothing":
        zero = Reference("zero", finding)
        return compose("{first} is {zero} beside {beside}: was it left out?", first=first, zero=zero, beside=beside)
    times, size = Reference(f"about {10 ** abs(slip.power):,} times", finding), "large" if slip.power > 0 else "small"
    return compose("{first} is {times} too {size} beside {beside}.", first=first, times=times, size=size, beside=beside)


def _sources(observations: list[Observation]) -> str:
    return "; ".join(f"{one.publisher} ({one.published or 'undated'}, {one.grade})" for one in observations)


_WRITERS = {
    "repeated": _repeated,
    "attributed": _attributed,
    "split": _split,
    "average": _average,
    "growth": _growth,
    "increase": _increase,
    "dollars": _dollars,
    "slip": _slip,
}
