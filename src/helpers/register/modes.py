"""Modes of contract in a register: the words of data/mode_words.csv, whatever stands beside them that changes nothing."""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache

from helpers import paths
from helpers.register.cells import TOTAL, CellError, is_total, written
from helpers.register.characters import simplified
from helpers.register.dates import day

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
# A detail that changes nothing of the mode before it, or the mode in another language, with or without a mark between.
_BETWEEN_MODES = re.compile(
    r" ?(?:[—:/()]|(?<![a-z])-|-(?![a-z]))+ ?|(?<=[\u4e00-\u9fff]) ?(?=[a-z])|(?<=[a-z]) ?(?=[\u4e00-\u9fff])"
)
_DETAIL = re.compile(
    "发明|实用新型|外观设计|新(产品|技术|工艺|材料|品种|药)|委托|合作|一般|普通|独占|排他|独家|(non-)?exclusive|sole|commissioned|joint|general"
)


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


def is_contract(cells: Iterable[str]) -> bool:
    """Tell whether cells are those of a contract: a mode, a date and a number are among them.

    >>> is_contract(["HT-8", "示例大学", "技术服务", "51.02", "2020-03-22"]), is_contract(["金额", "技术服务", "2020年"])
    (True, False)
    """
    found = {_kind(cell) for cell in cells}
    return found >= {"mode", "date", "number"}


def _kind(cell: str) -> str:
    if re.fullmatch(r"[\d,]+(\.\d+)?", cell):
        return "number"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day(cell)):
        return "date"
    with suppress(CellError):
        return "mode" if mode(cell) else ""
    return ""
