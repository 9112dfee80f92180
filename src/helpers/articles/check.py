"""An article against the record: one claim for every number in it."""

import re

from helpers.articles.arithmetic import within
from helpers.articles.claims import AGREES, DISPUTED, Claim
from helpers.articles.passages import passages, published
from helpers.articles.places import Subject
from helpers.articles.record import Record, open_record
from helpers.articles.subjects import subjects
from helpers.articles.verdicts import Verdict, claimed, judged
from helpers.articles.words import plain

__all__ = ["check_article", "open_record"]


def check_article(text: str, record: Record) -> list[Claim]:
    """Return a claim for every number of a text, in their order."""
    flat = plain(text)
    found, verdicts = [], []
    for subject in subjects(passages(flat, record.tables), published(flat)):
        verdict = judged(subject, record.statements)
        if verdict.verdict in (AGREES, DISPUTED) and verdict.found:
            subject.settled = verdict.found[0]
        found.append(subject)
        verdicts.append(verdict)
    verdicts = [within(found, place, verdict) for place, verdict in enumerate(verdicts)]
    return [_claim(text, *pair) for pair in zip(found, verdicts, strict=True)]


def _claim(text: str, subject: Subject, verdict: Verdict) -> Claim:
    number, one = subject.number, next(iter(verdict.found), verdict.other)
    interval = claimed(subject, one) if one else number.interval
    by, unit = (0.01, "1") if number.unit in ("percent", "points") else (1, one.unit if one else number.unit)
    bounds = [None if end is None else end * by for end in (interval.value, interval.low, interval.high)]
    about = (one.indicator, one.year, one.scope) if one else ("", None, "")
    record = tuple(dict.fromkeys(part for found in (*verdict.found, verdict.other) if found for part in found.record))
    start, end = (place + subject.passage.shift for place in (number.start, number.end))
    end = min(end, start + len(re.match(r"[^|\n]*", text[start:])[0].rstrip())) if subject.passage.shift else end
    return Claim(start, end, text[start:end], *bounds, unit, *about, verdict.verdict, "", verdict.kind, record)
