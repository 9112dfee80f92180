"""Verdicts: a number that an article says of a subject, held against what the record says of it and of others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR, UNKNOWN
from helpers.articles.places import CURRENCIES, Subject
from helpers.articles.statements import AVERAGE, EACH, GROWTH, INCREASE, LEVEL, SHARE, TIMES, Statement
from helpers.figures.interval import Interval

# A number further from the record than this factor is about something else, unless something explains it.
FAR = 2
# Modes whose totals are taken for those of others.
JOINED = ("6modes", "3modes", "3services", "4tech", "technology market", "patents of universities")


@dataclass(frozen=True)
class Verdict:
    """A verdict with its kind and the statements that it rests on, the first the one that the words are about."""

    verdict: str
    kind: str = ""
    found: tuple[Statement, ...] = ()
    other: Statement | None = None


def judged(subject: Subject, known: list[Statement]) -> Verdict:
    """Return the verdict on a number."""
    if (
        not subject.relation
        or subject.denied
        or subject.nouns[0] in ("foreign", "")
        or "over_other" in subject.strict
        or _is_elsewhere(subject)
    ):
        return Verdict(UNKNOWN)
    fitting = [one for one in known if fits(one, subject)]
    if not fitting and "series" not in subject.sure:
        # Before 2019 the record knows the three modes alone.
        subject = replace(subject, series=("3modes", "6modes", "3services", "4tech"))
        fitting = [one for one in known if fits(one, subject)]
    agreeing = [one for one in fitting if said(one, subject) and (one.year == subject.years[0] or subject.number.digits >= 3)]
    if agreeing:
        return _agreed(subject, fitting, agreeing)
    meant = [one for one in fitting if preferred(one, subject)] or (
        fitting if len({_place(one) for one in fitting}) == 1 else []
    )
    return explained(subject, meant, known)


def _is_elsewhere(subject: Subject) -> bool:
    """Tell whether a number is about an institution or a place that the record does not know."""
    return subject.scopes[:1] in (("other",), ("elsewhere",))


def _agreed(subject: Subject, fitting: list[Statement], agreeing: list[Statement]) -> Verdict:
    best = sorted(agreeing, key=lambda one: not preferred(one, subject))
    if best[0].disputed:
        return Verdict(DISPUTED, "", tuple(best))
    said_nouns, all_nouns = ({one.thing.noun for one in ones} for ones in (agreeing, fitting))
    if not {subject.nouns[0], "value"} & said_nouns and all_nouns - said_nouns:
        return Verdict(UNCLEAR, "", tuple(fitting))
    if subject.number.digits <= 2 and "scope" not in subject.sure and _is_open(fitting, agreeing):
        return Verdict(UNCLEAR, "", tuple(fitting))
    return Verdict(AGREES, "", tuple(best))


def _is_open(fitting: list[Statement], agreeing: list[Statement]) -> bool:
    """Tell whether a number of few digits is right of one of two scopes alone, neither of which the sentence names."""
    return "all" in {one.scope for one in fitting} - {one.scope for one in agreeing}


def _place(one: Statement) -> tuple:
    return one.thing, one.year, one.scope


def fits(one: Statement, subject: Subject, but: str = "") -> bool:
    """Tell whether a statement may be what a subject means; `but` names what is left aside: year, scope, noun, series or basis."""
    thing = one.thing
    return (
        one.relation == subject.relation
        and _is_since(one, subject)
        and (but == "noun" or thing.noun in subject.nouns)
        and (but == "noun" or subject.strict <= thing.modifiers <= subject.strict | subject.near)
        and (but == "series" or not thing.series or thing.series in subject.series)
        and (
            but == "scope"
            or one.scope in subject.scopes
            or bool(one.note)
            and "other" not in subject.scopes
            or _is_of_country(one, subject)
        )
        and (but == "year" or one.year in subject.years)
        and (but == "basis" or not (subject.basis and one.basis) or subject.basis == one.basis)
        and (but == "unit" or _is_in_unit(one, subject))
    )


def _is_since(one: Statement, subject: Subject) -> bool:
    """Tell whether a change counts from the year that is named, or else from the year before."""
    if one.relation not in (GROWTH, INCREASE) or not one.since:
        return True
    return one.since == (subject.since if 0 < subject.since < one.year else one.year - 1)


def _is_of_country(one: Statement, subject: Subject) -> bool:
    return "Japan" in subject.scopes and "Japan" in one.scope


def _is_in_unit(one: Statement, subject: Subject) -> bool:
    unit = subject.number.unit
    if unit in CURRENCIES:
        return one.unit.split(" ")[0] == unit
    if unit:
        return one.unit == unit
    return one.unit.split(" ")[0] not in (*CURRENCIES, "percent", "times") or (
        subject.number.scale >= 6 and one.unit.startswith("CNY")
    )


def preferred(one: Statement, subject: Subject) -> bool:
    """Tell whether a statement is what the words say first."""
    return (
        (not one.thing.series or one.thing.series == subject.series[0])
        and one.scope in subject.scopes[:1]
        and one.year in subject.years[:1]
    )


def said(one: Statement, subject: Subject, by: float = 1) -> bool:
    """Tell whether a statement agrees with a number, or with so many times the number."""
    return one.agrees(claimed(subject, one, by))


def claimed(subject: Subject, one: Statement, by: float = 1) -> Interval:
    """Return the interval of a number in the unit and with the sign of a statement: a fall by 0.5 % is growth by -0.5 %."""
    interval = subject.number.interval
    if one.relation in (EACH, TIMES, AVERAGE) and not subject.number.last and not subject.number.limit:
        interval = Interval(interval.value, interval.value - 0.5, interval.value + 0.5)
    ends = [end * by for end in (interval.low, interval.value, interval.high)]
    if one.relation == GROWTH and one.interval.value < 0 < interval.value:
        ends = [-end for end in ends[::-1]]
    return Interval(ends[1], ends[0], ends[2])


def explained(subject: Subject, meant: list[Statement], known: list[Statement]) -> Verdict:
    """Return the nearest explanation of a number that the record does not say; without any the number must be near."""
    agreeing = [one for one in known if said(one, subject)]
    for kind, is_fit in _EXPLANATIONS:
        other = next((one for one in agreeing if is_fit(one, subject)), None)
        if other and kind not in subject.sure and _is_meant(subject, other, kind, meant):
            return Verdict(DISPUTED if other.disputed else AGREES, "", (other,))
        if other and kind == "year" and kind not in subject.sure and str(other.year) in subject.far:
            return Verdict(UNCLEAR, "", (*meant, other))
        if kind == "indicator" and "noun" not in subject.sure:
            continue
        if other and _is_group(subject, other):
            return Verdict(DISPUTED if other.disputed else AGREES, "", (other,))
        if other and (meant or _is_telling(subject)):
            return Verdict(DIFFERS, kind, tuple(meant), other)
    slips = (
        ("unit", _of_unit(subject, meant)),
        ("currency", _of_currency(subject, known)),
        ("digits", _of_digits(subject, meant)),
    )
    for kind, found in slips:
        if found:
            return Verdict(DIFFERS, kind, tuple(meant), found)
    if not meant:
        return Verdict(UNKNOWN)
    one = meant[0].interval
    is_near = (
        meant[0].relation != TIMES
        and one.claimed
        and one.width is not None
        and abs(one.value)
        and 1 / FAR <= abs(float(subject.number.value) / one.value) <= FAR
    )
    is_near = is_near and "noun" in subject.sure
    kind = "arithmetic" if len(meant[0].record) > 1 and meant[0].relation == SHARE else "none"
    return Verdict(DIFFERS, kind, tuple(meant)) if is_near else Verdict(UNKNOWN)


def _is_meant(subject: Subject, other: Statement, kind: str, meant: list[Statement]) -> bool:
    """Tell whether a number must be about another year, scope, series or thing that was named, since its own words leave it open."""
    if subject.number.digits < 3 or kind == "basis":
        return False
    if kind == "indicator":
        return "noun" not in subject.sure and other.thing.noun in subject.named
    named = {"year": str(other.year), "scope": other.scope, "series": other.thing.series}[kind]
    return not meant or named in subject.named or (named == "all" and kind == "scope")


def _is_group(subject: Subject, other: Statement) -> bool:
    """Tell whether a number of institutions is that of a group which its sentence does not name again."""
    is_unnamed = subject.nouns == ("institution",) and not subject.strict and other.thing.noun == "institution"
    same = other.year in subject.years and other.scope in (*subject.scopes, "all") and other.relation == subject.relation
    return is_unnamed and same and bool(other.thing.modifiers) and subject.number.digits >= 3


def _is_telling(subject: Subject) -> bool:
    """Tell whether a number has so many digits that it is not equal to another by chance."""
    return subject.number.digits >= 3 and "noun" in subject.sure


def _same_but(*names: str) -> Callable[[Statement, Subject], bool]:
    return lambda one, subject: any(fits(one, subject, name) for name in names)


def _indicator(one: Statement, subject: Subject) -> bool:
    if not fits(one, subject, "noun") and not (fits(one, subject, "series") and not _is_joined(one, subject)):
        return False
    return one.thing.noun not in subject.nouns or one.thing.modifiers != subject.strict or not _is_joined(one, subject)


def _is_joined(one: Statement, subject: Subject) -> bool:
    return one.thing.series in JOINED and subject.series[0] in JOINED


_EXPLANATIONS = (
    ("year", _same_but("year")),
    ("scope", _same_but("scope")),
    ("indicator", _indicator),
    ("basis", _same_but("basis")),
    ("series", _same_but("series")),
)


def _of_unit(subject: Subject, meant: Iterable[Statement]) -> Statement | None:
    for one in meant:
        if one.unit.startswith(("CNY", "USD")) or (
            one.relation == LEVEL and subject.number.digits >= 2 and one.unit != "institutions"
        ):
            for power in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5):
                if said(one, subject, 10.0**power):
                    return one
    return None


def _of_currency(subject: Subject, known: Iterable[Statement]) -> Statement | None:
    """Return the amount that a number gives in the wrong currency, or converted at a rate of no week."""
    unit = subject.number.unit
    if unit not in ("CNY", "USD"):
        return None
    for one in known:
        if fits(one, subject, "unit") and one.relation == LEVEL and one.unit in ("CNY", "USD"):
            if one.unit != unit and said(one, subject):
                return one
            if one.unit == unit == "USD" and 0.85 <= float(subject.number.value) / one.interval.value <= 1.15:
                return one
    return None


def _of_digits(subject: Subject, meant: list[Statement]) -> Statement | None:
    """Return the one statement whose digits are those of the number with two swapped, or one of three or more wrong."""
    digits = str(abs(subject.number.value).normalize().as_tuple().digits)
    found = {_place(one): one for one in meant if _is_slip(subject, one)}
    return next(iter(found.values())) if digits and len(found) == 1 else None


def _is_slip(subject: Subject, one: Statement) -> bool:
    number = abs(subject.number.value)
    if not one.interval.value:
        return False
    power = number.as_tuple().exponent if number.as_tuple().exponent > 0 else 0
    last = subject.number.last or 1
    count = len(str(int(number / last))) if last else 0
    said_digits = f"{int(number / last)}" if last else ""
    true = abs(one.interval.value) / float(last)
    true_digits = f"{round(true)}"
    if len(said_digits) != len(true_digits) or count < 2 or power < 0:
        return False
    wrong = [place for place, (mine, its) in enumerate(zip(said_digits, true_digits, strict=True)) if mine != its]
    if len(wrong) == 2 and count >= 2:
        first, second = wrong
        return said_digits[first] == true_digits[second] and said_digits[second] == true_digits[first]
    return len(wrong) == 1 and count >= 3
