"""Memory: what an article was about until a passage, for the numbers after it."""

import re

from helpers.articles import periods
from helpers.articles.aspects import wide
from helpers.articles.passages import SHORT, Passage
from helpers.articles.scopes import last_country
from helpers.articles.state import State, Subject
from helpers.articles.words import meanings

# Scopes that are named in passing: places elsewhere, and parts of the one that is spoken of.
_PASSING = ("elsewhere", "central", "local")
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
    state.years = periods.remembered(passage, state.years)
    if state.published and any(one.role == "time" and one.meaning == "last" for one in passage.items):
        state.years = (state.published - 1,)
    state.years = state.years or tuple(one.settled.year for one in found if one.settled)[:1]
    state.main_years = state.main_years or state.years
    first = next((int(one.meaning) for one in passage.items if one.role == "from"), None)
    later = next((int(one.meaning) for one in passage.items if one.role == "year"), None)
    state.span = (first, later) if first and later else state.span
    _leave_words(passage, state, bool(found))
    if found:
        goes_on = passage.text[max(0, passage.start - 1) : passage.start] in (";", "；")
        state.row = [*(state.row if goes_on else ()), *found]
    has_series = any(one.role == "series" for one in passage.items)
    for settled in (one.settled.thing.series for one in found if one.settled and one.settled.thing.series):
        state.main = state.main or settled
        if not has_series and not settled.endswith("_mode"):
            state.series = tuple(dict.fromkeys([settled, *state.series]))


def _leave_words(passage: Passage, state: State, has_numbers: bool) -> None:
    """Remember the scopes and modes that a passage named, and what a heading named."""
    named = list(dict.fromkeys(one.meaning for one in passage.items if one.role == "scope" and one.meaning not in _PASSING))
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
