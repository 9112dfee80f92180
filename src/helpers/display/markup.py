"""Sentences as Markdown: text from tables made harmless, numbers linked to the entry that says how they were made."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&=-])")
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(#([^)\s]*)\)")


def visible(text: str) -> str:
    """Return text with characters that steer the direction or the terminal written out.

    >>> visible("a\u202eb")
    'a[U+202E]b'
    """
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def escape(text: str) -> str:
    """Return text that Markdown shows as it is written.

    >>> print(escape("<b>*x*"))
    \\<b\\>\\*x\\*
    """
    return _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def foreign(html: str) -> str:
    """Return HTML text in which Chinese is marked as such, for those who hear the page.

    >>> foreign("121亿元")
    '121<span lang="zh">亿元</span>'
    """
    return _CHINESE.sub(r'<span lang="zh">\g<0></span>', html)


def link(text: str, anchor: str) -> str:
    """Return a text that leads to an entry of the same page."""
    return f"[{text}](#{anchor})"


def is_assumption(anchor: str) -> bool:
    """Tell whether an anchor is that of an assumption: A and a number."""
    return bool(re.fullmatch(r"A\d+", anchor))


def plain(markup: str) -> str:
    """Return the words of a sentence, without links and escapes.

    >>> plain("rose by [15.67 %](#growth_rate-2020-compilers)")
    'rose by 15.67 %'
    """
    return re.sub(rf"\\{_SPECIAL.pattern}", r"\1", _LINK.sub(r"\1", markup).replace("**", ""))


def split(markup: str) -> list[tuple[str, str]]:
    """Return the words of a sentence in pieces, each with the entry that it leads to, or with nothing.

    >>> split("rose by [16 %](#a).")
    [('rose by ', ''), ('16 %', 'a'), ('.', '')]
    """
    pieces = _LINK.split(markup)
    texts, anchor_of = pieces[0::3], iter(zip(pieces[1::3], pieces[2::3], strict=True))
    found = [(plain(texts[0]), "")]
    for text, (words, anchor) in zip(texts[1:], anchor_of, strict=True):
        found += [(plain(words), anchor), (plain(text), "")]
    return found


def anchors(markup: str) -> list[str]:
    """Return the entries that a text leads to, each once, in order.

    >>> anchors("[1](#a) and [2](#b), [3](#a)")
    ['a', 'b']
    """
    return list(dict.fromkeys(anchor for _, anchor in _LINK.findall(markup)))
