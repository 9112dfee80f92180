"""Subjects: what each number of an article is about, by the words around it and before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpers.articles import aspects, modifiers, nouns, periods, scopes
from helpers.articles.changes import is_from
from helpers.articles.continuations import copied, direction, goes_on, is_adrift, of_part, since, spoken_of
from helpers.articles.counts import head
from helpers.articles.memory import begin, first_years, leave
from helpers.articles.number import Number
from helpers.articles.passages import Passage
from helpers.articles.places import CURRENCIES, Place
from helpers.articles.relations import relation
from helpers.articles.state import State, Subject
from helpers.articles.statements import AVERAGE, EACH, GROWTH, MATCHED, SHARE
from helpers.articles.words import meaning, meanings

# What a share of institutions has, where a share is named.
_HELD = {"platform": "platform", "staff": "with_staff"}
_IT_WAS = re.compile(r"\bit (was|is|stood at|came to) (only |just |about |still )?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(against|from|after|out of|versus|vs\.?|compared (with|to)|in (19|20)\d\d and) (only |just |about |some )?$",
    re.IGNORECASE,
)
# Around a rate without its unit, in a list of rates: plus 52.2 percent in 2018, minus 19.1 in 2019.
_YUAN_PER = re.compile(r"\W*(yuan|dollars) per [a-z]+: ", re.IGNORECASE)
_SIGNED = re.compile(r"(\b(plus|minus|up|down|by|and|to|say|says)|[,，、；;]) ?$", re.IGNORECASE)
_ENDS = re.compile(r"\s?([,，;；.。、)）]|in (19|20)\d\d|$)")
_YEAR_ALONE = re.compile(r"\s*(in |for )?(19|20)\d\d年?[:：,，]?\s?", re.IGNORECASE)
_NEGATED = re.compile(
    r"(\bnot|\brather than|\binstead of|(不是|而非|并非|不再是|误写为|误作|误为|误写成)[“‘「]?)\s?(by |about |约|增长|下降)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Counted:
    """What a number counts or measures in which relation, and whether its own sentence says so."""

    relation: str
    noun: str
    is_sure: bool
    strict: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


def subjects(passages: list[Passage], published: int | None) -> Iterator[Subject]:
    """Yield what each number is about."""
    state = State(published, first_years(passages))
    for passage in passages:
        found: list[Subject] = []
        begin(passage, state)
        for index, one in enumerate(passage.items):
            if isinstance(one, Number):
                passage = _with_unit(Place(passage, index, state, found))
                found.append(_subject(Place(passage, index, state, found)))
                yield found[-1]
        leave(passage, state, found)


def _with_unit(place: Place) -> Passage:
    """Return a passage in which a bare number has the unit of the one before, where it goes on with that."""
    number = place.number
    is_open = not number.unit and not number.counter
    unit = (_unit_of_money(place) or _unit_of_rate(place)) if is_open else _unit_of_mark(place)
    if not unit:
        return place.passage
    items = [replace(one, unit=unit) if one is number else one for one in place.items]
    return replace(place.passage, items=tuple(items))


def _unit_of_mark(place: Place) -> str:
    """Return yen for a mark that yuan and yen share, where the sentence speaks of Japan last; empty where it does not."""
    is_of_both = place.number.unit == "CNY" and place.number.text.startswith("¥")
    return "JPY" if is_of_both and scopes.last_country(place.items[: place.index], "", "") == "Japan" else ""


def _unit_of_money(place: Place) -> str:
    """Return the currency of the amount before: 639,000 yuan, against 966,000; in 2020 it was 966,000; empty where none."""
    number, before = place.number, _last_in_text(place) or place.state.subject
    if named := _YUAN_PER.match(place.passage.text, place.passage.start, place.passage.end):
        return meaning("unit", named[1])
    goes_on = _IT_WAS.search(place.before(24)) or (place.last and _AGAINST.search(place.before(24)))
    if not goes_on or not before or before.number.unit not in CURRENCIES or head(place):
        return ""
    is_near = 0.05 <= float(number.value / (before.number.value or 1)) <= 20
    return before.number.unit if is_near else ""


def _last_in_text(place: Place) -> Subject | None:
    """Return the last number before, but for one in brackets, which says the one before it again: 343,000 yuan ($4,770)."""
    numbers = [one for one in place.left if isinstance(one, Number)]
    return place.of(numbers[0]) if numbers else None


def _unit_of_rate(place: Place) -> str:
    """Return the unit of a rate that stands in a list of rates without it; empty where it is none."""
    is_one = "." in place.number.text and place.number.value < 1000 and not place.number.scale
    is_bare = is_one and _SIGNED.search(place.before(6)) and _ENDS.match(place.after(10))
    return "percent" if is_bare and any(one.number.unit == "percent" for one in place.done) else ""


def _subject(place: Place) -> Subject:
    counted, known = _counted(place), copied(place, relation(place))
    if known:
        counted = replace(counted, relation=known[0], noun=known[1], is_sure=known[2])
    kind = counted.relation
    on_average = any(one.meaning == AVERAGE for one in place.right())
    series, has_series = aspects.series(place, counted.noun, kind)
    of, has_scope = scopes.scopes(place, kind)
    years, has_year = periods.years(place, kind)
    sure = {
        "noun": counted.is_sure
        and (place.is_plain("noun", "foreign") or bool(known) or bool(place.right()) or place.is_after_total()),
        "series": has_series and (bool(place.listed("series")) or place.is_plain("series")),
        "scope": has_scope and place.is_plain("scope"),
        "year": has_year,
    }
    return Subject(
        place.number, kind, _alternatives(counted, on_average), counted.strict,
        counted.near | ({AVERAGE} if on_average else set()), series, of, years, aspects.basis(place),
        frozenset(name for name, is_said in sure.items() if is_said), place.passage, bool(_NEGATED.search(place.before(16))),
        named=meanings(place.items) | place.state.named, since=since(place, years[0] if years else 0), far=place.state.far,
        beside=tuple(one.settled for one in spoken_of(place, kind)[::-1] if one.settled) if goes_on(place, kind) else (),
        adrift=is_adrift(place, kind), direction=direction(place), starts=is_from(place),
    )  # fmt: skip


def _counted(place: Place) -> _Counted:
    """Return what a number counts or measures, by its own words or those of the number before."""
    kind, before = relation(place), place.state.subject
    noun, is_sure = _noun(place, kind)
    is_number, last = noun == "number", place.last or before
    held = _HELD.get(noun, "") if kind == SHARE else ""
    noun = _numbered(place) if is_number else "institution" if held else noun
    is_abroad = noun == "agreement" and scopes.scopes(place, kind)[0][0].startswith("AUTM")
    noun = "contract" if noun == "agreement" and not is_abroad else noun
    strict, near = modifiers.modifiers(place, noun, kind)
    strict = strict | {held} if held else strict
    is_loose = not is_sure or (noun == "institution" and kind == GROWTH) or _names_only_a_year(place)
    is_same = before and noun == before.nouns[0] and is_loose
    strict = strict or _inherited(last if is_number else before if is_same else None, kind)
    strict = strict or (of_part(place, noun) if kind == SHARE else frozenset())
    if kind == GROWTH and MATCHED in strict:
        noun = next((one.nouns[0] for one in place.done[::-1] if one.nouns[0] != "institution"), "value")
        strict, is_sure = frozenset(), False
    if same := aspects.same(place):
        noun, strict, is_sure = same.nouns[0], same.strict, True
    if kind == EACH and noun == "institution":
        noun = "contract"
    if AVERAGE in strict:
        noun, is_sure = "value", True
    return _Counted(kind, noun, is_sure, strict, near)


def _names_only_a_year(place: Place) -> bool:
    """Tell whether a number goes on with the list before, and only its year stands beside it: 2017年31家；2018年32家."""
    passage, end = place.passage, place.number.lead or place.number.start
    return passage.goes_on and bool(_YEAR_ALONE.fullmatch(passage.text, passage.start, end))


def _inherited(before: Subject | None, kind: str) -> frozenset[str]:
    """Return what narrows down the number before; growth of an average is a thing of its own, unlike an amount after it."""
    if before is None:
        return frozenset()
    return before.strict if kind == GROWTH else before.strict - {AVERAGE}


def _noun(place: Place, kind: str) -> tuple[str, bool]:
    """Return what a number counts or measures, in a list of rates that of the one before: plus 52.2 percent, minus 19.1."""
    noun, is_sure = nouns.noun(place, kind)
    last = place.last
    is_list = kind == GROWTH and not is_sure and last and last.relation == GROWTH and _SIGNED.search(place.before(6))
    return (last.settled.thing.noun, True) if is_list and last.settled else (noun, is_sure)


def _numbered(place: Place) -> str:
    """Return what "their number" counts: what the number before does."""
    last = place.last or place.state.subject
    return last.nouns[0] if last and last.nouns[0] in nouns.COUNTS else "contract"


def _alternatives(counted: _Counted, on_average: bool) -> tuple[str, ...]:
    noun, is_growth = counted.noun, counted.relation == GROWTH
    if noun == "volume" or (is_growth and noun == "contract" and on_average):
        return "", "value", "contract"
    if is_growth and not counted.is_sure and not counted.strict:
        return tuple(dict.fromkeys([noun, "value", "contract"]))
    return (noun,)
