"""What is shown, as a reader meets it: words, numbers, and where each link leads. The one place that knows how it is marked up."""

import re
from html import unescape

from helpers.articles.check import check_article
from helpers.articles.record import Record
from helpers.display.prose import Prose
from helpers.display.text import Reference, Text

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def words(shown: object) -> str:
    """Return the words of a sentence, of prose or of an explanation."""
    return "\n".join(str(text) if isinstance(text, Text) else text.source for text in _texts(shown))


def links(shown: object) -> list[tuple[str, object]]:
    """Return the words of each reference with what it shows."""
    parts = [part for text in _texts(shown) for part in getattr(text, "parts", ())]
    return [(part.words, part.target) for part in parts if isinstance(part, Reference)]


def unlinked(shown: object) -> str:
    """Return the words that stand outside references."""
    parts = [part for text in _texts(shown) for part in text.parts]
    return " ".join(part for part in parts if not isinstance(part, Reference))


def label(svg: str) -> str:
    """Return what a picture says to those who cannot see it."""
    return unescape(re.search(r'<svg [^>]*aria-label="([^"]*)"', svg)[1])


def numbers(text: str) -> list[tuple[float, float]]:
    """Return each number of a text with the worth of its last digit: half of that is what rounding may take away.

    >>> numbers("−19.1 % of 1,524")
    [(-19.1, 0.1), (1524.0, 1.0)]
    """
    found = (one.replace("−", "-").replace(",", "") for one in NUMBER.findall(text))
    return [(float(one), 10.0 ** -len(one.partition(".")[2])) for one in found]


def is_of(number: tuple[float, float], value: float) -> bool:
    """Tell whether a number stands for a value; a bound may be rounded away from it, by up to one of its last digit.

    >>> is_of((15.67, 0.01), 15.6736), is_of((15.67, 0.01), 15.69)
    (True, False)
    """
    return abs(number[0] - value) <= number[1] * 1.001


def _texts(shown: object) -> list[Text]:
    if isinstance(shown, str):
        return [Text((shown,))]
    if isinstance(shown, Text):
        return [shown]
    return [block for _, block in (shown.blocks if isinstance(shown, Prose) else shown)]


def verdicts(text: str, record: Record) -> list[tuple[str, str, str]]:
    """Return each number of an article as it stands, with the verdict on it and the kind of a difference."""
    return [(one.text, one.verdict, one.kind) for one in check_article(text, record)]
