"""Names of columns in English or Chinese as patterns of words: what they mean, or may mean where no other column does."""

import re
from collections.abc import Iterable
from functools import cache

from helpers.register.cells import clean
from helpers.register.money import UNIT, currency_in, joined, unit_in

_NAME = "(?:全称|名称|名)?"
_MADE_BY = "(?:卖方|卖出方|转让方|让与方|出让方|输出方|许可方|供方|让与人|许可人)"
_TAKEN_BY = "(?:买方|受让方|吸纳方|委托方|委托人|被许可方|被许可人|受让人|需方|买受方|购买方)"
_SCHOOL = (
    "(?:高校院所|高等院校|高等学校|高校|学校|院校|大学|科研院所|科研机构|科研单位|研究机构|研究院所|研究所|院所|机构|单位)"
)
_SIGNED = "(?:签订|签约|签署|签字|签定|订立)"
_DEAL = "(?:contract|agreement|deal|transaction|licen[cs]e|project)"
# The plain names of a meaning, and those that are taken for it only where no column has a plain one.
MEANINGS = {
    "id": (
        "(?:技术)?(?:合同|协议)(?:认定|备案)?(?:登记)?(?:编号|号码?|编码)|(?:认定)?登记编?号|编号|(?:contract|agreement)?(?:id|no|number)",
        "项目编号|(?:contract|agreement)?ref(?:erence)?(?:no|number)?|(?:registration|filing)(?:no|number)",
    ),
    "institution": (
        rf"{_SCHOOL}{_NAME}|(?:技术)?(?:交易)?{_MADE_BY}(?:单位|机构|高校)?{_NAME}"
        r"|(?:nameof)?(?:the)?(?:institution|university|organi[sz]ation)(?:name)?",
        rf"(?:技术)?(?:受托方|受托人){_NAME}|(?:项目|成果)?(?:第一)?(?:完成|承担|依托|研究|牵头|转让|出让|许可|持有)单位{_NAME}"
        r"|(?:技术)?(?:转让|出让|许可)单位|填报单位|(?:research)?institute(?:name)?|seller|licensor|transferor|assignor|provider",
    ),
    "province": ("province|region|省份|省|省市|(?:所在)?(?:地区|省份)", ""),
    "type": ("institutiontype|typeofinstitution|(?:机构|单位)(?:类型|性质|类别)|(?:学校|高校)(?:类型|类别)", ""),
    "year": (
        rf"年|(?:统计|数据|{_SIGNED}|合同(?:{_SIGNED})?)?(?:年份|年度)"
        r"|(?:data|contract|agreement|signing|signature|calendar)?year(?:of(?:signing|signature|contract|agreement)|signed)?",
        "",
    ),
    "date": (
        rf"(?:合同|协议)?{_SIGNED}(?:日期?|时间|年月日?)|(?:合同|协议)?日期|(?:contract|agreement|signing|signature|signed)*date"
        r"(?:signed|of(?:the)?(?:signing|signature|contract|agreement|conclusion))?|signed(?:on)?",
        "(?:合同|成交)?(?:时间|日期)|(?:execution|conclusion)date|dateofexecution",
    ),
    "mode": (
        r"(?:技术)?合同(?:类型|类别|种类|形式|分类|种类名称|类型名称)|(?:科技)?(?:成果)?(?:转移)?转化(?:方式|类型|形式|类别)|方式"
        rf"|mode(?:of(?:contract|commerciali[sz]ation|transfer|transformation))?|{_DEAL}(?:mode|type|category|kind|form)"
        rf"|(?:type|kind|form|category)of{_DEAL}",
        "(?:技术|项目|交易)?(?:类型|类别)|(?:交易|转让)(?:方式|形式)|(?:技术)?合同性质|type|category",
    ),
    "value": (
        "(?:技术)?(?:合同)?(?:成交)?(?:总)?(?:金额|总额)|(?:技术)?合同(?:成交|总)?额|成交额|合同总?价款?"
        "|(?:total)?(?:contract)?(?:value|amount)",
        "(?:技术|科技|成果|合同|项目|课题|协议|转化|转让|许可|成交|交易|签约|签订|标的|总)+(?:金额|总额|额|经费|价款|价格|总价|价)|价款|价格"
        "|(?:技术|合同|成交|项目|总)*(?:金额|总额|价款)大写"
        r"|(?:合同)?(?:折合|折算)(?:成|为)?(?:人民币)?(?:金额)?|人民币(?:金额|价值)"
        rf"|(?:total|{_DEAL}|rmb|cny)*(?:value|amount|sum|price|consideration|fee|volume)|(?:total)?{_DEAL}(?:size|worth)",
    ),
    "technology value": ("technologytransactionamount|technologyvalue|技术交易金?额", ""),
    "unit": ("units?|(?:value|amount)unit|unitof(?:value|amount|account)|(?:合同)?金额单位|计[量价]单位|货币单位", ""),
    "currency": ("currency(?:code)?|currencyofvalue|(?:合同|结算|金额)?币[种制](?:代码|名称)?|货币(?:种类|代码|名称)?", ""),
    "contracts": ("(?:(?:number|no|count)of)?contracts|contractcount|(?:合同)?(?:份数|项数)|合同(?:数量?|个数)", ""),
    "synthetic": ("synthetic", ""),
    # Only where it is said: a word would let counts pass for money.
    "measure": ("", ""),
    # They tell contracts without an id apart, and are not counted.
    "title": ("title|project(?:name|title)?|contract(?:name|title)|(?:项目|合同|成果|技术|专利|课题)名称|项目|课题", ""),
    "buyer": (
        rf"(?:技术)?(?:交易)?{_TAKEN_BY}(?:单位|机构|企业)?{_NAME}|(?:委托|受让|合作)(?:单位|企业|方){_NAME}|buyer(?:name)?|licensee|transferee|assignee"
        "|client|customer",
        "",
    ),
}  # fmt: skip
# What a name may have in brackets without meaning another thing.
_BESIDE = re.compile(
    "必填|选填|全称|盖章|公章|小写|含税|价税合计|年|年月日?|格式.*|[ymd]{2,8}|下拉.*|单选|[份个项]|高校|院所|学校|卖方|[三四五六]类|required|optional"
)

# The same name in both languages: 签订日期 Date signed.
_BILINGUAL = re.compile(r"([\u4e00-\u9fff]+) ?([A-Za-z][A-Za-z ./]*)|([A-Za-z][A-Za-z ./]*?) ?([\u4e00-\u9fff]+)")


@cache
def meaning(name: str) -> str:
    """Return what a name of a column means; that of values may have a unit behind it.

    >>> meaning("成交额（万元）"), meaning("Date signed"), meaning("备注")
    ('value', 'date', '')
    """
    return _meant(name)[0]


def is_hint(text: str) -> bool:
    """Tell whether a text says how a column is to be filled in: a unit, a form, a word like required.

    >>> is_hint("必填"), is_hint("万元"), is_hint("示例大学")
    (True, True, False)
    """
    return bool(_BESIDE.fullmatch(joined(text))) or unit_in(text) is not None


@cache
def is_likely(name: str) -> bool:
    """Tell whether a name is only taken for its meaning where no other column has a plain one.

    >>> is_likely("项目经费（万元）"), is_likely("合同金额（万元）")
    (True, False)
    """
    return _meant(name)[1]


@cache
def unit_of_value(name: str) -> int | None:
    """Return the unit behind a name of values, or in its brackets: yuan, FOREIGN for a foreign currency, None for none.

    >>> unit_of_value("成交额（万元）"), unit_of_value("成交额"), unit_of_value("Consideration paid (RMB)")
    (10000, None, 1)
    """
    name = _without_hints(name)
    words = joined(name)
    found = re.fullmatch(
        rf"(?:{'|'.join(filter(None, MEANINGS['value'] + MEANINGS['technology value']))})(?P<unit>{UNIT})", words
    )
    units = [found["unit"]] if found else re.findall("[(（]([^()（）]*)[)）]", name)
    return next(filter(None, map(unit_in, units)), None)


def in_one_line(name: str) -> str:
    """Return the name of a column without the line breaks that it may have in its cell.

    >>> in_one_line("所属\\n单位"), in_one_line("Date\\nsigned")
    ('所属单位', 'Date signed')
    """
    return re.sub(r"\s*[\r\n]+\s*", "", re.sub(r"(?<=[!-~])\s*[\r\n]+\s*(?=[!-~])", " ", name))


def _meant(name: str) -> tuple[str, bool]:
    name = _without_hints(name)
    words = joined(name)
    for likely in (False, True):
        for meaning, patterns in MEANINGS.items():
            behind = UNIT if meaning.endswith("value") else ""
            found = re.fullmatch(f"(?:{patterns[likely]})({behind})", words) if patterns[likely] else None
            if found and (not found[1] or unit_in(found[1]) is not None):
                return meaning, likely
    return _of_parts(name)


def _without_hints(name: str) -> str:
    """Return a name without the hints in its brackets where those hold more than hints: 金额（万元） for 金额（万元，含税）."""

    def kept(found: re.Match) -> str:
        parts = re.split("[,，、;；]", found[1])
        more = [part for part in parts if not _BESIDE.fullmatch(joined(part))]
        return f"({'/'.join(more)})" if 0 < len(more) < len(parts) else found[0]

    return re.sub("[(（]([^()（）]*)[)）]", kept, name)


def _of_parts(name: str) -> tuple[str, bool]:
    """Return what a name means that has two: one in brackets, or behind a stroke."""
    text = clean(name)
    found = re.fullmatch(r"(.+?) ?\(([^()]+)\)(.*)", text)
    if found and (_BESIDE.fullmatch(joined(found[2])) or unit_in(found[2]) is None and _is_one(found[1], found[2])):
        return _meant(found[1] + found[3])
    bare = re.sub(r" ?\([^()]*\)$", "", text) if found is None or unit_in(found[2]) is not None else text
    parts = [part for part in re.split("[/、或]", text) if part]
    if bilingual := _BILINGUAL.fullmatch(bare):
        parts = [part for part in bilingual.groups() if part]
    return _meant(parts[0]) if len(parts) > 1 and _is_one(*parts) else ("", False)


def _is_one(*names: str) -> bool:
    return len({_meant(name)[0] for name in names}) == 1


def names_currency(header: Iterable[str]) -> bool:
    """Tell whether a name of a header says in which currency values are, or that a column does.

    >>> names_currency(["合同金额（人民币万元）"]), names_currency(["合同金额（万元）"])
    (True, False)
    """
    return any(currency_in(name) or meaning(name) == "currency" for name in header)
