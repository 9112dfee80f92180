"""Cells of a register: what people write, read where it has one meaning, else rejected with the reason."""

import re
import unicodedata

from helpers.register.measures import NO_COUNT

# A row cannot stand for more contracts, nor hold more fen: see money.
MOST = 10**13
# What stands in a cell that is left empty; beside these, in an id, what stands for one to come.
NOTHING = r"[-‐—–―－/／\\…·.]*|无|空|暂无|没有|未填|不适用|n\.?/?a\.?|nan|null|none|nil"
NO_ID = "0|待.{1,3}|未[知登编]记?号?|无编?号|不详|见附件|同[上前]|ditto|same as above|tb[acd]|pending|unknown|xxx"
# A word with a colon behind it, as of an empty cell that is signed or dated below the rows: 审核人：李四.
LABEL = r"[^\d:：,;|\t]{1,12}[:：]"
NO_CELL = rf"\s*|\s*{LABEL}(?s:.*)"
# Letters that have no width and mean nothing.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Stands between a date and a year that differ.
BETWEEN = "\x1f"
# Stands in place of a formula that was saved without its result.
NO_RESULT = "\x1e"
# What a row is, where that follows from more than one of its cells; an example is known by its institution.
EXAMPLE, EXAMPLE_ROW = "Example: delete this row", "example row"
SWALLOWED, TOTAL, ERROR = "several rows between two quotation marks", "total row", "error cell"
# Names of columns that hold numbers.
NUMBERS = re.compile("[额款费价数率号码]|amount|value|number|count|fee|price|share|code|year|no|%|元", re.IGNORECASE)
CUT = "number cut at a comma"
HEADER, UNSAVED = "header again", "formula without a result"
ERRORS = r"#(n/a|ref!|value!|div/0!|name\?|num!|null!|spill!|calc!|getting_data)"
# Totals in any column, of letters alone, without spaces; few letters may stand before the word.
_SIZES = "(数|额|额度|金额|人民币|大写|小写|项|份|个|笔|家|件|合同|年|年度|[万萬]?[元圆]|完成|值|统计|cny|rmb|yuan|total)*"
TOTALS = (
    rf".{{0,12}}(合计|合計|总计|總計|総計|小计|小計|共计|共計|累计|累計|汇总|匯總|总和|總和|总额|總額|总数|總數|合共){_SIZES}"
    r"|.{0,4}合计(人民币|大写|金额)*[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]*|其中.{0,20}|[日月季年]计"
    rf"|全年|(以上|本页|本月|本年|全年)?(全部|总|总共|总体|总量|计|計|共|平均|均|σ|∑){_SIZES}|.{{0,6}}(结转|結轉|[承接]前?[上前]页|[过转][次下]页).{{0,3}}"
    r"|(所有|各|全部)(单位|高校|学校|院校|机构|院所|学院|院系|部门)|(年度|目标)(目标|计划|任务)(数|值|额)?|目标[值数]|(任务)?完成率|中位数|最[大高小低]值|占比|百分比|比[重例]|[同环]比(增长)?率?|增长率|增幅|差额|余额|结余"
    r"|.{0,16}subtotal.{0,20}|grandtotal.{0,20}|ytd|(q|h|fy|month|quarter|sum|over|running|page|annual|cumulative)?totals?(cny|rmb|yuan|contract|value|amount)*s?"
    r"|sum|sumof(theabove|all|contracts)|average|avg|mean|median|max(imum)?|min(imum)?|cumulative|percent(age)?|growth(rate)?"
    r"|gesamt(summe)?|summe|insgesamt|all|all(institutions|universities|contracts)|overall|(balance|amount)?(carried|brought)(forward|over|down)|итого|всего"
)
# Words that stand for a sum, and for nothing else that may be said of a contract.
SUMS = "[合总總小共累][计計]|汇总|匯總|总[和额]|總[和額]|total|sum"
# What a row is that does not hold, and one that fills no more than one cell of those that are read.
VOIDED, EMPTY, NOTE = "void contract", "empty row", "note"

_ERROR = re.compile(ERRORS)
_TOTALS = re.compile(TOTALS)
# In a name without its numbers and brackets.
_TOTAL = re.compile(
    r"(?:.*\s)?(?:sub|grand|sum)?[ -]?totals?(?:(?: (?:of|for|in|value|contracts?|q)\b|[,;]).*)?|total .{1,12}|[bc]/[fd]"
)
_BESIDE_A_TOTAL = re.compile(r"\([^()]*\)|[\d:,.-]|年度?")
# Institutions that share a contract; what follows a comma or a stroke may be a college of the university before it.
_SCHOOL = "(?:大学|学院|研究院|研究所|科学院|university|institute|academy)"
_JOINT = re.compile(
    rf".*{_SCHOOL} ?(?:[、;]|(?:与|和|及|and |& ?).).+{_SCHOOL}.*"
    "|.*(?:大学|研究院|研究所|科学院) ?[,/].+(?:大学|研究院|研究所)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(f"{NO_ID}|[x×某]{{2,}}[^a-z]{{0,6}}")
_NOTHING = re.compile(NOTHING)
_CONTRACTS = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)? ?[项份个件笔]?")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_KEPT = re.compile(r"""="([^"]*)"|'([^a-z'][^']*)""")


class CellError(ValueError):
    """A cell that has not one meaning; its text is the reason why its row is rejected."""


def clean(text: str) -> str:
    """Return text with full-width forms made narrow, spaces collapsed, and no marks that make a spreadsheet keep it as text.

    >>> clean("　示例　大学（本部）"), clean('="0120"'), clean("'0120")
    ('示例 大学(本部)', '0120', '0120')
    """
    found = " ".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())
    kept = _KEPT.fullmatch(found)
    return kept[1] or kept[2] or "" if kept else found


def written(text: str) -> str:
    """Return the clean text of a cell, or raise CellError for an error of a spreadsheet.

    >>> written(" 技术　开发 ")
    '技术 开发'
    """
    if NO_RESULT in text:
        raise CellError(UNSAVED)
    found = clean(text)
    if _ERROR.fullmatch(found.lower()):
        raise CellError(ERROR)
    return found


def is_nothing(text: str) -> bool:
    """Tell whether a text stands for an empty cell.

    >>> is_nothing(" —— "), is_nothing("N/A"), is_nothing("0")
    (True, True, False)
    """
    return bool(_NOTHING.fullmatch(clean(text).lower()))


def institution(text: str) -> str:
    """Return the name of an institution, or raise CellError.

    >>> institution(" 示例大学 ")
    '示例大学'
    """
    name = written(text)
    if is_nothing(name):
        raise CellError("no institution")
    if is_total(name):
        raise CellError(TOTAL)
    if name == EXAMPLE:
        raise CellError(EXAMPLE_ROW)
    if "?" in name or "\ufffd" in name or _NO_NAME.fullmatch(name.lower()) or not any(map(str.isalnum, name)):
        raise CellError("no name of an institution")
    if _JOINT.fullmatch(name):
        raise CellError("several institutions")
    return name


def is_total(name: str) -> bool:
    """Tell whether a name is that of a total, subtotal, average or carried-over row.

    >>> is_total("【合　计】"), is_total("Total (CNY)"), is_total("化学小计"), is_total("共 3 项"), is_total("总参大学")
    (True, True, True, True, False)
    """
    letters = "".join(filter(str.isalpha, name.lower().replace("∑", "σ")))
    words = " ".join(_BESIDE_A_TOTAL.sub("", name.lower()).split())
    return bool(_TOTALS.fullmatch(letters) or _TOTAL.fullmatch(words))


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
