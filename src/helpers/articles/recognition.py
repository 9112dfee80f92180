"""Recognition: the figure of the record that the digits of a number identify, where its words leave open what it is about."""

from dataclasses import replace

from helpers.articles.fitting import is_counted, is_in_scope, is_in_unit, said
from helpers.articles.places import CURRENCIES, YEARS
from helpers.articles.state import Subject
from helpers.articles.statements import AVERAGE, GROWTH, LEVEL, MATCHED, SHARE, WHOLES, Statement

# So many digits are not those of another figure by chance; one less is enough where a single aspect is open.
TELLING = 4


def recognised(subject: Subject, known: list[Statement]) -> list[Statement]:
    """Return the statements that a number says by its digits, none of which the words of its own clause contradict."""
    if subject.number.digits < TELLING - 1 or subject.number.limit in ("over", "under") and subject.number.digits < TELLING:
        return []
    agreeing = [one for one in known if _is_of_kind(one, subject) and said(one, subject)]
    return [one for one in agreeing if not contradicted(one, subject) and _is_unmistakable(one, subject)]


def of_beside(subject: Subject, known: list[Statement]) -> list[Statement]:
    """Return what the record says of the number right before, where a change or a share goes on with it."""
    if not subject.beside:
        return []
    alike = [one for one in known if one.relation == subject.relation and one.unit == subject.number.unit]
    return [one for one in alike if _goes_on(one, subject.beside[0]) and not _is_on_other_basis(one, subject)]


def _goes_on(one: Statement, other: Statement) -> bool:
    """Tell whether a statement is about the thing of the one before it, in its year and scope; an average is its own thing."""
    is_average = other.relation == AVERAGE and one.relation == GROWTH
    thing = replace(other.thing, modifiers=other.thing.modifiers | {AVERAGE}) if is_average else other.thing
    return (one.thing, one.year, one.scope) == (thing, other.year, other.scope)


def _is_of_kind(one: Statement, subject: Subject) -> bool:
    relations = (LEVEL, AVERAGE) if subject.relation == LEVEL and subject.number.unit in CURRENCIES else (subject.relation,)
    return one.relation in relations and is_in_unit(one, subject) and is_counted(one, subject)


def open_aspects(one: Statement, subject: Subject) -> set[str]:
    """Return in what a statement is not what the words say."""
    thing = one.thing
    same = {
        "year": one.year in subject.years,
        "scope": is_in_scope(one, subject) or is_named_in_parts(one.scope, subject),
        "series": not thing.series or thing.series in subject.series,
        "noun": thing.noun in subject.nouns,
        "modifiers": subject.strict <= thing.modifiers <= subject.strict | subject.near,
    }
    return {name for name, is_same in same.items() if not is_same}


def is_named_in_parts(scope: str, subject: Subject) -> bool:
    """Tell whether the sentence names both parts of a scope, as in "of the central ones, 99 universities"."""
    of = subject.scopes[0]
    is_of_both_parts = of.startswith(("central ", "local ")) and not of.endswith(" institutions")
    if is_of_both_parts or (of in ("universities", "research institutes") and not scope.endswith(of)):
        return False
    named = {word for name in subject.named for word in (name, *name.split(" ", 1)[:1])}
    return scope.startswith(("central ", "local ")) and set(scope.split(" ", 1)) <= named


def _is_on_other_basis(one: Statement, subject: Subject) -> bool:
    return bool(subject.basis and one.basis) and subject.basis != one.basis


def contradicted(one: Statement, subject: Subject) -> bool:
    """Tell whether the words beside a number say something else than a statement."""
    different = open_aspects(one, subject)
    named = mentioned(subject)
    if "scope" in different and one.scope not in named:
        return True
    needed = one.thing.modifiers - {AVERAGE} if one.relation == SHARE else one.thing.modifiers & {MATCHED}
    if "modifiers" in different and not needed <= named:
        return True
    if different & subject.sure or (subject.strict and "noun" in subject.sure and "modifiers" in different):
        return True
    if "series" in different and one.thing.series not in named:
        return True
    is_average = AVERAGE in one.thing.modifiers and AVERAGE not in subject.strict | subject.near
    if one.note or _is_on_other_basis(one, subject) or (is_average and "noun" in subject.sure):
        return True
    named = {int(word.meaning) for word in subject.passage.items if word.role in YEARS}
    if one.since and one.since not in (one.year - 1, subject.since, *subject.years, *named):
        return True
    return "year" in different and bool(subject.years) and one.year not in named


def mentioned(subject: Subject) -> frozenset[str]:
    """Return what the article has named until the end of the sentence, each part of a list on its own aside."""
    own = {one.meaning for one in subject.passage.items}
    named = subject.far | own
    return named | {whole for whole, parts in WHOLES.items() if parts <= named}


def _is_unmistakable(one: Statement, subject: Subject) -> bool:
    different = open_aspects(one, subject)
    return len(different) <= 1 or (subject.number.digits >= TELLING and bool(one.digit))
