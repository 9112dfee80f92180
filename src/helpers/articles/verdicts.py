"""Verdicts: a number that an article says of a subject, held against what the record says of it and of others."""

import re
from dataclasses import dataclass, replace

from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR, UNKNOWN
from helpers.articles.fitting import fits, preferred, said
from helpers.articles.recognition import TELLING, is_named_in_parts, mentioned, of_beside, open_aspects, recognised
from helpers.articles.slips import of_currency, of_digits, of_unit, place_of
from helpers.articles.state import Subject
from helpers.articles.statements import AVERAGE, COMPOUND, GROWTH, LEVEL, SHARE, TIMES, Statement

# A number further from the record than this factor is about something else, unless something explains it.
FAR = 2
# Modes whose totals are taken for those of others.
JOINED = ("6modes", "3modes", "3services", "4tech", "technology market", "patents of universities")
# A share with no subject of its own is that of the number before: 到账金额1325.7亿元，约为合同总金额的三分之二.
_IS_PART = re.compile(r"[，,][仅只约大]*(占|为|相当于)(同年|全部|转化)*合同总?金?额的(约|近)?$")
# Of which the record has nothing; it has means.
_MEDIAN = re.compile(r"(\bmedian\b|中位数)[^,;.，；。]{0,40}$", re.IGNORECASE)
_OR = re.compile(r"(\b(or|i\.e\.) (about |some )?|[(（])$")


@dataclass(frozen=True)
class Verdict:
    """A verdict with its kind and the statements that it rests on, the first the one that the words are about."""

    verdict: str
    kind: str = ""
    found: tuple[Statement, ...] = ()
    other: Statement | None = None


def judged(subject: Subject, known: list[Statement]) -> Verdict:
    """Return the verdict on a number; a mean that is called a median is something else."""
    verdict = _judged(subject, known)
    is_mean = bool(verdict.found) and verdict.found[0].relation == AVERAGE and verdict.verdict in (AGREES, DISPUTED)
    if is_mean and _MEDIAN.search(subject.passage.before(subject.number, 60)):
        return Verdict(DIFFERS, "indicator", (), verdict.found[0])
    return verdict


def _judged(subject: Subject, known: list[Statement]) -> Verdict:
    is_foreign = subject.nouns[0] in ("foreign", "")
    is_of_another = (is_foreign and "noun" in subject.sure) or (_is_elsewhere(subject) and "scope" in subject.sure)
    if subject.denied or is_of_another or "over_other" in subject.strict:
        return Verdict(UNKNOWN)
    if not subject.relation:
        return _of_unsaid(subject, known)
    if is_foreign or _is_elsewhere(subject):
        return _settled(recognised(subject, known)) or Verdict(UNKNOWN)
    own = of_beside(subject, known)
    own_said = _settled([one for one in own if said(one, subject)])
    is_part = subject.relation == SHARE and bool(_IS_PART.search(subject.passage.before(subject.number, 24)))
    is_of_it = subject.relation == GROWTH or (subject.relation == SHARE and _says_again(subject))
    is_same = is_of_it and not any(open_aspects(one, subject) & subject.sure for one in own)
    if own and (is_part or is_same):
        return own_said or explained(_as_of(subject, own[0]), own, known)
    fitting = [one for one in known if fits(one, subject)]
    if not fitting and "series" not in subject.sure:
        # Before 2019 the record knows the three modes alone.
        subject = replace(subject, series=("3modes", "6modes", "3services", "4tech"))
        fitting = [one for one in known if fits(one, subject)]
    agreeing = [one for one in fitting if said(one, subject) and (one.year == subject.years[0] or subject.number.digits >= 3)]
    if agreeing:
        return _agreed(subject, fitting, agreeing)
    return own_said or _settled(recognised(subject, known)) or explained(subject, _meant(subject, fitting), known)


def _of_unsaid(subject: Subject, known: list[Statement]) -> Verdict:
    """Return the verdict on a rate of which no word says whether it is a change or a share: by its digits alone."""
    kinds = (GROWTH, SHARE) if subject.number.unit == "percent" and subject.number.digits >= TELLING - 1 else ()
    found = [one for kind in kinds for one in recognised(replace(subject, relation=kind), known)]
    return (len({one.relation for one in found}) == 1 and _settled(found)) or Verdict(UNKNOWN)


def _says_again(subject: Subject) -> bool:
    """Tell whether a share says the number before in other words: 1,084 institutions, or 26.7 percent."""
    start = subject.number.lead or subject.number.start
    return bool(_OR.search(subject.passage.text[max(0, start - 12) : start]))


def _as_of(subject: Subject, one: Statement) -> Subject:
    """Return a subject that is for certain about what a statement is about."""
    about = {"nouns": (one.thing.noun,), "series": (one.thing.series,), "scopes": (one.scope,), "years": (one.year,)}
    return replace(subject, strict=one.thing.modifiers, sure=frozenset({"noun", "series", "scope", "year"}), **about)


def _meant(subject: Subject, fitting: list[Statement]) -> list[Statement]:
    """Return what the words say first, or the only thing that they may say."""
    is_alone = len({place_of(one) for one in fitting}) == 1 and fitting[0].thing.series in ("", "6modes", subject.series[0])
    return [one for one in fitting if preferred(one, subject)] or (fitting if is_alone else [])


def _settled(found: list[Statement]) -> Verdict | None:
    """Return the verdict of statements that agree with a number."""
    return Verdict(DISPUTED if found[0].disputed else AGREES, "", tuple(found)) if found else None


def _is_elsewhere(subject: Subject) -> bool:
    """Tell whether a number is about an institution or a place that the record does not know."""
    return subject.scopes[:1] in (("other",), ("elsewhere",))


def _agreed(subject: Subject, fitting: list[Statement], agreeing: list[Statement]) -> Verdict:
    best = sorted(agreeing, key=lambda one: not preferred(one, subject))
    if best[0].disputed:
        return Verdict(DISPUTED, "", tuple(best))
    meant = [one for one in fitting if preferred(one, subject) and place_of(one)[:2] == place_of(best[0])[:2]]
    is_of_all = meant and best[0].scope != meant[0].scope and best[0].scope not in mentioned(subject)
    if is_of_all and subject.relation == LEVEL and subject.nouns[0] != "institution" and not subject.passage.shift:
        return Verdict(DIFFERS, "scope", tuple(meant), best[0])
    said_nouns, all_nouns = ({one.thing.noun for one in ones} for ones in (agreeing, fitting))
    if not {subject.nouns[0], "value"} & said_nouns and all_nouns - said_nouns:
        return Verdict(UNCLEAR, "", tuple(fitting))
    return Verdict(AGREES, "", tuple(best))


def explained(subject: Subject, meant: list[Statement], known: list[Statement]) -> Verdict:
    """Return the nearest explanation of a number that the record does not say; without any the number must be near."""
    if subject.relation in (TIMES, COMPOUND) and ("noun" not in subject.sure or subject.number.digits < 2):
        return Verdict(UNKNOWN)
    agreeing = [one for one in known if one.relation == subject.relation and said(one, subject)]
    for kind in ("year", "scope", "indicator", "basis", "series"):
        other = next((one for one in agreeing if _explains(kind, one, subject)), None)
        verdict = _of_other(subject, other, kind, meant) if other else None
        if verdict:
            return verdict
    return Verdict(UNKNOWN) if subject.adrift else _slipped(subject, meant, known)


def _of_other(subject: Subject, other: Statement, kind: str, meant: list[Statement]) -> Verdict | None:
    """Return the verdict on a number that is that of another year, scope, thing, basis or series; None where that is open."""
    is_open = kind not in subject.sure
    if is_open and _is_meant(subject, other, kind, meant) or kind == "scope" and is_named_in_parts(other.scope, subject):
        return _settled([other])
    if is_open and kind == "year" and str(other.year) in subject.far:
        return Verdict(UNCLEAR, "", (*meant, other))
    if kind == "indicator" and "noun" not in subject.sure:
        return None
    if not meant and _is_nearest(subject, other, kind):
        return _settled([other])
    is_rough = subject.number.digits == 1 and (subject.number.limit in ("over", "under") or subject.number.is_word)
    return None if not meant or subject.adrift or is_rough else Verdict(DIFFERS, kind, tuple(meant), other)


def _slipped(subject: Subject, meant: list[Statement], known: list[Statement]) -> Verdict:
    """Return the verdict on a number that may be a slip, or is near what was meant without an explanation."""
    slips = {"unit": of_unit(subject, meant), "currency": of_currency(subject, known), "digits": of_digits(subject, meant)}
    for kind, found in slips.items():
        if found:
            return Verdict(DIFFERS, kind, tuple(meant), found)
    if not meant or not _is_near(subject, meant[0]):
        return Verdict(UNKNOWN)
    kind = "arithmetic" if len(meant[0].record) > 1 and meant[0].relation == SHARE else "none"
    return Verdict(DIFFERS, kind, tuple(meant))


def _is_near(subject: Subject, meant: Statement) -> bool:
    known = meant.interval
    is_precise = meant.relation != TIMES and known.claimed and known.width is not None and known.value
    return "noun" in subject.sure and bool(is_precise) and 1 / FAR <= abs(float(subject.number.value) / known.value) <= FAR


def _is_meant(subject: Subject, other: Statement, kind: str, meant: list[Statement]) -> bool:
    """Tell whether a number must be about another year, scope, series or thing, since its own words leave it open."""
    if subject.number.digits < 3 or kind == "basis":
        return False
    if kind == "indicator":
        return "noun" not in subject.sure and other.thing.noun in subject.named
    named = {"year": str(other.year), "scope": other.scope, "series": other.thing.series}[kind]
    is_spoken_of = kind != "year" or named in subject.far
    return (not meant and is_spoken_of) or named in subject.named or named == "all"


def _is_nearest(subject: Subject, other: Statement, kind: str) -> bool:
    """Tell whether a figure is what a loose word means, as "institutes" for all, if the record has none of the thing itself."""
    is_loose = kind == "scope" or (kind == "indicator" and other.thing.noun in subject.nouns and not subject.strict)
    is_of_series = not other.thing.series or other.thing.series in subject.series
    return is_loose and is_of_series and subject.number.digits >= TELLING - 1


def _explains(kind: str, one: Statement, subject: Subject) -> bool:
    """Tell whether a statement is what a subject means but for one aspect; another thing may be one of another series, too."""
    if kind != "indicator":
        return fits(one, subject, kind)
    if not fits(one, subject, "noun") and not (fits(one, subject, "series") and not _is_joined(one, subject)):
        return False
    return one.thing.noun not in subject.nouns or one.thing.modifiers != subject.strict or not _is_joined(one, subject)


def _is_joined(one: Statement, subject: Subject) -> bool:
    return one.thing.series in JOINED and subject.series[0] in JOINED
