"""Words that say what a number is about: rows of data/article_words.csv, found in a text with their roles."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from helpers import paths

_WIDE = {
    **{0xFF10 + digit: 0x30 + digit for digit in range(10)},
    0xFF0E: ".",
    0xFF05: "%",
    0xFF0B: "+",
    0xFF0D: "-",
    0xFF04: "$",
}
_PLAIN = {**_WIDE, **dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000), " "), 0x2019: "'", 0xFFE5: "¥"}


@dataclass(frozen=True)
class Token:
    """Something of a text that has a role: a word of the table, or a number or year; `parts` are those of a list of words."""

    start: int
    end: int
    role: str
    meaning: str
    parts: tuple["Token", ...] = ()


def plain(text: str) -> str:
    """Return a text of the same length with narrow digits, marks and spaces.

    >>> plain("４６６，８８２项"), plain("20\u202f997")
    ('466,882项', '20 997')
    """
    return re.sub("(?<=[０-９])，(?=[０-９]{3})", ",", text).translate(_PLAIN)


@cache
def rows(role: str = "") -> dict[str, tuple[str, str]]:
    """Return the role and meaning of every word, or of those of one role."""
    with (paths.DATA / "article_words.csv").open(encoding="utf-8", newline="") as table:
        found = {row["word"]: (row["role"], row["meaning"]) for row in csv.DictReader(table)}
    return {word: known for word, known in found.items() if role in ("", known[0])}


@cache
def pattern(*roles: str) -> str:
    """Return an expression for the words of some roles, the longest first."""
    words = sorted((word for role in roles for word in rows(role)), key=len, reverse=True)
    return "|".join(map(_bounded, words)) or "(?!)"


def meaning(role: str, word: str) -> str:
    """Return what a word of a role means, in whatever case it is written; empty where it has none."""
    return rows(role).get(word.lower().replace("-", " "), ("", ""))[1] or rows(role).get(word.lower(), ("", ""))[1]


NAMED = ("noun", "series", "scope", "relation", "modifier", "basis", "time", "join", "foreign")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(pattern(*NAMED), re.IGNORECASE)


def words(text: str) -> list[Token]:
    """Return the words of a plain text that say what a number is about, in their order."""
    known = rows()
    found = []
    for one in _named().finditer(text):
        word = re.sub(r"\s+", " ", one[0].lower())
        role, meant = known.get(word) or known[word.replace("-", " ")]
        found.append(Token(one.start(), one.end(), role, meant))
    return found


def _bounded(word: str) -> str:
    """Return the expression of a word: one in Latin letters stands alone, with any white space or hyphens inside."""
    escaped = re.escape(word).replace(r"\ ", r"[\s-]{1,3}")
    left, right = (r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""), ""
    if word[-1].isascii() and word[-1].isalpha():
        right = "(?![A-Za-z])"
    return f"{left}{escaped}{right}"
