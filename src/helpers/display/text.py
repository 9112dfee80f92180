"""Text with references: what a sentence, a title or a table cell is until it is written as Markdown, HTML or CSV."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import neg
from string import Formatter

from helpers.checks.findings import Finding
from helpers.display.formatting import COARSE, EXACT_DIGITS, FINE, FINEST, Number, as_printed, bounds, lower_limit, number
from helpers.figures.interval import evaluate
from helpers.figures.observations import OWN, Observation
from helpers.metrics.values import MetricValue


@dataclass(frozen=True)
class Reference:
    """Words, what they show (an observation, a metric value, a finding, an assumption's number), and the value in them."""

    words: str
    target: object
    value: float | None = None


class Strong(str):
    """Words that a reader must not overlook."""


@dataclass(frozen=True)
class Text:
    """Words and references, in order.

    >>> str(Text(("rose by ", Reference("15.67 %", "A2"), ".")))
    'rose by 15.67 %.'
    """

    parts: tuple[str | Reference, ...] = ()

    def __str__(self) -> str:
        return "".join(part.words if isinstance(part, Reference) else part for part in self.parts)

    @property
    def targets(self) -> list[object]:
        """What the text refers to, in order."""
        return [part.target for part in self.parts if isinstance(part, Reference)]

    @property
    def value(self) -> float | None:
        """The number, in full precision, of a text that is nothing but one.

        >>> share = Reference("15.67 %", "A2", 0.156736)
        >>> [Text(parts).value for parts in ((share,), ("rose",), ("rose", share), (share, share), ())]
        [0.156736, None, None, None, None]
        """
        return self.parts[0].value if len(self.parts) == 1 and isinstance(self.parts[0], Reference) else None


# What follows the name of a figure that is not of all institutions.
SCOPES = {"all": "", "own": " in the register", "institution": " at the institution"}
Shown = str | int | Reference | Text | Observation | MetricValue | Finding


def text(shown: Shown) -> Text:
    """Return anything that can be shown as a text; a figure, metric value or finding is its number, linked to its entry."""
    match shown:
        case Text():
            return shown
        case Observation() | MetricValue():
            return Text((Reference(str(number_of(shown)), shown, shown.interval.value),))
        case Finding():
            # What differs must not look alike, nor what agrees look different; some findings are metrics too.
            exact_digits = FINEST if shown.rule in ("split", "increase") else EXACT_DIGITS
            coarse = COARSE if shown.rule in ("average", "growth", "dollars") else FINE
            return Text((Reference(str(number(shown.worked, shown.unit, exact_digits, coarse)), shown, shown.worked.value),))
        case int():
            return Text((str(shown),))
    return Text((shown,)) if shown else Text()


def compose(template: str, find: Callable[[str, str], Shown] | None = None, **slots: Shown) -> Text:
    """Return a text made from a template; `find` gives what a slot shows that is not among the named ones.

    A slot may say how: {value:bounds}, {value:limits}, {value:change}, {figure:name}, {figure:credit}.

    >>> str(compose("{who} agree on {what}.", who="Two sources", what=Reference("12.6 %", "A1")))
    'Two sources agree on 12.6 %.'
    """
    parts = []
    for words, slot, how, _ in Formatter().parse(template):
        parts += text(words).parts
        if slot is not None:
            shown = _WAYS[how](slots[slot] if slot in slots else find(slot, how))
            parts += text(opened(shown) if how == "credit" and not parts else shown).parts
    return Text(tuple(parts))


def joined(separator: str, texts: Iterable[Shown]) -> Text:
    """Return texts as one, with a separator between them.

    >>> str(joined("; ", ["a", "b"]))
    'a; b'
    """
    parts = []
    for shown in texts:
        parts += [separator, *text(shown).parts]
    return Text(tuple(parts[1:]))


def listed(texts: list[Shown]) -> Text:
    """Return texts as an enumeration.

    >>> [str(listed(texts)) for texts in (["a", "b", "c"], ["a", "b"], ["a"], [])]
    ['a, b and c', 'a and b', 'a', '']
    """
    return joined(" and ", [joined(", ", texts[:-1]), texts[-1]]) if len(texts) > 1 else joined("", texts)


def capitalised(words: str) -> str:
    """Return words with a capital letter at the beginning."""
    return words[0].upper() + words[1:]


def opened(words: str) -> str:
    """Return words with a capital letter if they begin with an article."""
    return capitalised(words) if words.startswith(("a ", "an ", "the ")) else words


def number_of(shown: MetricValue | Observation) -> Number:
    """Return the number of a figure with all digits printed, of a metric value with those that its bounds carry."""
    interval, unit = shown.interval, shown.unit
    if isinstance(shown, MetricValue):
        return lower_limit(interval, unit) if shown.definition.is_floor else number(interval, unit)
    if shown.scope not in OWN:
        return replace(as_printed(interval, unit), qualifier=shown.qualifier)
    # Rejected rows may add to a sum.
    return number(interval, unit) if interval.width == 0 else lower_limit(interval, unit, EXACT_DIGITS)


def bounds_of(value: MetricValue | Observation) -> str:
    """Return the bounds of a metric value or a figure in words."""
    if isinstance(value, MetricValue):
        if value.definition.is_floor:
            return "a lower limit"
        if value.interval.width == 0:
            return "from the rows used" if value.reading in OWN else "from exact figures"
    return bounds(value.interval, value.unit)


def label(observation: Observation) -> str:
    """Return what a figure is of, with its scope where that is not all institutions."""
    counted = "number of " if observation.kind == "count" else ""
    return f"{counted}{observation.label}{SCOPES.get(observation.scope, f' ({observation.scope})')}"


def name(observation: Observation) -> str:
    """Return what a figure is of, and when."""
    return f"{label(observation)} in {observation.year}"


def qualified(observation: Observation) -> str:
    """Return in brackets what is left out of a printed text: about, more than, at most or nearly."""
    return f" ({observation.qualifier})" if observation.qualifier else ""


def credit(observation: Observation) -> str:
    """Return the source in words: who, and when."""
    return observation.publisher if observation.scope in OWN else credited(observation.publisher, observation.published)


def credited(publisher: str, published: str) -> str:
    """Return who printed something, and when."""
    return f"{publisher} ({published or 'undated'})"


def _limits(value: MetricValue) -> Text:
    """Return the bounds in brackets after a value; nothing where the value itself says that it has none."""
    limits = Reference(f"{bounds_of(value)}{', allowing for rounding' if value.interval.width else ''}", value)
    return compose(" ({limits})", limits=limits) if value.interval.claimed else Text()


def _change(value: MetricValue) -> Text:
    """Return a growth rate as what happened: rose, fell, or changed by, where its bounds allow either."""
    interval = value.interval
    low, high = (interval.floor, interval.ceiling) if interval.claimed else (interval.value, interval.value)
    if low == high == 0:
        return compose("{rate}", rate=Reference("did not change", value, 0.0))
    if low >= 0:
        return compose("rose {rate}", rate=value)
    if low == -math.inf and high > 0:
        return compose("rose {rate}, or fell", rate=value)
    if high > 0:
        return compose("changed by {rate}", rate=value)
    return compose("fell {rate}", rate=Reference(str(number(evaluate(neg, interval), value.unit)), value, interval.value))


_WAYS = {
    "": text, "both": text, "limits": _limits, "change": _change, "name": name, "credit": credit,
    "bounds": lambda value: compose("{value} ({value:interval})" if value.interval.width else "{value}", value=value),
    "interval": lambda value: Reference(bounds_of(value), value),
}  # fmt: skip
