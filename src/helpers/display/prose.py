"""Prose for a notebook: sentences as paragraphs and lists, headings and formulas, written as Markdown at the last moment."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from string import Formatter

from helpers.display.text import Reference, Shown, Text, capitalised, compose, joined, text
from helpers.display.writers import markdown
from helpers.edition import Edition
from helpers.errors import MissingFigure, all_of
from helpers.figures.observations import reading_name
from helpers.metrics.definitions import THRESHOLD_IN_WORDS

BULLET = "- "
ASSUMPTIONS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7")
NAMED = {"threshold": Reference(THRESHOLD_IN_WORDS, "A6")} | {name: Reference(name, name) for name in ASSUMPTIONS}

# A sentence does not begin with digits.
_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


@dataclass(frozen=True)
class Markup:
    """Markdown as its author wrote it: a heading, a formula, or an entry of the assumptions log."""

    source: str
    targets: tuple[object, ...] = ()


@dataclass(frozen=True, repr=False)
class Prose:
    """Paragraphs, each a text or markup with an optional list mark."""

    blocks: tuple[tuple[str, Text | Markup], ...]

    @property
    def targets(self) -> list[object]:
        """What the texts refer to, in order."""
        return [target for _, block in self.blocks for target in block.targets]

    def __repr__(self) -> str:
        return "\n\n".join(str(block) for _, block in self.blocks if isinstance(block, Text))

    def _repr_markdown_(self) -> str:
        written, before = "", None
        for mark, block in self.blocks:
            between = "\n" if mark and mark == before else "\n\n" if written else ""
            written += between + mark + (markdown(block) if isinstance(block, Text) else block.source)
            before = mark
        return written


@dataclass(frozen=True)
class Sentence:
    """Sentences on a subject, each made from a template for `fill` or a function and left out where its figure is missing."""

    subject: str
    clauses: tuple[str | Callable[[Edition], Text], ...]

    def known(self, edition: Edition) -> Text:
        """Return the sentences; raises MissingFigure of all their figures where all are left out."""

        def written(write: str | Callable[[Edition], Text]) -> Text | None:
            shown = fill(edition, write) if isinstance(write, str) else write(edition)
            return shown if shown.parts else None

        return joined(" ", gathered(self.clauses, written))

    def __call__(self, edition: Edition) -> Text:
        """Return the sentences, or one that names the missing figure; without a subject it says that alone."""
        try:
            return self.known(edition)
        except MissingFigure as figure:
            why = edition.why(figure)
        return text(f"{self.subject} is not calculated for {edition.year}: {why}." if self.subject else f"{capitalised(why)}.")


def sentence(subject: str, *clauses: str | Callable[[Edition], Text]) -> Sentence:
    """Return sentences on a subject; an empty one stands for what is printed, not calculated."""
    return Sentence(subject, clauses)


def fill(edition: Edition, template: str, **slots: Shown) -> Text:
    """Return a text made from a template whose slots name metrics, indicators, assumptions, `year`, or `before`: the last year.

    {id:both} shows a metric in the chosen reading and, where it differs, in the other one.
    Raises MissingFigure that names all that is not printed, UnknownNameError where a slot names nothing.
    """
    found, missing = {}, []
    for _, slot, how, _ in Formatter().parse(template):
        try:
            found[slot, how] = slot and slot not in slots and _found(edition, slot, how)
        except MissingFigure as figure:
            missing.append(figure)
    if missing:
        raise all_of(missing)
    return compose(template, lambda *asked: found[asked], **slots)


def paragraphs(edition: Edition, *sentences: Sentence) -> Prose:
    """Return sentences as one paragraph each, without those that are empty."""
    texts = [write(edition) for write in sentences]
    return Prose(tuple(("", shown) for shown in texts if shown.parts))


def known(edition: Edition, *sentences: Sentence, mark: str = "") -> Prose:
    """Return sentences as one paragraph each, without those that have no figure."""
    texts = []
    for write in sentences:
        with suppress(MissingFigure):
            texts.append(write.known(edition))
    return Prose(tuple((mark, shown) for shown in texts if shown.parts))


def bullets(edition: Edition, *sentences: Sentence) -> Prose:
    """Return sentences as a list, without those that have no figure."""
    return known(edition, *sentences, mark=BULLET)


def gathered(asked: Iterable, find: Callable) -> list:
    """Return what is found of all that is asked; where nothing is, raises MissingFigure of all that is missing."""
    found, missing = [], []
    for one in asked:
        try:
            found.append(find(one))
        except MissingFigure as figure:
            missing.append(figure)
    found = [one for one in found if one is not None]
    if missing and not found:
        raise all_of(missing)
    return found


def in_words(count: int) -> str:
    """Return a number as a sentence begins with it: up to twelve in words.

    >>> in_words(5), in_words(13)
    ('Five', '13')
    """
    return _WORDS[count] if count < len(_WORDS) else str(count)


def marked(edition: Edition, shown: Shown) -> Shown:
    """Return a figure, marked where sources contradict each other on it or on what it counts."""
    mark = disputed(edition, shown)
    return Reference(f"{text(shown)}{mark}", shown, shown.interval.value) if mark else shown


def disputed(edition: Edition, shown: Shown) -> str:
    """Return the mark of a figure on which, or on whose meaning, sources contradict each other."""
    conflicts = [finding for finding in edition.findings if finding.severity == "conflict"]
    of_meaning = [finding for finding in conflicts if finding.rule in ("repeated", "attributed")]
    return " (disputed)" if any(shown in finding.observations for finding in of_meaning) else ""


def _found(edition: Edition, slot: str, how: str) -> Shown:
    if slot in NAMED:
        return NAMED[slot]
    if slot in ("year", "before"):
        return edition.year - (slot == "before")
    if slot in edition.indicators:
        return edition.figure(slot) if how else marked(edition, edition.figure(slot))
    lead = edition.metric(slot)
    if how != "both":
        return lead
    other = edition.other(slot)
    if other is None or other.interval == lead.interval:
        return compose("{lead:bounds}", lead=lead)
    template = "{lead} ({lead:interval}; {other} in the {reading})"
    return compose(template, lead=lead, other=other, reading=reading_name(other.reading))
