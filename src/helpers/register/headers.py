"""Headers of a register in English or Chinese: which column holds what, and what unit its values are in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.errors import InputError, Problem
from helpers.register import cells

MEANINGS = {
    "id": ("contract id", "contract no", "contract number", "id", "合同编号", "合同号", "编号", "合同登记编号", "认定登记编号"),
    "institution": (
        "institution", "institution name", "name of institution", "university", "organisation", "organization",
        "单位", "单位名称", "机构", "机构名称", "高校", "高校名称", "学校", "学校名称", "院校",
        "卖方", "卖方名称", "转让方", "让与方",
    ),
    "province": ("province", "region", "省份", "省", "省市", "地区", "所在地区", "所在省份"),
    "type": ("institution type", "type of institution", "机构类型", "单位类型", "单位性质"),
    "year": ("year", "data year", "year of signing", "年份", "年度", "年", "统计年度", "签订年份", "合同年度"),
    "date": (
        "date", "signing date", "date of signing", "signed", "signed on", "contract date",
        "签订日期", "签约日期", "合同签订日期", "签订时间", "签约时间", "合同日期", "日期",
    ),
    "mode": (
        "mode", "mode of contract", "contract mode", "contract type", "type of contract",
        "合同类型", "合同类别", "合同种类", "技术合同类型", "转化方式", "成果转化方式", "方式",
    ),
    "value": (
        "value", "contract value", "amount", "contract amount", "合同金额", "金额", "合同总金额", "合同总额", "合同额",
        "成交金额", "成交额", "合同成交额", "技术合同成交额", "合同价款",
    ),
    "currency": ("currency", "currency code", "currency of value", "币种", "货币", "货币种类"),
    "contracts": (
        "contracts", "number of contracts", "contract count", "合同份数", "份数", "合同数", "合同数量", "合同项数", "项数",
    ),
    "synthetic": ("synthetic",),
}  # fmt: skip
SCALES = cells.SCALES | {
    "yuan": 1, "cny": 1, "rmb": 1, "人民币": 1, "¥": 1, "元": 1,
    "10k": 10**4, "10000": 10**4, "tenthousand": 10**4, "十万": 10**5, "100million": 10**8,
}  # fmt: skip
NEEDED = {"institution": {"institution"}, "mode": {"mode"}, "value": {"value"}, "year or date": {"year", "date"}}
UNITS = "yuan, 10k yuan, million yuan, billion yuan, 元, 万元, 百万元 or 亿元"
# A header is read without its spaces: a code may follow a letter.
_FOREIGN = re.compile(f"{cells.FOREIGN_CODES}|{cells.FOREIGN_NAMES}")
_YUAN = re.compile("^(人民币|rmb|cny|yuan|¥)(?=.)|(?<=.)(rmb|cny|yuan|¥)$")


@dataclass(frozen=True)
class Layout:
    """What was understood of a header: the column of each meaning, and the yuan that values are counted in."""

    header: tuple[str, ...]
    columns: dict[str, int]
    unit: int

    def taken_for(self) -> list[tuple[str, str]]:
        """Return each column's name and what it was taken for, in the order of the file."""
        found = {place: meaning for meaning, place in self.columns.items()}
        return [(name, found.get(place, "not used")) for place, name in enumerate(self.header)]


def understand(file: str, header: list[str], asked: int = 0) -> Layout:
    """Find the columns of a register by their headers; `asked` is the yuan of values whose header names no unit, 0 for none.

    Raises InputError with everything that is unclear.
    """
    meanings = [_meaning(name) for name in header]
    if problems := list(_problems(file, header, meanings)):
        raise InputError(problems)
    columns = {meaning: place for place, meaning in enumerate(meanings) if meaning}
    named = _unit_of_value(header[columns["value"]])
    if named == -1:
        unclear = "its unit is a foreign currency.", "Convert the values to yuan."
    elif not named and not asked:
        unclear = "no unit is named.", f"Name it in the header, or with --unit: {UNITS}."
    elif named and asked and named != asked:
        unclear = "the header names another unit than --unit.", "Leave --unit out, or correct it."
    else:
        return Layout(tuple(header), columns, named or asked)
    raise InputError([Problem(file, 1, "value", *unclear)])


def unit_of(text: str) -> int:
    """Return the yuan that a unit stands for, or raise InputError.

    >>> unit_of("万元"), unit_of("million CNY"), unit_of("元")
    (10000, 1000000, 1)
    """
    found = _unit(_joined(text))
    if not found or found < 0:
        raise InputError(f"The unit {text!r} is not known. Use {UNITS}.")
    return found


def _meaning(name: str) -> str:
    """Return what a header means; it may have a unit behind it if it is that of the values."""
    joined = _joined(name)
    for meaning, synonyms in MEANINGS.items():
        if joined in map(_joined, synonyms):
            return meaning
    return "value" if _unit_of_value(name) else ""


def _unit_of_value(name: str) -> int | None:
    """Return the unit behind a header of values: yuan, -1 for a foreign currency, None where there is none."""
    joined = _joined(name)
    units = (_unit(joined.removeprefix(_joined(word))) for word in MEANINGS["value"] if joined.startswith(_joined(word)))
    return next(filter(None, units), None)


def _joined(name: str) -> str:
    """Return a header without case, spaces and marks.

    >>> _joined("合同金额（万元）"), _joined("Contract_Value (10,000 yuan)")
    ('合同金额万元', 'contractvalue10000yuan')
    """
    return re.sub(r"[^\w$€£¥]|_", "", unicodedata.normalize("NFKC", name).lower())


def _unit(joined: str) -> int | None:
    """Return the yuan that a unit stands for, -1 for a foreign currency, None for what is no unit."""
    words = re.sub(r"^(单位|in)", "", joined)
    if _FOREIGN.search(words):
        return -1
    words = _YUAN.sub("", words)
    return SCALES.get(words) or SCALES.get(re.sub(r"(?<=llion)s$|(?<=.)元$", "", words))


def _problems(file: str, header: list[str], meanings: list[str]) -> Iterator[Problem]:
    """Yield each meaning that two columns claim, and each that is needed and missing."""
    for meaning in MEANINGS:
        alike = [repr(name) for name, found in zip(header, meanings, strict=True) if found == meaning]
        if len(alike) > 1:
            message = f"the columns {' and '.join(alike)} both claim to be the {meaning}."
            yield Problem(file, 1, "", message, "Rename the one that is not.")
    fix = "Name it in the header; the template in data/ shows all columns."
    for name, enough in NEEDED.items():
        if not enough.intersection(meanings):
            yield Problem(file, 1, "", f"no column for the {name} was found.", fix)
