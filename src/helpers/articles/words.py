"""Words that say what a number is about: rows of data/article_words.csv, found in a text with their roles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from helpers import paths

_SPACES = "\xa0\u2002\u2003\u2007\u2009\u202f\u3000"
_PLAIN = str.maketrans("０１２３４５６７８９．％＋－＄￥\u2019" + _SPACES, "0123456789.%+-$¥'" + " " * len(_SPACES))
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@dataclass(frozen=True)
class Token:
    """Something of a text that has a role: a word of the table, or a number or year; `parts` are those of a list of words."""

    start: int
    end: int
    role: str
    meaning: str
    parts: tuple["Token", ...] = ()


def meanings(found: Iterable) -> frozenset[str]:
    """Return what words mean, and the parts of those that are lists."""
    return frozenset(part.meaning for one in found for part in (one, *one.parts))


def plain(text: str) -> str:
    """Return a text of the same length with narrow digits, marks and spaces, and in simplified letters.

    >>> plain("４６６，８８２项"), plain("20\u202f997")
    ('466,882项', '20 997')
    """
    traditional = {ord(letter): simple for letter, (_, simple) in rows("traditional").items()}
    text = re.sub("(?<=[０-９])，(?=[０-９]{3})", ",", text).translate(_PLAIN | traditional)
    return re.sub(r"(?<![\d,])(\d{1,3})，(?=\d{3}(?:[项家所名人万亿元]))", r"\1,", text)


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["role"], row["meaning"]) for row in paths.table("article_words")}


@cache
def rows(role: str = "") -> dict[str, tuple[str, str]]:
    """Return the role and meaning of every word, or of those of one role."""
    return {word: known for word, known in _table().items() if role in ("", known[0])}


@cache
def pattern(*roles: str) -> str:
    """Return an expression for the words of some roles, the longest first."""
    words = sorted((word for role in roles for word in rows(role)), key=len, reverse=True)
    return "|".join(map(_bounded, words)) or "(?!)"


def meaning(role: str, word: str) -> str:
    """Return what a word of a role means, in whatever case it is written; empty where it has none."""
    return rows(role).get(word.lower().replace("-", " "), ("", ""))[1] or rows(role).get(word.lower(), ("", ""))[1]


def counted(counter: str) -> list[str]:
    """Return the nouns that a Chinese counter may count; none where it counts other things alone.

    >>> counted("人次"), counted("台")
    (['persons', 'foreign'], [])
    """
    return meaning("counter", counter).split()


NAMED = ("nothing", "people", "noun", "series", "scope", "relation", "modifier", "basis", "time", "join", "foreign")


@cache
def _by_first() -> dict[str, list[str]]:
    """Return the words by their first letter, the longest first: to try every word everywhere would take long."""
    groups: dict[str, list[str]] = {}
    for word in sorted((word for role in NAMED for word in rows(role)), key=len, reverse=True):
        groups.setdefault(word[0].lower(), []).append(word)
    return groups


@cache
def _group(first: str) -> re.Pattern[str] | None:
    found = _by_first().get(first)
    return re.compile("|".join(map(_bounded, found))) if found else None


def words(text: str) -> list[Token]:
    """Return the words of a plain text that say what a number is about, in their order."""
    known, found, place = rows(), [], 0
    # A pattern that has to ignore case takes twice as long to be made.
    lower = text.translate(_LOWER)
    while place < len(lower):
        group = _group(lower[place])
        one = group.match(lower, place) if group else None
        if one:
            word = re.sub(r"\s+", " ", one[0])
            found.append(Token(place, one.end(), *(known.get(word) or known[word.replace("-", " ")])))
        place = one.end() if one else place + 1
    return _with_names(found, text)


# Institutions by name; words before the kind that make it no name.
_GENERIC = (
    "全国|我国|中国|国内|各|所|家|部属|地方|中央|重点|一流|综合|高等|省属|该|等|和|与|为|是|在|由|对|向|以|名|的|年|批"
    "|多|类|及|这|那|日本|美国|海外|世界|部分|其中|家|有|从|让|把|被|使|据|比|高于|低于|占|全部|所有|每|位|我|本|某"
)
_NAMES = re.compile(
    rf"(?:(?!{_GENERIC})[\u4e00-\u9fff]){{2,8}}(?:大学|学院|研究所|研究院)(?!校|们|生|城|篇|教授|科技园)"
    r"|(?:[A-Z][a-z]+ ){1,3}(?:University|Institute|College|Academy)(?: (?:of|for)(?: [A-Z][a-z]+){1,3})?(?!s)"
    r"|University of [A-Z][a-z]+"
)
_ALL_KINDS = re.compile(
    r"(Chinese|China|Public|National|Annual|Research|State|Each|Every|The|A) (University|Institute|College|Academy)\Z"
)


def _with_names(found: list[Token], text: str) -> list[Token]:
    """Add the institutions that are named and that the record does not know: what is said of them is said of others."""
    for name in _NAMES.finditer(text):
        inside = [one for one in found if one.start < name.end() and name.start() < one.end]
        if any(one.role == "scope" and one.meaning[0].isupper() for one in inside) or _ALL_KINDS.match(name[0]):
            continue
        found = [one for one in found if one not in inside] + [Token(name.start(), name.end(), "scope", "other")]
    return sorted(found, key=lambda one: one.start)


def _bounded(word: str) -> str:
    """Return the expression of a word: one in Latin letters stands alone, with any white space or hyphens inside."""
    escaped = re.escape(word).replace(r"\ ", r"[\s-]{1,3}")
    left, right = (r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""), ""
    if word[-1].isascii() and word[-1].isalpha():
        right = "(?![A-Za-z])"
    return f"{left}{escaped}{right}"
