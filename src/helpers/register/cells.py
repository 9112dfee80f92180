"""Cells of a register: what people write, read where it has one meaning, else rejected with the reason."""

import re
import unicodedata
from functools import cache

from helpers import paths
from helpers.register.characters import simplified
from helpers.register.measures import NO_COUNT

# A row cannot stand for more contracts, nor hold more fen: see money.
MOST = 10**13
# What stands in a cell that is left empty; beside these, in an id, what stands for one to come.
NOTHING = r"[-‐—–―－/／\\…·.]*|无|空|暂无|没有|未填|不适用|n\.?/?a\.?|nan|null|none|nil"
NO_ID = "0|待.{1,3}|未[知登编]记?号?|无编?号|不详|见附件|同[上前]|ditto|same as above|tb[acd]|pending|unknown|xxx"
# An empty cell, or one signed or dated below the rows: 审核人：李四.
NO_CELL = r"\s*|\s*[^\d:：]{1,8}[:：](?s:.*)"
# Letters that have no width and mean nothing.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Stands between a date and a year that differ.
BETWEEN = "\x1f"
# Stands in place of a formula that was saved without its result.
NO_RESULT = "\x1e"
# What a row is, where that follows from more than one of its cells; an example is told by its institution.
EXAMPLE, EXAMPLE_ROW = "Example: delete this row", "example row"
SWALLOWED, TOTAL, ERROR = "several rows between two quotation marks", "total row", "error cell"
HEADER, UNSAVED = "header again", "formula without a result"
ERRORS = r"#(n/a|ref!|value!|div/0!|name\?|num!|null!|spill!|calc!|getting_data)"
# Totals in any column, of letters alone, without spaces; few letters may stand before the word.
_SIZES = "(数|额|额度|金额|人民币|大写|小写|项|份|个|笔|家|件|合同|年|年度|[万萬]?[元圆]|完成|值|统计|cny|rmb|yuan|total)*"
TOTALS = (
    rf".{{0,12}}(合计|合計|总计|總計|総計|小计|小計|共计|共計|累计|累計|汇总|匯總|总和|總和|总额|總額|总数|總數|合共){_SIZES}"
    r"|.{0,4}合计(人民币|大写|金额)+[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]*|其中.{0,20}|[日月季年]计"
    rf"|全年|(以上|本页|本月|本年|全年)?(全部|总|总共|总体|总量|计|計|共|平均|均|σ|∑){_SIZES}|.{{0,6}}(结转|結轉|[承接]前?[上前]页|[过转][次下]页).{{0,3}}"
    r"|所有(单位|高校|学校|院校|机构)|中位数|最[大高小低]值|占比|百分比|比[重例]|[同环]比(增长)?率?|增长率|增幅|差额|余额|结余"
    r"|.{0,16}subtotal.{0,20}|grandtotal.{0,20}|ytd|(q|h|fy|month|quarter|sum|over|running|page|annual|cumulative)?totals?(cny|rmb|yuan|contract|value|amount)*s?"
    r"|sum|sumof(theabove|all|contracts)|average|avg|mean|median|max(imum)?|min(imum)?|cumulative|percent(age)?|growth(rate)?"
    r"|gesamt(summe)?|summe|insgesamt|all|all(institutions|universities|contracts)|overall|(balance|amount)?(carried|brought)(forward|over|down)|итого|всего"
)

_ERROR = re.compile(ERRORS)
_TOTALS = re.compile(TOTALS)
# In a name without its numbers and brackets.
_TOTAL = re.compile(
    r"(?:.*\s)?(?:sub|grand|sum)?[ -]?totals?(?:(?: (?:of|for|in|value|contracts?|q)\b|[,;]).*)?|total .{1,12}|[bc]/[fd]"
)
_BESIDE_A_TOTAL = re.compile(r"\([^()]*\)|[\d:,.-]|年度?")
_NO_NAME = re.compile(f"{NO_ID}|[x×某]{{2,}}[^a-z]{{0,6}}")
_NOTHING = re.compile(NOTHING)
_CONTRACTS = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BESIDE_A_MODE = re.compile(r"^(\(?\d{1,2}[.、):]?|[a-f][.、)]) ?|(合同书?|协议书?|类|\bcontracts?|\bagreements?)$")
# What is transferred, licensed or invested: 发明专利权 of 发明专利权转让.
_OBJECT = re.compile(
    "^以?(职务)?(((发明|实用新型|外观设计)?专利(申请|所有|技术)?|专有|(计算机)?软件(著作)?|著作|集成电路布图设计(专有)?|(生物医药|动?植物)?新品种)权?"
    "|技术秘密|非?专利技术|专有技术|(科技|技术|科研)?成果|知识产权|新药(技术)?|无形资产|技术)(?=转让|许可|实施|使用|独占|普通|排他|独家|开放|授权|[作折评]|入股|[投出]资入)"
    "|^((technology|ip|intellectual property|patents?|patent rights?|know-how|trade secret"
    "|software|copyright|plant variety|(non-)?exclusive) )+"
    "(?=transfer|assignment|sale|licen)"
    "| of (the )?(ip|intellectual property|patents?|patent rights?|technology|know-how|software)$"
)
# A detail that changes nothing of the mode before it.
_BETWEEN_MODES = re.compile(r" ?(?:[—:/()]|(?<![a-z])-|-(?![a-z]))+ ?")
_DETAIL = re.compile(
    "发明|实用新型|外观设计|新(产品|技术|工艺|材料|品种|药)|委托|合作|一般|普通|独占|排他|独家|(non-)?exclusive|sole|commissioned|joint|general"
)


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
    return {row["word"]: row["mode"] for row in paths.table("mode_words")}


def _plain_mode(text: str) -> str:
    """Return the words of a mode with one kind of brackets, and no spaces beside them or within Chinese."""
    words = re.sub(r"[〔\[【<《]", "(", re.sub(r"[〕\]】>》]", ")", written(text).lower().replace("_", " ")))
    words = re.sub(r" ?([()]) ?|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", r"\1", words).strip()
    return simplified(words).replace("license", "licence")


def mode(text: str) -> str:
    """Return one of the six modes of contract, or raise CellError.

    >>> mode("技术开发（委托）"), mode("Licensing"), mode("专利权转让合同")
    ('development', 'licence', 'transfer')
    """
    words = _plain_mode(text)
    bare = _BESIDE_A_MODE.sub("", words).strip()
    # 技术开发合同(委托): the word for a contract may stand before the brackets, and a dash in their place.
    parts = [_BESIDE_A_MODE.sub("", part).strip() for part in _BETWEEN_MODES.split(bare) if part]
    inner = f"{parts[0]}({parts[1]})" if len(parts) == 2 else ""
    without_object = (_OBJECT.sub("", one) for one in (bare, bare.replace("(申请)", "")))
    for one in (words, bare, inner, re.sub("[()]", "", bare), *without_object):
        if one in modes():
            return modes()[one]
    if found := _mode_of_parts(parts):
        return found
    raise CellError(TOTAL if is_total(words) else "unknown mode")


def _mode_of_parts(parts: list[str]) -> str:
    """Return the mode that all parts of a text stand for, details aside; empty where they stand for several or none."""
    telling = [part for part in parts if part == parts[0] or not _DETAIL.fullmatch(part)]
    meant = {modes().get(_OBJECT.sub("", part), modes().get(part, "")) for part in telling}
    return meant.pop() if len(meant) == 1 else ""


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
