"""Memory: what an article was about until a passage, for the numbers after it."""

import re

from helpers.articles.aspects import wide
from helpers.articles.comparisons import is_of_another
from helpers.articles.passages import SHORT, Passage
from helpers.articles.scopes import last_country
from helpers.articles.state import State, Subject
from helpers.articles.statements import AVERAGE, EACH
from helpers.articles.words import Token, meanings

# Scopes that are named in passing: places elsewhere, and parts of the one that is spoken of.
_PASSING = ("elsewhere", "central", "local")
# What comes after these words is said in passing.
_ASIDE = re.compile(r"(而在|而|whereas in|back in|相比之下，?|in contrast, in)\s?$", re.IGNORECASE)

# Before what is compared something "had been" so; what is so "as well" is said of something else.
_PAST = re.compile(r"[^.;。；]{0,40}\bhad\b| as well\b|(年)?(的时候)?，?[^。；，]{0,10}(还只|还不|仅为|才)")
# What it was in an earlier year, after what it is: 32 institutions, 31 in 2017.
_WAS = re.compile(r"(度)?(为|是|仅|只有|有)")
# What the sentence before said, in an earlier year: In 2019 it was 108.59 billion.
_IT_THEN = re.compile(
    r"\s*(Back )?[Ii]n (?:19|20)\d\d,? (it|this|that|they|the (figure|number|total|sum)) (was|were|had been|stood)\b"
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*$")
_NAMING = ("year", "from", "beside", "scope", "series")


def first_years(passages: list[Passage]) -> tuple[int, ...]:
    """Return the first year that an article names, or its first report does, for numbers that stand before it."""
    for role in ("year", "edition"):
        for passage in passages[:6]:
            named = [int(one.meaning) for one in passage.items if one.role == role]
            if named:
                return (named[-1],)
    return ()


def begin(passage: Passage, state: State) -> None:
    """Note whether a paragraph begins in an article about all modes, which may be about the article's first years again."""
    before = passage.text[max(0, passage.start - 8) : passage.start]
    is_new = not passage.shift and re.search(r"[^\s:：]\s*\n\s*$", before)
    state.is_about_all = bool(is_new) and state.main == "6modes"
    if is_new or passage.shift:
        known = (state.main_years, state.years) if passage.shift else (state.years, state.main_years)
        state.years = tuple(dict.fromkeys(known[0] + known[1]))


def leave(passage: Passage, state: State, found: list[Subject]) -> None:
    """Remember what a passage was about."""
    state.named = meanings(one for one in passage.items if one.role in _NAMING)
    state.far |= frozenset(one.meaning for one in passage.items if one.role in (*_NAMING, "modifier"))
    is_at_home = any(one.unit == "CNY" for one in passage.numbers)
    state.abroad = last_country(passage.items, passage.text[passage.start : passage.end], "" if is_at_home else state.abroad)
    state.years = _years(passage, state.years)
    if _begins_a_year_on(passage) and len({one.years[:1] for one in found}) == 1:
        state.years = found[0].years[:1]
    if state.published and any(one.role == "time" and one.meaning == "last" for one in passage.items):
        state.years = (state.published - 1,)
    state.years = state.years or tuple(one.settled.year for one in found if one.settled)[:1]
    state.main_years = state.main_years or state.years
    first = next((int(one.meaning) for one in passage.items if one.role == "from"), None)
    later = next((int(one.meaning) for one in passage.items if one.role == "year"), None)
    state.span = (first, later) if first and later else state.span
    _leave_words(passage, state, bool(found))
    if found:
        state.row = [*(state.row if passage.goes_on else ()), *found]
    has_series = any(one.role == "series" for one in passage.items)
    for settled in (one.settled.thing.series for one in found if one.settled and one.settled.thing.series):
        state.main = state.main or settled
        if not has_series and not settled.endswith("_mode"):
            state.series = tuple(dict.fromkeys([settled, *state.series]))


def _begins_a_year_on(passage: Passage) -> bool:
    """Tell whether a passage begins with words for the year after the one that was spoken of: a year on, 次年."""
    first = passage.items[0]
    is_first = not passage.text[passage.start : first.start].strip()
    return is_first and (first.role, first.meaning) == ("time", "next")


def _leave_words(passage: Passage, state: State, has_numbers: bool) -> None:
    """Remember the scopes and modes that a passage named, and what a heading named."""
    # On average a university concluded 12 contracts: nothing is said of another one.
    passing = (*_PASSING, "other") if any(one.meaning in (AVERAGE, EACH) for one in passage.items) else _PASSING
    named = list(dict.fromkeys(one.meaning for one in passage.items if one.role == "scope" and one.meaning not in passing))
    if named:
        state.scopes = tuple(_widest_first(named))
    series = [one for one in passage.items[::-1] if one.role == "series"]
    if series:
        state.series = wide(dict.fromkeys(one.meaning for one in series))
    is_line = passage.text[passage.end - 1 : passage.end] == "\n" and passage.end - passage.start <= SHORT
    if not has_numbers and is_line:
        state.topic = next((one.meaning for one in passage.items if one.meaning in ("reward", "received")), "")


def _widest_first(named: list[str]) -> list[str]:
    """Return scopes with one that contains the others first; of two halves, all."""
    if {"universities", "research institutes"} <= set(named):
        return ["all", *named]
    if named[0] in ("universities", "research institutes", "all") and "other" not in named:
        return named
    return named[::-1]


def _years(passage: Passage, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years that a passage leaves behind for what comes after it, the leading one first; not what is in brackets."""
    text, goes_on = passage.text, passage.text[passage.end - 1] in ";；"
    if years and passage.numbers and _IT_THEN.match(text, passage.start):
        return years
    is_heading = not passage.numbers and text[passage.end - 1] == "\n"
    for role in ("year", "edition", *(() if passage.numbers else ("from", "beside"))):
        named = [one for one in passage.items if one.role == role]
        kept = [
            int(one.meaning)
            for one in named
            if not _ASIDE.search(before := text[max(0, one.start - 60) : one.start])
            and (goes_on or not _PAST.match(text, one.end))
            and (is_heading or not _IN_BRACKETS.search(before))
            and not is_of_another(passage, one)
            and not _is_only_compared(passage, one, years)
        ]
        if kept:
            return tuple(dict.fromkeys(kept[::-1]))
    return years


def _is_only_compared(passage: Passage, year: Token, years: tuple[int, ...]) -> bool:
    """Tell whether an earlier year than the one spoken of stands behind a number only to compare it."""
    is_earlier = bool(years) and int(year.meaning) < years[0] and any(one.end <= year.start for one in passage.numbers)
    is_behind = passage.text[year.start - 1 : year.start] in ("，", ",")
    return is_earlier and is_behind and bool(_WAS.match(passage.text, year.end))
