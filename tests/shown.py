"""What is shown, as a reader meets it: words, numbers, and where each link leads. The one place that knows how it is marked up."""

import re
from html import unescape

from helpers.display.markup import plain, split

NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def words(shown: object) -> str:
    """Return the words of a sentence, of Markdown, of a table or of a chart."""
    return plain(_marked_up(shown))


def links(shown: object) -> list[tuple[str, str]]:
    """Return the words of each link with the entry that it leads to."""
    return [(text, anchor) for text, anchor in split(_marked_up(shown)) if anchor]


def unlinked(shown: object) -> str:
    """Return the words that stand outside links."""
    return " ".join(text for text, anchor in split(_marked_up(shown)) if not anchor)


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


def _marked_up(shown: object) -> str:
    return shown if isinstance(shown, str) else shown.data
