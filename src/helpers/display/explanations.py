"""Entries that say how each number was made: formula, worked arithmetic, inputs as printed, sources."""

import re
from collections.abc import Iterator

from IPython.display import Markdown

from helpers import paths
from helpers.checks.reconciliation import RULES, Finding
from helpers.display.charts import Chart
from helpers.display.formatting import number, plain
from helpers.display.markup import anchors, escape, is_assumption, link
from helpers.display.tables import Table
from helpers.edition import Edition
from helpers.figures.observations import OWN, Observation
from helpers.metrics import formulas
from helpers.metrics.values import Argument, MetricValue

_SECTION = re.compile(r"^## (A\d+)\. (.+)$", re.M)


def entries(edition: Edition, *shown: str | Markdown | Table | Chart) -> Markdown:
    """Return an entry for each number that what was shown links to, and for whatever those entries link to in turn."""
    wanted = anchors(" ".join(map(_markup, shown)))
    told = {}
    for anchor in wanted:
        told[anchor] = entry(edition, anchor)
        wanted.extend(a for a in anchors(told[anchor]) if a not in wanted)
    return Markdown("\n\n".join(f"### {anchor}\n\n{told[anchor]}" for anchor in _ordered(wanted)))


def entry(edition: Edition, anchor: str) -> str:
    """Return one entry: that of an assumption, a finding, a printed figure or a measure."""
    if is_assumption(anchor):
        return assumptions()[anchor]
    match edition.lookup(anchor):
        case Finding() as finding:
            return _finding(finding)
        case Observation() as observation:
            return _printed(edition.said(observation))
        case made:
            return _made(made)


def worked(edition: Edition, id: str) -> Markdown:
    """Return the entries of a metric in each reading of the edition's year that has its figures."""
    made = [m for m in edition.metric_values if m.metric.id == id]
    if not made:
        gap = next(gap for metric, gap in edition.lacks() if metric.id == id)
        return Markdown(f"Not to be had for {edition.year}: {edition.why(gap)}.")
    return Markdown("\n\n".join(f"#### {m.anchor}\n\n{_made(m)}" for m in made))


def citation(edition: Edition) -> Markdown:
    """Return how to cite the edition: its data year, reading and the digest of its tables."""
    return Markdown(
        "Research Commercialisation Notebooks: *Research commercialisation in China, recomputed*. "
        f"Data year {edition.year}, {edition.reading} reading, data {edition.tables.digest}. CC BY 4.0."
    )


def assumed(edition: Edition) -> list[str]:
    """Return a link to each assumption that a metric of the year rests on."""
    return [link(made.metric.assumption, made.metric.assumption) for made in edition.metric_values if made.metric.assumption]


def assumptions() -> dict[str, str]:
    """Return the entries of data/assumptions.md by number."""
    text = (paths.DATA / "assumptions.md").read_text(encoding="utf-8")
    parts = _SECTION.split(text)[1:]
    return {n: f"**{title}**\n\n{body.strip()}" for n, title, body in zip(*[iter(parts)] * 3, strict=True)}


def _markup(shown: str | Markdown | Table | Chart) -> str:
    match shown:
        case Table(frame, caption, _) | Chart(caption, frame, _, _):
            return " ".join([caption, *frame.to_numpy().ravel()])
        case Markdown():
            return shown.data
    return shown


def _ordered(wanted: list[str]) -> list[str]:
    return sorted(wanted, key=lambda anchor: int(anchor[1:]) if is_assumption(anchor) else 0)


def _made(made: MetricValue) -> str:
    rests = f" It rests on assumption {link(made.metric.assumption, made.metric.assumption)}." if made.metric.assumption else ""
    why = f" {made.reason}" if made.reason else ""
    lines = [
        f"{made.metric.label.capitalize()} in {made.year}, {made.reading} reading: **{made.text}** ({made.bounds}).",
        f"{formulas.definition(made.recipe.function)}{rests}",
        f"$${_arithmetic(made)}$$",
        "\n".join(f"- {_argument(a)}" for a in made.arguments),
        f"Status: {made.status}.{why}",
    ]
    return "\n\n".join(lines)


def _arithmetic(made: MetricValue) -> str:
    names = {a.name: a.name.replace("_", " ") for a in made.arguments}
    figures = {a.name: number(a.interval, a.unit) for a in made.arguments}
    result = made.text.removeprefix("at least ").removeprefix("about ").replace("%", r"\%")
    sign = r"\ge" if made.metric.is_floor else r"\approx"
    both = [formulas.latex(made.recipe.function, words) for words in (names, figures)]
    return rf"{' = '.join(both)} {sign} \text{{{result}}}"


def _argument(argument: Argument) -> str:
    name = argument.name.replace("_", " ")
    if argument.observation is None:
        return f"{name}: {number(argument.interval, argument.unit)}, part of the definition"
    said = argument.observation
    return f"{name}: {said.name}, {said.text}; {plain(argument.interval.value)} {escape(said.unit)}; {said.credit}"


def _printed(said: list[Observation]) -> str:
    lines = "\n".join(f"- “{escape(s.printed)}”: {s.credit}, {s.grade}{_note(s)}" for s in said)
    how = "printed" if said[0].scope not in OWN else "counted"
    return f"{said[0].name.capitalize()}, as {how}:\n\n{lines}"


def _note(said: Observation) -> str:
    return f"; {escape(said.note)}" if said.note else ""


def _finding(finding: Finding) -> str:
    return f"{finding.sentence}\n\nHow: {RULES[finding.rule].__doc__}\n\n" + "\n".join(_sides(finding))


def _sides(finding: Finding) -> Iterator[str]:
    for one in finding.observations:
        yield f"- {one.name}, {one.text}: “{escape(one.printed)}”, {one.credit}, {one.grade}"
