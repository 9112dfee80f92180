"""Headers of a register in English or Chinese: which column holds what, and what unit its values are in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.errors import InputError, Problem, refusal
from helpers.register import columns
from helpers.register.choices import IGNORE, NONE, Choices, answer
from helpers.register.money import FOREIGN, joined, unit_in

MEANINGS = {
    "id": (
        "contract id", "contract no", "contract number", "id",
        "合同编号", "合同号", "编号", "合同登记编号", "合同登记号", "认定登记编号", "登记编号",
    ),
    "institution": (
        "institution", "institution name", "name of institution", "university", "organisation", "organization",
        "单位", "单位名称", "机构", "机构名称", "高校", "高校名称", "学校", "学校名称", "院校", "院校名称",
        "卖方", "卖方名称", "转让方", "让与方", "技术输出方", "卖方单位",
    ),
    "province": ("province", "region", "省份", "省", "省市", "地区", "所在地区", "所在省份"),
    "type": ("institution type", "type of institution", "机构类型", "单位类型", "单位性质"),
    "year": ("year", "data year", "year of signing", "年份", "年度", "年", "统计年度", "签订年份", "合同年度"),
    "date": (
        "date", "signing date", "date of signing", "signed", "signed on", "contract date",
        "签订日期", "签约日期", "合同签订日期", "签订时间", "签约时间", "合同签订时间", "合同日期", "日期",
    ),
    "mode": (
        "mode", "mode of contract", "contract mode", "contract type", "type of contract",
        "合同类型", "合同类别", "合同种类", "技术合同类型", "技术合同类别", "转化方式", "成果转化方式", "方式",
    ),
    "value": (
        "value", "contract value", "amount", "contract amount", "合同金额", "金额", "合同总金额", "合同总额", "合同额",
        "成交金额", "成交额", "合同成交额", "合同成交金额", "技术合同成交额", "合同价款",
    ),
    "technology value": ("technology transaction amount", "technology value", "技术交易额", "技术交易金额"),
    "unit": (
        "unit", "units", "value unit", "unit of value", "amount unit",
        "金额单位", "计量单位", "货币单位", "计价单位", "合同金额单位",
    ),
    "currency": (
        "currency", "currency code", "currency of value",
        "币种", "货币", "货币种类", "结算币种", "合同币种", "货币代码", "币种代码", "币制",
    ),
    "contracts": (
        "contracts", "number of contracts", "contract count", "合同份数", "份数", "合同数", "合同数量", "合同项数", "项数",
    ),
    "synthetic": ("synthetic",),
    # Only where it is said: a word would let counts pass for money.
    "measure": (),
    # They tell contracts without an id apart, and are not counted.
    "title": ("title", "project", "project name", "contract name", "项目", "项目名称", "合同名称", "成果名称", "技术名称"),
    "buyer": ("buyer", "buyer name", "licensee", "transferee", "买方", "买方名称", "受让方", "受让方名称", "技术吸纳方"),
}  # fmt: skip
NEEDED = {"institution": {"institution"}, "mode": {"mode"}, "value": {"value"}, "year or date": {"year", "date"}}
# No register has more columns.
_WIDEST = 2000
UNITS = "yuan, 10k yuan, million yuan, billion yuan, 元, 万元, 百万元 or 亿元"
_BY_NAME = {joined(synonym): meaning for meaning, synonyms in MEANINGS.items() for synonym in synonyms}
_VALUES = sorted((name for name, meaning in _BY_NAME.items() if meaning.endswith("value")), key=len, reverse=True)
# A column of 1, 2, 3 that tells rows from totals, and no contracts from each other; such headers stand above it.
RUNNING = "running number"
_NUMBERS = ("编号", "id", "序号", "行号", "no")
_ONLY_TECHNOLOGY = "the technology transaction amount leaves out what is not technology, such as equipment"


@dataclass(frozen=True)
class Layout:
    """What was understood of a header: the column of each meaning, and the yuan that values are counted in.

    `unit` is 0 where each row names its own. `institution` is that of all rows where no column holds it; `notes` are said;
    `decimal` is the mark before the decimals of values, empty where that is open.
    """

    header: tuple[str, ...]
    columns: dict[str, int]
    unit: int
    institution: str = ""
    notes: tuple[str, ...] = ()
    decimal: str = ""

    def taken_for(self) -> list[tuple[str, str]]:
        """Return each column's name and what it was taken for, in the order of the file."""
        found = {place: meaning for meaning, place in self.columns.items()}
        return [(name, found.get(place, "not used")) for place, name in enumerate(self.header)]


def understand(
    file: str, header: Sequence[str], choices: Choices = NONE, rows: Sequence[Sequence[str]] = (), above: int = 0
) -> Layout:
    """Find the columns of a register by their headers, their first rows and what was chosen; `above` is the unit above them.

    Raises InputError with everything that is unclear.
    """
    if len(header) > _WIDEST:
        raise refusal(file, 1, f"the header has {len(header):,} columns.", "Delete those beside the contracts.")
    cells = [[row[place] for row in rows if place < len(row)] for place in range(len(header))]
    found = [_taken_for(name, of_column, choices) for name, of_column in zip(header, cells, strict=True)]
    meanings = ["value" if one == "technology value" and "value" not in found else one for one in found]
    if problems := [*_problems(file, header, meanings, choices), *columns.questions(file, header, meanings, cells, choices)]:
        raise InputError(problems)
    places = {meaning: place for place, meaning in enumerate(meanings) if meaning in (*MEANINGS, RUNNING)}
    places.pop("technology value", None)
    notes = [] if "technology value" not in found or "technology value" in meanings else [_ONLY_TECHNOLOGY]
    if cut := next(filter(columns.is_cut, cells[places["id"]] if "id" in places else ()), ""):
        notes.append(f"ids like {cut} were cut by a spreadsheet, and are no ids")
    unit, clash = _unit(file, header[places["value"]], choices.unit, above, "unit" in places)
    institution = "" if "institution" in places else choices.institution
    return Layout(tuple(header), places, unit, institution, (*notes, *clash))


def with_decimals(layout: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """Return a layout that knows from its first rows which mark the decimals of values follow, where that may be a comma."""
    place = layout.columns["value"]
    mark = columns.decimal_mark(row[place] for row in rows if place < len(row))
    notes = ("decimals of values follow a comma",) if mark == "," else ()
    return replace(layout, decimal=mark, notes=(*layout.notes, *notes))


def unit_of(text: str) -> int:
    """Return the yuan that a unit stands for, or raise InputError.

    >>> unit_of("万元"), unit_of("million CNY"), unit_of("元")
    (10000, 1000000, 1)
    """
    found = unit_in(text)
    if not found or found == FOREIGN:
        raise InputError(f"The unit {text!r} is not known. Use {UNITS}.")
    return found


def meaning(name: str) -> str:
    """Return what a header means; it may have a unit behind it if it is that of the values.

    >>> meaning("成交额（万元）"), meaning("备注")
    ('value', '')
    """
    return _BY_NAME.get(joined(name)) or (_BY_NAME[_value_in(name)] if unit_of_value(name) else "")


def unit_of_value(name: str) -> int | None:
    """Return the unit behind a header of values: yuan, FOREIGN for a foreign currency, None where there is none.

    >>> unit_of_value("成交额（万元）"), unit_of_value("成交额")
    (10000, None)
    """
    word = _value_in(name)
    return unit_in(joined(name).removeprefix(word)) if word else None


def _value_in(name: str) -> str:
    words = joined(name)
    known = (word for word in _VALUES if words.startswith(word))
    return next((word for word in known if words == word or unit_in(words.removeprefix(word))), "")


def _taken_for(name: str, cells: Sequence[str], choices: Choices) -> str:
    """Return what a column is taken for: as chosen, by its header, and by its cells where a header may mean two things."""
    if name in choices.columns:
        return choices.columns[name]
    found = meaning(name)
    if found == "institution" and columns.are_units(cells):
        return "unit"
    return RUNNING if joined(name) in _NUMBERS and columns.counts_up(cells) else found


def _unit(file: str, name: str, asked: int, above: int, by_row: bool) -> tuple[int, list[str]]:
    """Return the yuan that values are counted in, and what clashes with the units of the rows."""
    named = unit_of_value(name)
    if by_row:
        other = named or above or asked or 0
        said = f"the unit of each row is used, not {other:,} yuan" if other > 0 else ""
        return max(other, 0), [said] if said else []
    if named == FOREIGN or above == FOREIGN:
        unclear = "its unit is a foreign currency.", "Convert the values to yuan."
    elif not named and not above and not asked:
        unclear = "no unit is named.", f"Name it in the header, or with {answer('unit', '万元')}: {UNITS}."
    elif named and asked and named != asked:
        unclear = "the header names another unit than --unit.", "Leave --unit out, or correct it."
    elif above and (named or asked) and above != (named or asked):
        unclear = "the row above the header names another unit.", "Correct the one that is wrong."
    else:
        return named or above or asked, []
    raise InputError([Problem(file, 1, "value", *unclear)])


def _problems(file: str, header: Sequence[str], meanings: Sequence[str], choices: Choices) -> Iterator[Problem]:
    """Yield each meaning that two columns claim, and each that is needed and missing."""
    for one in MEANINGS:
        names = [name for name, found in zip(header, meanings, strict=True) if found == one]
        if len(names) > 1 and one not in ("title", "buyer", "technology value"):
            message = f"the columns {' and '.join(map(repr, names))} both claim to be the {one}."
            leave = f"Rename the one that is not, or leave it out, like {answer('column', IGNORE, names[-1])}."
            yield Problem(file, 1, "", message, leave)
    fix = "Name it in the header; scitech contracts --template FILE.xlsx shows all columns."
    for name, enough in NEEDED.items():
        if name == "institution" and choices.institution:
            continue
        more = f" Or name the column: {answer('column', name.split()[-1], 'HEADER')}."
        if name == "institution":
            more += f" Or give the institution of all rows with {answer('institution', 'NAME')}."
        if not enough.intersection(meanings):
            yield Problem(file, 1, "", f"no column for the {name} was found.", fix + more)
