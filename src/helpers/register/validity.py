"""Which contracts of a register count: cells, names and remarks that call some void, not signed, bought or in foreign money."""

import re
from collections.abc import Iterable, Iterator, Sequence

from helpers.errors import Problem, refusal
from helpers.register.cells import clean
from helpers.register.choices import IGNORE, answer
from helpers.register.money import CODES, FOREIGN_NAMES, joined
from helpers.register.names import names_currency

# Of contracts that were struck from a register, and still stand in it: a cell of its own, or in brackets behind an id or title.
VOID = "(合同)?(已|被)?(作废|撤销|解除|终止|取消|注销|废止|退回|驳回|删除|退款)(合同)?|未生效|草稿|不(予)?通过|未通过|无效"
VOID += "|未签[约订署]|意向(书|合同|协议)?|void(ed)?|draft|deleted|rejected|cancell?ed|terminated|withdrawn|revoked|refunded"
VOID += "|unsigned"
# Of contracts that are not signed yet, in a column of states: elsewhere it may be said of a payment.
UNSIGNED = "(合同)?(待|未|拟|正在)签[订署约]?|(审批|审核|洽谈|谈判|协商|签订|签署)中|pending( signature| approval)?"
UNSIGNED += "|not (yet )?signed|(in|under) negotiation|negotiating"
_VOID = re.compile(rf"({VOID})|.*\(({VOID})\)", re.IGNORECASE)
_UNSIGNED = re.compile(UNSIGNED, re.IGNORECASE)
# Of the contracts of a sheet or below a row: with few words behind it, and not in a note, an exception, or behind an id.
_NAMES_VOID = re.compile(
    rf"(以下|下列|(the )?following).*(?<![a-z])({VOID})(?![a-z]).*"
    rf"|(?!备?注|说明|note)((?!不[含包]|[剔扣除无非没]|without|exclu|[a-z-]\d\d|\d{{5}}).)*?"
    rf"(?<![a-z])({VOID})s?(?![a-z])[^,。;:不未无见另请应须除]{{0,12}}:?",
    re.IGNORECASE,
)
# Of contracts in which a party bought, where others tell of what it sold.
_BOUGHT = re.compile(
    "(技术)?(吸纳|引进|受让|买入|购入|输入)(方|技术|合同)?|买方|支出|采购|(in-?)?bought|purchased?|in-?bound|in-?licen[sc]ed|expenses?",
    re.IGNORECASE,
)
# Of the states that contracts are in.
_STATES = re.compile("(合同|协议|签[订约署])?(状态|进展|阶段|情况)|(contract|agreement)?(status|stage|state)")
_CONVERTED = re.compile("^(折合|折算)|^人民币|^rmb|^cny")
_CONVERSION = "折|换算|汇率|人民币|rmb|cny|yuan"
# What a remark says of a contract in a foreign currency: 以美元计价, 原币为欧元, 美元合同.
OF_FOREIGN = rf"([以按用]|原币[种为是:：]*) ?({FOREIGN_NAMES})|({FOREIGN_NAMES})(计价|结算|支付|合同)"
# What a remark says of a value in another unit than the others: 单位为元, 本行以元计.
OF_UNIT = "单位 ?[为是:：]? ?(人民币)?[百千万亿]*元|[以按][百千万亿]*元(计|为单位|填)|in (thousands?|millions?) of yuan|in yuan"
_OF_UNIT = re.compile(OF_UNIT, re.IGNORECASE)
_OF_FOREIGN = re.compile(OF_FOREIGN)
# Of the contracts of a sheet or below a row: the currency, then few words; none of a conversion, and not beside the yuan.
_NAMES_FOREIGN = re.compile(
    rf"(?!备?注|说明|note|币|货币|单位)((?!不[含包]|[剔扣除无非没]|without|exclu|{_CONVERSION}).)*?"
    rf"({FOREIGN_NAMES}|(?<![a-z])({CODES}|dollar|euro)s?)(?![a-z])((?!{_CONVERSION})[^,。;:]){{0,12}}:?"
)
# Of columns that say of each row whether it counts.
_FLAGS = re.compile(
    "是否(有效|计入|纳入|作废|删除|重复|终止|取消|技术合同|认定)|(有效|删除|作废)标[志识记]|(is)?(deleted|valid|void|active|cancell?ed)"
)

# What mends a row or name that says so.
IN_YUAN = (
    "Convert them to yuan and name it in the header, as in 合同金额（人民币万元）, or delete what says so if they are in yuan."
)


def is_void(text: str) -> bool:
    """Tell whether a cell says of a contract that it does not hold.

    >>> is_void("已作废"), is_void("H2020-001（作废）"), is_void("废水处理")
    (True, True, False)
    """
    return bool(_VOID.fullmatch(clean(text)))


def is_unsigned(text: str) -> bool:
    """Tell whether a cell says of a contract that it is not signed yet.

    >>> is_unsigned("审批中"), is_unsigned("已签订")
    (True, False)
    """
    return bool(_UNSIGNED.fullmatch(clean(text)))


def names_void(text: str) -> bool:
    """Tell whether the name of a sheet, or a row above contracts, says that they do not hold.

    >>> names_void("二、作废合同"), names_void("以下合同已取消："), names_void("Drafts"), names_void("不含作废合同")
    (True, True, True, False)
    """
    return bool(_NAMES_VOID.fullmatch(clean(text)))


def is_foreign_by_remark(text: str) -> bool:
    """Tell whether a remark says that a contract is in a foreign currency.

    >>> is_foreign_by_remark("合同以美元计价"), is_foreign_by_remark("美元汇率预测")
    (True, False)
    """
    return bool(_OF_FOREIGN.search(text))


def is_of_unit(text: str) -> bool:
    """Tell whether a remark says in which unit a value is.

    >>> is_of_unit("单位为元"), is_of_unit("单位为江州大学")
    (True, False)
    """
    return bool(_OF_UNIT.search(text))


def names_foreign(text: str) -> bool:
    """Tell whether the name of a sheet, or a row above contracts, says that they are in a foreign currency.

    >>> names_foreign("二、美元合同"), names_foreign("USD contracts"), names_foreign("美元合同（已折算为人民币）")
    (True, True, False)
    """
    return bool(_NAMES_FOREIGN.fullmatch(clean(text).lower()))


def holds_states(name: str) -> bool:
    """Tell whether a column says by its name in which state each contract is.

    >>> holds_states("合同状态"), holds_states("付款状态")
    (True, False)
    """
    return bool(_STATES.fullmatch(joined(name)))


def is_converted(name: str) -> bool:
    """Tell whether values were converted to yuan, by the name of their column: then no remark is on their currency.

    >>> is_converted("折合人民币（万元）"), is_converted("合同金额（万元）")
    (True, False)
    """
    return bool(_CONVERTED.search(joined(name)))


def apart(file: str, name: str, cells: Sequence[str], of_values: str) -> Iterator[Problem]:
    """Yield what a column says of some rows, by which they do not count as others do; `of_values` names that of the values."""
    fix = f"Delete the rows of those, or count all: {answer('column', IGNORE, name)}."
    kinds = {"do not hold": is_void, "were bought, not sold": _is_bought}
    if not is_converted(of_values):
        kinds["are in a foreign currency"] = is_foreign_by_remark
    kinds["are in a unit of their own"] = is_of_unit
    if holds_states(name):
        kinds["are not signed yet"] = is_unsigned
    for what, is_apart in kinds.items():
        if cell := next(filter(is_apart, cells), ""):
            yield Problem(file, 0, name, f"it says that some contracts {what} ({cell.strip()}).", fix)
    if _FLAGS.fullmatch(joined(name)) and len(set(map(clean, cells))) > 1:
        yield Problem(file, 0, name, f"it says which contracts count ({shown(cells)}).", fix)


def _is_bought(cell: str) -> bool:
    return bool(_BOUGHT.fullmatch(clean(cell)))


def shown(cells: Sequence[str]) -> str:
    """Return the first of the different cells of a column.

    >>> shown(["是", "", "否", "是"])
    '是, 否'
    """
    return ", ".join(list(dict.fromkeys(cell for cell in cells if cell.strip()))[:3])


def refuse_apart(file: str, rows: Iterable[tuple[int, Sequence[str]]], header: Sequence[str]) -> None:
    """Raise InputError where one of some rows with their numbers fills one cell, and sets the contracts below it apart.

    They do not hold, or are in a foreign currency, of which no name in the header speaks.
    """
    has_currency = names_currency(header)
    for number, row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) == 1 and names_void(filled[0]):
            why = f"it says that the contracts below it do not hold: {filled[0]}."
            raise refusal(file, number, why, "Delete it with those contracts, or delete it alone if they hold.")
        if len(filled) == 1 and not has_currency and names_foreign(filled[0]):
            why = f"it says that the contracts below it are in a foreign currency: {filled[0]}."
            raise refusal(file, number, why, IN_YUAN)
