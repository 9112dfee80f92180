"""Charts of disagreement: sources that contradict each other, and printed growth rates beside those calculated."""

from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes

from helpers.checks.findings import Finding
from helpers.display.drawing import BLUE, GREY, INK, ORANGE, Chart, chart
from helpers.display.findings import with_bounds
from helpers.display.formatting import span_of_rates
from helpers.display.plots import marks, rows
from helpers.display.prose import Prose
from helpers.display.text import Text, compose, credited, label, listed, name, text
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, evaluate
from helpers.figures.observations import Observation, of_kinds

# The sides of a dispute by sign: marker and colour.
SIGNS = {"\u25cf": ("o", BLUE), "\u25c6": ("D", ORANGE), "\u25a0": ("s", GREY), "\u25b2": ("^", INK)}


@chart(1)
def disputes(edition: Edition, axes: Axes) -> Chart | Prose:
    """Each figure on which sources contradict each other, or that looks like a slip: all sides, on a scale of its own."""
    found = [finding for finding in edition.findings if finding.severity in ("conflict", "slip")]
    if not found:
        return Prose((("", text("No source used here contradicts another.")),))
    axes.set(xlim=(0, 1), xticks=[])
    axes.spines["bottom"].set_visible(False)
    sides = [_sides(finding) for finding in found]
    signs = [[f"{sign} {side}" for sign, side in zip(SIGNS, of_finding, strict=False)] for of_finding in sides]
    words = [words for finding, lines in zip(found, signs, strict=True) for words in (_head(finding), "\n".join(lines))]
    places = rows(axes, words, range(0, len(words), 2))
    axes.hlines(places, 0, 1, color=GREY, linewidth=0.5)
    for place, of_finding in zip(places, sides, strict=True):
        for sign, one in zip(SIGNS.values(), _scaled(list(of_finding.values())), strict=False):
            marks(axes, [place], [one], sign)
    data = pd.DataFrame({"figure": map(_head, found), "shown": ["; ".join(of_finding) for of_finding in sides]})
    return Chart(_title(found), data, tuple(found), origins=tuple(_of_rates(edition, found)))


def _of_rates(edition: Edition, found: list[Finding]) -> Iterator[str]:
    """Yield the sources of the exchange rates that are shown."""
    used = {source for one in found if one.rule == "dollars" for *_, sources in one.detail for source in sources}
    for one in edition.tables.sources.itertuples():
        if one.source in used:
            yield credited(one.publisher, one.published)


def _head(finding: Finding) -> str:
    first = finding.observations[0]
    if finding.rule == "dollars":
        return f"exchange rate behind the {name(first)}"
    return f"meaning of {text(first)} in {first.year}" if finding.rule == "attributed" else name(first)


def _sides(finding: Finding) -> dict[str, Interval]:
    first, *others = finding.observations
    if finding.rule == "dollars":
        sides = {f"{with_bounds(finding)}: implied by {first.publisher}": finding.worked}
        rates = {f"{span_of_rates(span)}: exchange rate, {period}": span for period, span, _ in finding.detail if span}
        return sides | rates
    if finding.worked:
        given = listed([str(text(one)) for one in others])
        return {_said([first]): first.interval, f"{with_bounds(finding)}: calculated from {given}": finding.worked}
    sides = {}
    for one in finding.observations:
        sides.setdefault((one.indicator, one.year, one.scope, one.interval), []).append(one)
    is_alike, said = len({side[:3] for side in sides}) == 1, {}
    for first, *others in sides.values():
        meaning = f" {first.label}" if first.kind == "count" else f", {name(first)}"
        said[_said([first, *others], "" if is_alike else meaning)] = first.interval
    return said


def _said(ones: list[Observation], meaning: str = "") -> str:
    publishers = list(dict.fromkeys(one.publisher for one in ones))
    others = len(publishers) - 1
    more = f" and {others} other{'s' * (others > 1)}" if others else ""
    return str(
        compose("{one:bounds}{meaning}: {publisher}{more}", one=ones[0], meaning=meaning, publisher=publishers[0], more=more)
    )


def _scaled(sides: list[Interval]) -> list[Interval]:
    """Return intervals as parts of the width that they take together."""
    ends = [end for one in sides for end in one.ends]
    low, width = min(ends), max(ends) - min(ends)
    if not width:
        # In the middle.
        low, width = low - 0.5, 1
    return [evaluate(lambda end: 0.04 + 0.92 * (end - low) / width, one) for one in sides]


def _apart(finding: Finding) -> float:
    values = [side.value for side in _sides(finding).values()]
    return (max(values) - min(values)) / (max(map(abs, values)) or 1)


def _title(found: list[Finding]) -> Text:
    widest = max(found, key=_apart)
    first, *others = widest.observations
    if not _apart(widest) or widest.rule not in ("repeated", "split", "average", "share", "growth", "increase"):
        return compose("Sources contradict each other on the {first:name}", first=first)
    other = widest if widest.worked else next(one for one in others if one.interval != first.interval)
    template = "In per cent, sources differ most on the {first:name}: {first} against {other}"
    return compose(template, first=first, other=other)


def _named(found: list[Finding]) -> dict[str, Finding]:
    """Return findings on growth rates by name; one that several sources print is named once."""
    by_name = {}
    for finding in found:
        printed, now, _ = finding.observations
        name = f"{label(now)}, {printed.year}"
        if name in by_name and by_name[name].observations[0].interval != printed.interval:
            name += f", printed as {text(printed)}"
        by_name.setdefault(name, finding)
    return by_name


@chart(1)
def printed_growth(edition: Edition, axes: Axes) -> Chart:
    """Printed growth rates beside those calculated from two printed figures."""
    found = sorted((finding for finding in edition.findings if finding.rule == "growth"), key=lambda finding: -finding.year)
    if not found:
        rate = next(of_kinds(edition.observations, "growth"), None)
        raise MissingFigure(rate.of, rate.year - 1) if rate else MissingFigure("growth_value_6modes", edition.year)
    by_name = _named(found)
    printed, worked = [one.observations[0].interval for one in by_name.values()], [one.worked for one in by_name.values()]
    words = [f"{text(one.observations[0])}, calculated {text(one)}" for one in by_name.values()]
    data = pd.DataFrame({"rate": list(by_name), "shown": words})
    data["printed"], data["calculated"] = [one.value for one in printed], [one.value for one in worked]
    labels = [
        f"{name}\n\u25c6 {text(one.observations[0])} printed, \u25cf {text(one)} calculated" for name, one in by_name.items()
    ]
    places = rows(axes, labels)
    ends = [end for one in [*printed, *worked] for end in one.ends]
    axes.set(xlabel="growth, per cent", xlim=(min([0, *ends]) - 2, max(ends) + 2))
    axes.hlines(places, data["printed"], data["calculated"], color=GREY)
    marks(axes, places, printed, ("D", ORANGE))
    marks(axes, places, worked)
    judged = [one for one in by_name.values() if None not in (one.worked.width, one.observations[0].interval.width)]
    agreeing = sum(finding.severity == "agreement" for finding in judged)
    which = {0: "no", len(judged): "every"}.get(agreeing, "not every")
    title = compose("Where the figures are printed too, {which} printed growth rate equals the growth calculated", which=which)
    return Chart(title, data, tuple(by_name.values()))
