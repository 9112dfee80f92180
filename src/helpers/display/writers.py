"""The edge: text with references written as Markdown or HTML, and rows of values as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from helpers.checks.findings import Finding
from helpers.display.text import Reference, Strong, Text
from helpers.errors import visible
from helpers.figures.observations import Observation

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&=-])")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_DATE = re.compile(r"\b\d{4}-\d\d(-\d\d)?\b")
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Link(str):
    """Words that lead to a page elsewhere, at `address`."""

    address = ""


def linked(words: str, address: str) -> str:
    """Return words that lead to an address of the web; with any other address, which might do something, they are words.

    >>> html(Text((linked("a page", "https://example.org/?a=1&b=2"), linked("a trap", "javascript:alert(1)"))))
    '<a href="https://example.org/?a=1&amp;b=2">a page</a>a trap'
    """
    if not address.startswith(("https://", "http://")):
        return words
    link = Link(words)
    link.address = address
    return link


def anchor(target: object) -> str:
    """Return the name of the entry that explains what a reference shows; an assumption's is its number.

    >>> anchor("A1")
    'A1'
    """
    if isinstance(target, str):
        return target
    if isinstance(target, Finding):
        first, second, *_ = *target.observations, None
        # A whole may be split in more than one way.
        split = f"-{anchor(second)}" if target.rule == "split" else ""
        return f"{target.rule}-{anchor(first)}-{quote(first.source)}{split}"
    if isinstance(target, Observation):
        # Underscores at both ends of a word are emphasis in Markdown.
        scope = "" if target.scope == "all" else f"-{_slug(target.scope)}"
        return quote(f"{target.indicator}-{target.year}") + scope
    part = target.part and f"-{_slug(target.part)}"
    return f"{target.definition.id}-{target.year}-{target.reading}{part}"


def _slug(words: str) -> str:
    return quote(words.replace(" ", "-")).replace("_", "%5F")


def markdown(text: Text) -> str:
    """Return a text as Markdown that shows its words as they stand.

    >>> print(markdown(Text(("<b>*x*", Reference("2", "A1")))))
    \\<b\\>\\*x\\*[2](#A1)
    """
    written = []
    for part in text.parts:
        if isinstance(part, Reference):
            # A number and its unit stay on one line.
            words = part.words if part.value is None else part.words.replace(" ", "\N{NO-BREAK SPACE}")
            written.append(f"[{escaped(words)}](#{anchor(part.target)})")
        else:
            mark = "**" if isinstance(part, Strong) else ""
            written.append(f"{mark}{escaped(part)}{mark}")
    return "".join(written)


def html(text: Text) -> str:
    """Return a text as HTML, Chinese marked as such for those who hear the page.

    >>> html(Text(("a < b, ", Reference("2亿", "A1"))))
    'a &lt; b, <a href="#A1">2<span lang="zh">亿</span></a>'
    """
    written = []
    for part in text.parts:
        if isinstance(part, Reference):
            written.append(f'<a href="#{escape(anchor(part.target))}">{foreign(escape(visible(part.words)))}</a>')
        elif isinstance(part, Link):
            written.append(f'<a href="{escape(part.address)}">{foreign(escape(visible(part)))}</a>')
        else:
            written.append(foreign(escape(visible(part))))
    return "".join(written)


def foreign(html_text: str) -> str:
    """Return HTML text in which Chinese is marked as such, and dates, which stay on one line.

    >>> foreign("新华 (2022-06-30)")
    '<span lang="zh">新华</span> (<time style="white-space:nowrap">2022-06-30</time>)'
    """
    return _DATE.sub(r'<time style="white-space:nowrap">\g<0></time>', _CHINESE.sub(r'<span lang="zh">\g<0></span>', html_text))


def as_csv(rows: Iterable[dict[str, object]]) -> str:
    """Return rows as CSV in which no text is taken for a formula.

    >>> print(as_csv([{"note": "=1+1", "value": -2}]), end="")
    note,value
    '=1+1,-2
    """
    rows, written = list(rows), io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: neutral(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def neutral(value: object) -> object:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are written, white space folded.

    >>> print(escaped("a_b  c"))
    a\\_b c
    """
    return _SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", visible(words)))
