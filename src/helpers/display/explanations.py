"""Explanations: how each number was made, with formula, worked arithmetic, inputs as printed, and sources."""

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers import paths
from helpers.checks.findings import Finding
from helpers.checks.reconciliation import RULES
from helpers.display.findings import finding_text
from helpers.display.formatting import number
from helpers.display.prose import ASSUMPTIONS, BULLET, NAMED, Markup, Prose
from helpers.display.records import reason
from helpers.display.text import SCOPES, Text, bounds_of, capitalised, compose, credit, joined, name, number_of, qualified, text
from helpers.display.writers import anchor
from helpers.edition import Edition
from helpers.errors import MissingFigure
from helpers.figures.observations import OWN, Observation, reading_name
from helpers.metrics import formulas
from helpers.metrics.definitions import METRICS_OF_MODES
from helpers.metrics.values import Argument, MetricValue

_SECTION = re.compile(r"^## (A\d+)\. (.+)\n([^#]+)", re.M)
Blocks = list[tuple[str, Text | Markup]]


def entries(edition: Edition, *shown: object) -> Prose:
    """Return an explanation of each number in sentences, tables and charts, and in their explanations in turn."""
    wanted, found = [target for one in shown for target in one.targets], {}
    for target in wanted:
        if anchor(target) not in found:
            found[anchor(target)] = entry(edition, target)
            wanted += Prose(tuple(found[anchor(target)])).targets
    blocks = []
    # Assumptions come last, in their order.
    for title in sorted(found, key=lambda title: int(title[1:]) if title in NAMED else 0):
        blocks += [("", Markup(f"### {title}")), *found[title]]
    return Prose(tuple(blocks))


def entry(edition: Edition, target: object) -> Blocks:
    """Return one explanation: of an assumption, a finding, a published figure or a metric value."""
    match target:
        case str():
            return [("", Markup(assumptions()[target]))]
        case Finding():
            return _finding(target)
        case Observation():
            return _published(edition.alike(target))
    return _metric(target)


def worked(edition: Edition, id: str) -> Prose:
    """Return how a metric was made in each reading that has its figures; raises UnknownNameError where no metric has the id."""
    definition = edition.definition(id)
    blocks = explained(value for value in edition.metric_values if value.definition == definition)
    if not blocks:
        try:
            edition.metric(id)
        except MissingFigure as missing:
            why = f"not calculated for {edition.year}, because {edition.why(missing)}"
            blocks.append(("", text(f"{capitalised(definition.label)}: {why}.")))
    return Prose(tuple(blocks))


def worked_modes(edition: Edition) -> Prose:
    """Return the explanations of the metrics of single modes that the year has; nothing where it has none."""
    return Prose(tuple(explained(value for value in edition.metric_values if value.definition in METRICS_OF_MODES)))


def explained(values: Iterable[MetricValue]) -> Blocks:
    """Return explanations of metric values, each under its anchor."""
    blocks = []
    for value in values:
        blocks += [("", Markup(f"#### {anchor(value)}")), *_metric(value)]
    return blocks


def citation(edition: Edition) -> Prose:
    """Return how to cite the edition: its data year, reading and the digest of its tables."""
    title = "Research Commercialisation Notebooks: *Research commercialisation in China, recomputed*."
    data = f"Data year {edition.year}, {reading_name(edition.reading)}, data {edition.tables.digest}"
    return Prose((("", Markup(f"{title} {data}. CC BY 4.0.")),))


def rests_on(edition: Edition, *more: MetricValue) -> Prose:
    """Return the published figures and the assumptions that the metrics of the year, and more values, rest on."""
    inputs = [one for value in (*edition.metric_values, *more) for one in value.inputs]
    named = [value.definition.assumption for value in edition.metric_values if value.definition.assumption]
    # Why a value is disputed may rest on one more.
    for value in edition.metric_values:
        named += [target for target in reason(value).targets if target in ASSUMPTIONS] if value.reason else []
    return Prose(tuple((BULLET, text(one)) for one in (*inputs, *map(NAMED.get, named))))


def assumptions() -> dict[str, str]:
    """Return the entries of data/assumptions.md by number."""
    log = (paths.DATA / "assumptions.md").read_text(encoding="utf-8")
    return {number: f"**{title}**\n\n{body.strip()}" for number, title, body in _SECTION.findall(log)}


def _metric(value: MetricValue) -> Blocks:
    definition = value.definition
    where = SCOPES.get(value.reading) or f", {reading_name(value.reading)}"
    meaning = text(formulas.definition(value.recipe.function))
    # Of any growth rate that a source prints, what it compares is inferred alike.
    is_inferred = value.status == "inferred"
    assumption = "A1" if is_inferred else definition.assumption
    if assumption:
        rests = (
            "No source states what it compares: see {assumption}." if is_inferred else "It rests on assumption {assumption}."
        )
        meaning = compose("{meaning} " + rests, meaning=meaning, assumption=NAMED[assumption])
    return [
        ("", text(f"{capitalised(value.label)}, {value.year}{where}: {number_of(value)} ({bounds_of(value)}).")),
        ("", meaning),
        ("", Markup(f"$${_arithmetic(value)}$$")),
        *((BULLET, _argument(argument)) for argument in value.arguments),
        ("", joined(" ", [f"Status: {value.status}.", *([reason(value)] if value.reason else [])])),
    ]


def _arithmetic(value: MetricValue) -> str:
    function = value.recipe.function
    names = {argument.name: argument.name.replace("_", " ") for argument in value.arguments}
    figures = {}
    for argument in value.arguments:
        given = number(argument.interval, argument.unit)
        # The formula itself divides per cent by a hundred.
        figures[argument.name] = given.digits if argument.unit == "percent" else str(given)
    result = str(replace(number_of(value), qualifier="")).replace("%", r"\%")
    sign = r"\ge" if value.definition.is_floor else r"\approx"
    return rf"{formulas.latex(function, names)} = {formulas.latex(function, figures)} {sign} \text{{{result}}}"


def _argument(argument: Argument) -> Text:
    words, printed = argument.name.replace("_", " "), argument.observation
    if printed is None:
        return text(f"{words}: {number(argument.interval, argument.unit)}, {argument.origin}")
    return compose("{words}: {one:name}, {one}; {one:credit}", words=words, one=printed)


def _published(observations: list[Observation]) -> Blocks:
    first = observations[0]
    how = "counted" if first.scope in OWN else "printed"
    return [("", text(f"{capitalised(name(first))}, as {how}:")), *((BULLET, text(_quoted(one))) for one in observations)]


def _finding(finding: Finding) -> Blocks:
    found = finding_text(finding)
    blocks = [("", found), ("", text(f"Rule: {formulas.definition(RULES[finding.rule])}"))]
    # What the sentence refers to has an explanation of its own, which quotes it.
    quoted = [anchor(target) for target in found.targets]
    for one in finding.observations:
        if anchor(one) not in quoted:
            blocks.append((BULLET, compose("{one:name}, {one}: {quoted}", one=one, quoted=_quoted(one))))
    return blocks


def _quoted(observation: Observation) -> str:
    note = f"; {observation.note}" if observation.note else ""
    if observation.scope in OWN:
        return f"{observation.printed}: {observation.publisher}{note}"
    return f"“{observation.printed}”{qualified(observation)}: {credit(observation)}, {observation.grade}{note}"
