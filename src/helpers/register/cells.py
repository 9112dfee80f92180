"""Cells of a register: what people write, read where it has one meaning, else rejected with the reason."""

import csv
import re
import unicodedata
from functools import cache

from helpers import paths
from helpers.register.measures import NO_COUNT

# A row cannot stand for more contracts, nor hold more fen: see money.
MOST = 10**13
NOTHING = ("", "-", "--", "—", "–", "/", "\\", "无", "n/a", "na", "nan", "null", "none", "nil")
# Stands between a date and a year that differ.
BETWEEN = "\x1f"
# Stands in place of a formula that was saved without its result.
NO_RESULT = "\x1e"
# What a row is, where that follows from more than one of its cells.
# The row of the template that shows how one is filled in, by its institution.
EXAMPLE, EXAMPLE_ROW = "Example: delete this row", "example row of the template"
SWALLOWED, TOTAL, ERROR = "several rows between two quotation marks", "total row", "error cell"
ERRORS = r"#(n/a|ref!|value!|div/0!|name\?|num!|null!|spill!|calc!|getting_data)"
# Totals in any column, of letters alone, without spaces; few letters may stand before the word.
_SIZES = "(数|额|额度|金额|人民币|大写|小写|项|份|个|笔|家|件|年|年度|万?元|完成|值|cny|rmb|yuan|total)*"
TOTALS = (
    rf".{{0,12}}(合计|合計|总计|總計|小计|小計|共计|共計|累计|累計|汇总|匯總|总和|總和|总额|總額|总数|總數|合共){_SIZES}"
    rf"|(以上|本页|本月|本年|全年)?(全部|总|总共|计|計|共|平均|均|σ|∑){_SIZES}|.{{0,6}}(结转|結轉|承前页|过次页).{{0,3}}"
    r"|(sub|grand|sum|over|running|page)?totals?(cny|rmb|yuan|value|amount)?|sum|average|avg|mean"
    r"|gesamt(summe)?|summe|insgesamt|all(institutions|universities|contracts)|overall|(balance|amount)?(carried|brought)(forward|over|down)|итого|всего"
)

_ERROR = re.compile(ERRORS)
_TOTALS = re.compile(TOTALS)
# In a name without its numbers and brackets.
_TOTAL = re.compile(r"(?:.*\s)?(?:sub|grand|sum)? ?totals?(?: (?:of|for|in|value)\b.*)?")
_BESIDE_A_TOTAL = re.compile(r"\([^()]*\)|[\d:,.-]|年度?")
_NO_NAMES = (
    "0",
    "同上",
    "同前",
    "待补",
    "待补充",
    "待定",
    "待填",
    "未知",
    "不详",
    "ditto",
    "same as above",
    "tbd",
    "unknown",
    "xxx",
)
_CONTRACTS = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BESIDE_A_MODE = re.compile(r"(合同书?|协议书?|类|\bcontracts?|\bagreements?)$")


class CellError(ValueError):
    """A cell that has not one meaning; its text is the reason why its row is rejected."""


def clean(text: str) -> str:
    """Return text with full-width forms made narrow and spaces collapsed.

    >>> clean("　示例　大学（本部）")
    '示例 大学(本部)'
    """
    return " ".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())


def written(text: str) -> str:
    """Return the clean text of a cell, or raise CellError for an error of a spreadsheet.

    >>> written(" 技术　开发 ")
    '技术 开发'
    """
    if NO_RESULT in text:
        raise CellError("formula without a result")
    found = clean(text)
    if _ERROR.fullmatch(found.lower()):
        raise CellError(ERROR)
    return found


def institution(text: str) -> str:
    """Return the name of an institution, or raise CellError.

    >>> institution(" 示例大学 ")
    '示例大学'
    """
    name = written(text)
    if name.lower() in NOTHING:
        raise CellError("no institution")
    if is_total(name):
        raise CellError(TOTAL)
    if name == EXAMPLE:
        raise CellError(EXAMPLE_ROW)
    if "?" in name or "\ufffd" in name or name.lower() in _NO_NAMES or not any(map(str.isalnum, name)):
        raise CellError("no name of an institution")
    return name


def is_total(name: str) -> bool:
    """Tell whether a name is that of a total, subtotal, average or carried-over row.

    >>> is_total("【合　计】"), is_total("Total (CNY)"), is_total("化学小计"), is_total("共 3 项"), is_total("总参大学")
    (True, True, True, True, False)
    """
    letters = "".join(filter(str.isalpha, f"{name.lower()}".replace("∑", "σ")))
    words = " ".join(_BESIDE_A_TOTAL.sub("", name.lower()).split())
    return bool(_TOTALS.fullmatch(letters) or _TOTAL.fullmatch(words))


@cache
def modes() -> dict[str, str]:
    """Return the mode of contract that each known word stands for, by the table in data/."""
    with (paths.DATA / "mode_words.csv").open(encoding="utf-8", newline="") as table:
        return {row["word"]: row["mode"] for row in csv.DictReader(table)}


def mode(text: str) -> str:
    """Return one of the six modes of contract, or raise CellError.

    >>> mode("技术开发（委托）"), mode("Licensing"), mode("专利权转让合同")
    ('development', 'licence', 'transfer')
    """
    words = re.sub(r"[〔\[【<《]", "(", re.sub(r"[〕\]】>》]", ")", written(text).lower().replace("_", " ")))
    words = re.sub(r" ?([()]) ?|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", r"\1", words).strip()
    bare = _BESIDE_A_MODE.sub("", words).strip()
    # 技术开发合同(委托): the word for a contract may stand before the brackets, and a dash in their place.
    inner = re.sub(r"(合同|协议)(?=\()", "", re.sub(r"^([^()]+)[-—:]([^()]+)$", r"\1(\2)", bare))
    for one in (words, bare, inner):
        if one in modes():
            return modes()[one]
    raise CellError(TOTAL if is_total(words) else "unknown mode")


def contracts(text: str) -> int:
    """Return how many contracts a row stands for, or raise CellError; an empty cell is one.

    >>> contracts(""), contracts("1,200"), contracts("3.0")
    (1, 1200, 3)
    """
    if text == NO_COUNT:
        return 0
    found = written(text)
    if not found:
        return 1
    number = _CONTRACTS.fullmatch(found)
    count = int(number[1].replace(",", "")) if number and not is_footnoted(text) else 0
    if not 1 <= count <= MOST:
        raise CellError("unreadable count")
    return count


def is_footnoted(text: str) -> bool:
    """Tell whether a raised or circled digit stands in a text, which narrowing would make part of its number.

    >>> is_footnoted("120²"), is_footnoted("１２０")
    (True, False)
    """
    odd = (letter for letter in text if not (letter.isascii() or "０" <= letter <= "９"))
    return any(re.search("[0-9]", unicodedata.normalize("NFKC", letter)) for letter in odd)
