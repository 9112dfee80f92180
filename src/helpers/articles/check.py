"""An article against the record: one claim for every number in it."""

import re

from helpers.articles.arithmetic import as_rate, within
from helpers.articles.claims import AGREES, DISPUTED, UNKNOWN, Claim
from helpers.articles.fitting import claimed
from helpers.articles.passages import passages, published
from helpers.articles.reading import LONGEST
from helpers.articles.reasons import reason
from helpers.articles.record import Record, open_record
from helpers.articles.state import Subject
from helpers.articles.subjects import subjects
from helpers.articles.verdicts import Verdict, judged
from helpers.articles.words import plain
from helpers.errors import InputError

# An article has some dozens; each is held against everything in the record.
MOST_NUMBERS = 500
__all__ = ["check_article", "open_record"]


def check_article(text: str, record: Record) -> list[Claim]:
    """Return a claim for every number of a text, in their order.

    Raises InputError for a text that is too long, or holds too many numbers, to be an article.
    """
    if len(text) > LONGEST:
        raise InputError(f"The text is longer than {LONGEST:,} characters. Cut the article out of it.")
    flat = plain(text)
    sentences = passages(flat, record.tables)
    if sum(len(one.numbers) for one in sentences) > MOST_NUMBERS:
        raise InputError(f"The text holds more than {MOST_NUMBERS:,} numbers. Check its parts one by one.")
    found, verdicts = [], []
    for subject in subjects(sentences, published(flat)):
        verdict = judged(subject, record.statements)
        if verdict.verdict in (AGREES, DISPUTED) and verdict.found:
            subject.settled = verdict.found[0]
            # What goes on with it is about what its digits showed.
            subject.nouns = (subject.settled.thing.noun,) if subject.nouns[0] in ("foreign", "") else subject.nouns
        subject.is_known = verdict.verdict != UNKNOWN
        found.append(subject)
        verdicts.append(verdict)
    verdicts = [within(found, place, verdict) for place, verdict in enumerate(verdicts)]
    verdicts = [as_rate(*pair, record.statements) for pair in zip(found, verdicts, strict=True)]
    return [_claim(text, *pair) for pair in zip(found, verdicts, strict=True)]


def _claim(text: str, subject: Subject, verdict: Verdict) -> Claim:
    number, one = subject.number, next(iter(verdict.found), verdict.other)
    interval = claimed(subject, one) if one else number.interval
    by, unit = (0.01, "1") if number.unit in ("percent", "points") else (1, one.unit if one else number.unit)
    bounds = [None if end is None else end * by for end in (interval.value, interval.low, interval.high)]
    about = (one.indicator, one.year, one.scope) if one else ("", None, "")
    held = tuple(dict.fromkeys(part for found in (*verdict.found, verdict.other) if found for part in found.record))
    start, end = (place + subject.passage.shift for place in (number.start, number.end))
    end = min(end, start + len(re.match(r"[^|\n]*", text[start:])[0].rstrip())) if subject.passage.shift else end
    why = reason(verdict, interval)
    return Claim(start, end, text[start:end], *bounds, unit, *about, verdict.verdict, verdict.kind, why, held)
