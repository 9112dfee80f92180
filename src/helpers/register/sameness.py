"""Whether rows that have one id say the same in different words: judged on what was understood, not on how it is written."""

from helpers.register import cells, dates, money
from helpers.register.cells import BETWEEN, CellError

# Stands between the fen of a unit and an amount that is no plain number.
TIMES = "×"


def differ(contents: list[str]) -> bool:
    """Tell whether contents of rows, as `query.CONTENT` puts them together, mean different things.

    >>> rows = [("2020-03-05", "development", "10000000"), ("5 mar 2020", "技术开发合同", "1000000×10万元")]
    >>> differ([BETWEEN.join(("示例大学", day, mode, "", "", "", value)) for day, mode, value in rows])
    False
    """
    return len({_understood(content) for content in contents}) > 1


def _understood(content: str) -> tuple[object, ...]:
    institution, *day, mode, contracts, currency, unit, value = content.split(BETWEEN)
    factor, is_text, text = value.rpartition(TIMES)
    try:
        mode = cells.mode(mode)
        count = cells.contracts(contracts)
        fen = money.amount(text, int(factor) // money.FEN, unit, currency) if is_text else int(float(value))
    except (CellError, ValueError):
        return (content,)
    return institution, tuple(map(dates.day, day)), mode, count, currency, unit, fen
