"""What the rules found, in sentences."""

from operator import sub

from helpers.checks.findings import Finding
from helpers.display.formatting import bounds, number, span_of_rates
from helpers.display.prose import NAMED, in_words
from helpers.display.text import Reference, Text, capitalised, compose, credit, joined, qualified, text
from helpers.figures.interval import evaluate
from helpers.figures.observations import Observation
from helpers.metrics.definitions import THRESHOLD_IN_WORDS

# Of a figure without bounds.
_BY = compose(" ({A4})", A4=NAMED["A4"])
_NEAR = compose(", which is within {share} of the printed figure{by}", share=Reference("5 %", "A4"), by=_BY)


def finding_text(finding: Finding) -> Text:
    """Return a finding as a sentence in which calculated numbers link to their explanation."""
    return _WRITERS[finding.rule](finding)


def with_bounds(finding: Finding) -> Text:
    """Return what was calculated with its bounds."""
    limits = "from exact figures" if finding.worked.width == 0 else Reference(bounds(finding.worked, finding.unit), finding)
    return compose("{finding} ({limits})", finding=finding, limits=limits)


def _sum(finding: Finding) -> Text:
    return with_bounds(finding) if finding.worked.width else text(finding)


def _repeated(finding: Finding) -> Text:
    first, by_figure = finding.observations[0], {}
    for one in finding.observations:
        by_figure.setdefault(one.interval, []).append(one)
    sides = list(by_figure.values())
    if finding.severity == "conflict":
        return _contradicting(finding, sides)
    if finding.severity == "revision":
        texts = [compose("{figure}, {sources}", figure=side[0], sources=_sources(side)) for side in sides]
        return compose(
            "The {first:name} was revised: {now}; before: {earlier}. The later figure replaces the earlier.",
            first=first,
            now=texts[0],
            earlier=joined("; ", texts[1:]),
        )
    many = Reference(in_words(len(finding.observations)), finding)
    if len(sides) == 1:
        return compose("{many} sources agree on the {first:name}: {first}.", many=many, first=first)
    others = joined("; ", [compose("{figure}, {sources}", figure=side[0], sources=_sources(side)) for side in sides])
    template = "{many} sources are consistent on the {first:name}: {others}."
    return compose(template, many=many, first=first, others=others)


def _contradicting(finding: Finding, sides: list[list[Observation]]) -> Text:
    first = finding.observations[0]
    # An estimate may fit every side.
    fitting = [side for side in sides if all(side[0].interval.agrees(one.interval) for one in finding.observations)]
    sides = [side for side in sides if side not in fitting]
    texts = [compose("{figure}: {sources}.", figure=side[0], sources=_sources(side)) for side in sides]
    for side in fitting:
        by = "" if side[0].interval.claimed else _BY
        template = "All of these are consistent with {figure}{by}: {sources}."
        texts.append(compose(template, figure=side[0], by=by, sources=_sources(side)))
    return compose("Sources disagree on the {first:name}. {sides}", first=first, sides=joined(" ", texts))


def _attributed(finding: Finding) -> Text:
    first, meanings = finding.observations[0], {}
    for one in finding.observations:
        meanings.setdefault(one.label, []).append(one)
    texts = []
    for meaning, ones in meanings.items():
        sources = "; ".join(f"{credit(one)}{qualified(one)}" for one in ones)
        texts.append(f"{capitalised(meaning)}: {sources}.")
    template = "Sources print {first} for {year} in words that may differ in meaning. {meanings}"
    return compose(template, first=first, year=first.year, meanings=joined(" ", texts))


def _split(finding: Finding) -> Text:
    whole, *parts = finding.observations
    verdict = "agrees with" if finding.severity == "agreement" else "differs from"
    template = "The {whole:name}, {whole}, {verdict} the sum of its parts: {terms} = {sum}."
    return compose(template, whole=whole, verdict=verdict, terms=joined(" + ", parts), sum=_sum(finding))


def _average(finding: Finding) -> Text:
    printed, total, count = finding.observations
    verdict = "agrees with" if finding.severity == "agreement" else "differs from"
    template = "{total} of {count}" if finding.rule == "share" else "{total} divided by {count}"
    divided = compose(template, total=total if finding.rule == "share" else _with_unit(total), count=_with_unit(count))
    template = "The {printed:name} is given as {printed} by {printed:credit}. This {verdict} {divided}, {worked}."
    return compose(template, printed=printed, verdict=verdict, divided=divided, worked=with_bounds(finding))


def _with_unit(one: Observation) -> Text:
    """Return a figure with the unit that a count is shown without."""
    return compose("{one} " + one.unit, one=one) if one.kind == "count" else text(one)


def _growth(finding: Finding) -> Text:
    if finding.severity == "agreement":
        return _from_totals(finding)
    sides = [finding.observations[0].interval, finding.worked]
    compared = "lower" if sides[0].value < sides[1].value else "higher"
    sides.sort(key=lambda side: -side.value)
    apart = evaluate(sub, *sides)
    points = Reference(bounds(apart, "points") if apart.width else str(number(apart, "points")), finding)
    template = "{totals} The printed rate is {compared} by {points} percentage points."
    return compose(template, totals=_from_totals(finding), points=points, compared=compared)


def _from_totals(finding: Finding) -> Text:
    printed, now, before = finding.observations
    verdicts = {"agreement": ", which agrees" if printed.interval.claimed else _NEAR, "conflict": ", which differs"}
    verdict = verdicts.get(finding.severity, "")
    template = (
        "The {printed:name} is given as {printed} by {printed:credit}. The figures printed, {before} and {now}, give "
        "{worked}{verdict}."
    )
    return compose(template, printed=printed, worked=_sum(finding), before=before, now=now, verdict=verdict)


def _dollars(finding: Finding) -> Text:
    dollars, yuan = finding.observations
    template = "{dollars:credit} prints {dollars} for {yuan}: {rate} per dollar"
    first = compose(template, dollars=dollars, yuan=yuan, rate=with_bounds(finding))
    if finding.severity == "basis":
        period, span, _ = finding.detail[-1]
        template = "{first}, which fits the exchange rate of " + period + ": {rates}."
        return compose(template, first=first, rates=Reference(span_of_rates(span), finding))
    known, unknown = [], []
    for period, span, _ in finding.detail:
        if span:
            known.append(compose("{rates}" + f" ({period})", rates=Reference(span_of_rates(span), finding)))
        else:
            unknown.append(period)
    if finding.worked.width is None:
        return compose("{first}; without a low and a high bound it cannot be judged.", first=first)
    if known:
        first = compose("{first}, which fits none of the rates used here: {rates}", first=first, rates=joined(" or ", known))
    if unknown:
        first = compose("{first}; no rate of {unknown} is known", first=first, unknown=" or of ".join(unknown))
    return compose("{first}, so that it cannot be judged." if finding.severity == "unknown" else "{first}.", first=first)


def _slip(finding: Finding) -> Text:
    suspect, *others = finding.observations
    first = compose("The {one:name}, {one} ({row}),", one=suspect, row=Reference(f"row {suspect.row}", finding))
    if finding.detail == "fraction":
        return compose("{first} looks like a fraction, where per cent is meant.", first=first)
    beside = joined(" and ", [compose("{one} in {year}", one=one, year=one.year) for one in others])
    if finding.detail == "zero":
        zero = Reference("zero", finding)
        return compose("{first} is {zero}, compared with {beside}. Was it left out?", first=first, zero=zero, beside=beside)
    power = finding.detail
    times, size = Reference(f"about {10 ** abs(power):,} times", finding), "large" if power > 0 else "small"
    return compose("{first} is {times} too {size}, compared with {beside}.", first=first, times=times, size=size, beside=beside)


def _floor(finding: Finding) -> Text:
    count, value = finding.observations
    template = "The {count:name}, {count}, times {threshold} exceeds the {value:name}, {value}: it would be {share} of it."
    return compose(template, count=count, value=value, threshold=Reference(THRESHOLD_IN_WORDS, "A6"), share=finding)


def _scope(finding: Finding) -> Text:
    part, whole = finding.observations
    wholes = "that" if part.indicator == whole.indicator else "the {whole:name}"
    template = f"The {{part:name}}, {{part}}, exceeds {wholes} of all institutions, {{whole}}."
    return compose(template, part=part, whole=whole)


def _misprint(finding: Finding) -> Text:
    printed, *parts = finding.observations
    template = (
        "{printed:credit} prints {printed} as the {printed:name}; the parts in the same source, {terms}, add up to {sum}, "
        "which other sources print too. This looks like a misprint."
    )
    return compose(template, printed=printed, sum=finding, terms=joined(" + ", parts))


def _sources(observations: list[Observation]) -> str:
    return "; ".join(credit(one) for one in observations)


_WRITERS = {
    "repeated": _repeated, "attributed": _attributed, "split": _split, "average": _average, "share": _average,
    "growth": _growth, "increase": _from_totals, "dollars": _dollars, "floor": _floor, "scope": _scope, "slip": _slip,
    "misprint": _misprint,
}  # fmt: skip
