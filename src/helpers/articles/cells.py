"""Tables in an article: each cell as a sentence of its own, of the head of its row, the head of its column, and the cell."""

import re
from collections.abc import Iterator

from helpers.articles.words import meaning, pattern, words

_BAR = "|"
# Units that the lines above a table give its columns: "values are in billions of yuan", 金额单位：亿元.
_GIVEN = re.compile(
    r"(?P<what>[a-z]+)(?: are| is)?(?: given| shown| stated| expressed)? in (?P<scale>thousand|million|billion)s?(?: of)?"
    r" (?P<unit>yuan|renminbi|dollars)|[(（](?P<short>bn|billion|mn|million) yuan[)）]"
    r"|(?P<name>[\u4e00-\u9fff]{0,6}?)单位\s?[:：为]\s?(?P<han>(?:百|千|万|亿)*(?:美元|元))",
    re.IGNORECASE,
)
_ABOVE, _SHORT = 300, 80
# As the Chinese units are called in English tables.
_TEN_THOUSAND = re.compile(r"\b(10,000|10k|10 thousand|ten thousand) (?=yuan|rmb)", re.IGNORECASE)
_HUNDRED_MILLION = re.compile(r"\b(100|hundred) million (?=yuan|rmb)", re.IGNORECASE)


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table."""
    return line.lstrip().startswith(_BAR) and line.count(_BAR) >= 2


def sentences(lines: list[tuple[int, str]], text: str = "") -> Iterator[tuple[str, int, int]]:
    """Yield for each cell a sentence, where the cell begins in it, and how far that is from its place in the article.

    The unit that the head of a column names, or the text above the table, stands behind each number of it.

    >>> list(sentences([(0, "| Year | Value (billion yuan) |"), (32, "| 2019 | 108.59 |")]))
    [('2019 Value 108.59 billion yuan', 11, 30)]
    """
    heads = [re.sub(r"\s+", " ", cell) for _, cell in _cells(*lines[0])]
    parted = [_parted(head) for head in heads]
    caption = _parted(_caption(text, lines[0][0]))
    given = list(_GIVEN.finditer(text, max(0, lines[0][0] - _ABOVE), lines[0][0]))
    for start, line in lines[1:]:
        cells = list(_cells(start, line))
        if len(cells) < 2 or re.fullmatch(r"[\s|:-]+", line):
            continue
        row, own = _parted(cells[0][1])
        own = own or next((other for _, other in cells[1:] if _is_unit(other)), "")
        first = len(heads) - len(cells) + 1
        for (place, cell), head, (name, named) in zip(cells[1:], heads[first:], parted[first:], strict=False):
            before, unit = _with_caption(f"{row} {name} ", caption)
            unit = named or own or _given(given, head) or unit
            # A Chinese unit or counter stands right behind its number.
            behind = f"{' ' * unit.isascii()}{unit}" if re.search(r"\d\s*$", cell) else ""
            yield f"{before}{cell}{behind}".rstrip() if behind else before + cell, len(before), place - len(before)


def _with_caption(heads: str, caption: tuple[str, str]) -> tuple[str, str]:
    """Return the heads of a cell, with the line above the table and its unit where they do not say what is measured."""
    words_above, unit = caption
    is_bare = not any(word.role == "noun" or word.meaning == "average" for word in words(heads))
    return (f"{words_above} {heads}" if words_above and is_bare else heads), (unit if is_bare else "")


def _cells(start: int, line: str) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row with the place where the text of each begins."""
    place = start + line.index(_BAR) + 1
    for cell in line.strip().removeprefix(_BAR).removesuffix(_BAR).split(_BAR):
        yield place + len(cell) - len(cell.lstrip()), cell.strip()
        place += len(cell) + 1


def _caption(text: str, start: int) -> str:
    """Return the short line right above a table, which says what is in it where its heads do not."""
    line = text[:start].rstrip().rpartition("\n")[2]
    return line if len(line) <= _SHORT and not is_row(line) else ""


def _given(found: list[re.Match[str]], head: str) -> str:
    """Return the unit that the text gives a column: one that it names, or every column of money."""
    for one in found:
        what = (one["what"] or one["name"] or "").lower().removesuffix("s")
        is_money = any(word.role == "noun" and word.meaning in ("value", "received", "reward") for word in words(head))
        if (what and what in head.lower()) or (not what and is_money):
            return one["han"] or (f"{one['short']} yuan" if one["short"] else f"{one['scale']} {one['unit']}")
    return ""


def _is_unit(cell: str) -> bool:
    return bool(re.fullmatch(rf"(?:{pattern('scale')})?(?:{pattern('unit')}|{pattern('counter')})?", cell)) and bool(cell)


def _parted(head: str) -> tuple[str, str]:
    """Return the head of a column without its unit, and the unit."""
    named = _TEN_THOUSAND.sub("万", _HUNDRED_MILLION.sub("亿", head))
    currency, scale = rf"(?P<currency>{pattern('currency')})", rf"(?P<scale>{pattern('scale')})"
    found = re.search(
        rf"(?:\s*[(（/,，]\s?(?:in )?|\s+in ){currency}?\s?{scale}?\s?(?P<unit>{pattern('unit', 'counter')})?\s?[)）]?\s*$",
        named,
        re.IGNORECASE,
    )
    if not found and (first := re.match(rf"(?P<unit>{pattern('unit')}) (?=per )", head, re.IGNORECASE)):
        return head[first.end() :], first["unit"].lower()
    if not found or not (found["currency"] or found["unit"] or found["scale"]):
        return head, ""
    unit = found["unit"] or meaning("currency", found["currency"] or "").lower()
    return named[: found.start()], f"{found['scale'] or ''}{' ' * unit.isascii()}{unit}".strip()
