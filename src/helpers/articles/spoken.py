"""Numbers in words, Chinese and English."""

import re
from decimal import Decimal

from helpers.articles.words import rows
from helpers.figures.numerals import han

HAN = "一二两三四五六七八九"


def han_decimal(text: str) -> Decimal:
    """Return a number in Chinese words, with what stands behind the point."""
    whole, _, decimals = text.partition("点")
    digits = "".join(str("零一二三四五六七八九".find(letter.replace("〇", "零").replace("两", "二"))) for letter in decimals)
    return Decimal(f"{han(whole)}.{digits}" if digits else han(whole))


def english(text: str) -> Decimal | None:
    """Return a whole number in English words; None where it is an article or a pronoun."""
    total, part = Decimal(0), Decimal(0)
    for word in re.split(r"[\s-]+", text.lower()):
        scale = rows("scale word").get(word)
        if word in rows("scale"):
            scale = "", 10 ** int(rows("scale")[word][1])
        if word == "and":
            continue
        if scale:
            worth = Decimal(scale[1])
            total, part = (total, (part or 1) * worth) if worth == 100 else (total + (part or 1) * worth, Decimal(0))
        else:
            part += Decimal(rows("number")[word][1])
    return total + part
