"""Explanations: why a number differs, in a sentence for the reader."""

from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR
from helpers.articles.record import Record
from helpers.articles.statements import MATCHED, Statement
from helpers.articles.verdicts import Verdict
from helpers.figures.observations import Observation

_FIXED = {
    "currency": "It is an amount in the other currency, or one converted at a rate of no week.",
    "digits": "One digit is wrong, or two are swapped.",
    "arithmetic": "It does not follow from the numbers that it is worked out from.",
    "unit": "It is off by a power of ten, as where 亿 is taken for billion.",
}


def explained(verdict: Verdict, record: Record) -> str:
    """Return a verdict's explanation as a sentence; empty where the verdict says it all."""
    one, other = next(iter(verdict.found), None), verdict.other
    if verdict.verdict == DISPUTED:
        return f"Sources contradict each other. The article takes the side of {_sources(one)}."
    if verdict.verdict == UNCLEAR:
        return "It may be understood in two ways, and the record agrees with one of them alone."
    if verdict.verdict == AGREES and one and not isinstance(one.record[:1][0] if one.record else None, Observation):
        return "As worked out from printed figures." if one.record else f"This is the {one.note}, a series of its own."
    if verdict.verdict != DIFFERS:
        return ""
    return " ".join(filter(None, (_FIXED.get(verdict.kind) or _elsewhere(verdict.kind, other, record), _instead(one))))


def _elsewhere(kind: str, other: Statement | None, record: Record) -> str:
    """Return what a number is right for."""
    if other is None:
        return ""
    label = record.edition.labels.get(other.indicator, other.indicator.replace("_", " ")) or other.note
    return {
        "year": f"It is right for {other.year}.",
        "scope": f"It is right for another scope: {other.scope}.",
        "indicator": f"It is right for another indicator: the {label}.",
        "series": f"It is right for another series: the {label}.",
        "basis": f"It is growth on another basis: {_BASES[other.basis == MATCHED]}.",
    }.get(kind, "")


_BASES = ("the totals of both years", "the institutions that reported in both years")


def _instead(one: Statement | None) -> str:
    """Return what the record has in its place."""
    if one is None:
        return ""
    unit = "" if one.unit == "1" else f" {one.unit}"
    return f"The record has {one.interval.described}{unit}."


def _sources(one: Statement) -> str:
    """Return the sources that print a figure."""
    taken = [part for part in one.record if isinstance(part, Observation) and part.indicator == one.indicator]
    taken = [part for part in taken if part.interval.value == one.interval.value] or list(one.record)
    sources = [source for part in taken for source in getattr(part, "sources", None) or (part.source,)]
    return ", ".join(dict.fromkeys(sources))
