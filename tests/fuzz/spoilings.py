"""Registers that are right, each spoilt in one way, and what follows: the same sum, a rejected row with its reason, or a stop."""

from dataclasses import dataclass, field

from hypothesis import strategies as st
from variants import holds

NAMES = {
    "id": ("合同编号", "合同登记编号", "Contract no."),
    "institution": ("单位名称", "卖方名称", "University"),
    "mode": ("合同类型", "转化方式", "Type of contract"),
    "value": ("合同金额", "成交额", "Contract value"),
    "date": ("签订日期", "合同签订时间", "Date of signing"),
}
WAN = ("（万元）", " (RMB 10,000)", "/万元", "：万元")
WORDS = ("合计", "总 计", "小计：", "Total", "本页合计", "Grand total", "累计", "【合计】", "Σ", "六类合计")
DATES = ("2020-03-{:02}", "2020.3.{}", "2020年3月{}日", "202003{:02}", "Mar {} 2020", "{}/3/2020", "2020年3月")
MODES = ("技术开发", "技术转让（专利权）", "patent licence", "作价入股", "技术咨询合同", "技术服务")
# A cell that no one can read, and the reason that is said.
BAD = (
    ("mode", "其他", "unknown mode"), ("mode", "转让/许可", "unknown mode"), ("date", "20-3-5", "year of two digits"),
    ("date", "2020-03-05至2021-03-04", "several dates"), ("date", "2020-13-05", "impossible date"), ("value", "约10", "unreadable number"),
    ("value", "-10", "negative value"), ("value", "10万美元", "foreign currency"), ("value", "#REF!", "error cell"),
    ("institution", "??????", "no name of an institution"), ("institution", "", "no institution"), ("value", "6.1E+07", "unreadable number"),
)  # fmt: skip


@dataclass
class Register:
    """Rows by meaning, in 万元, and what stands before, between and after them; `wanted` is empty where the sum stays."""

    header: dict[str, str]
    rows: list[dict[str, str]]
    unit: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    wanted: str = ""

    def line(self, cells: dict[str, str]) -> str:
        return ",".join(f'"{cells.get(meaning, "")}"' for meaning in self.header)

    def text(self) -> str:
        names = self.header | {"value": self.header["value"] + self.unit}
        return "\n".join((*self.before, self.line(names), *map(self.line, self.rows), *self.after, ""))


@st.composite
def registers(draw) -> Register:
    """Draw a register that is right; no amount is the sum of others."""
    meanings = draw(st.permutations(list(NAMES)))
    header = {meaning: draw(st.sampled_from(NAMES[meaning])) for meaning in meanings}
    amounts = draw(st.lists(st.integers(0, 9), min_size=2, max_size=6))
    rows = [
        {
            "id": f"HT-{number}",
            "institution": draw(st.sampled_from(("示例大学", "样例学院", "Uni A"))),
            "mode": draw(st.sampled_from(MODES)),
            "value": str(10 ** (number + 1) + amount),
            "date": draw(st.sampled_from(DATES)).format(number + 13),
        }
        for number, amount in enumerate(amounts)
    ]
    return Register(header, rows, draw(st.sampled_from(WAN)))


@st.composite
def spoilt(draw) -> tuple[Register, str, object]:
    """Draw a register spoilt in one way, the way, and its verdict."""
    one = draw(registers())
    fen = sum(int(row["value"]) for row in one.rows) * 10_000
    way = draw(st.sampled_from(sorted(WAYS)))
    WAYS[way](one, draw)
    return one, way, (len({row["id"] for row in one.rows}), fen) if not one.wanted else one.wanted


def _title(one: Register, draw) -> None:
    one.before = [
        draw(st.sampled_from(("示例大学2020年台账", "2020年技术合同登记表,,,,", "Contracts 2020"))),
        *draw(st.sampled_from(([], [""]))),
    ]


def _unit_above(one: Register, draw) -> None:
    one.before, one.unit = (
        [draw(st.sampled_from(("单位：万元", "台账（金额单位：人民币万元）,,", ",,,单位：,万元", '"Unit: RMB 10,000"')))],
        "",
    )


def _total(one: Register, draw) -> None:
    column = draw(st.sampled_from(("id", "institution", "mode", "date")))
    total = {"value": str(sum(int(row["value"]) for row in one.rows)), column: draw(st.sampled_from(WORDS))}
    one.after.append(one.line(total))


def _note(one: Register, draw) -> None:
    one.after = [
        *draw(st.sampled_from(([], [""]))),
        draw(st.sampled_from(("注：金额为含税价,,,,", "填表人：张三,,,,", "Source: TTO,,,,"))),
    ]


def _again(one: Register, draw) -> None:
    one.after = [one.line(draw(st.sampled_from(one.rows)))]


def _header_again(one: Register, draw) -> None:
    one.after = [one.line(one.header | {"value": one.header["value"] + one.unit})]


def _unit_by_row(one: Register, draw) -> None:
    one.header, one.unit = one.header | {"unit": "金额单位"}, draw(st.sampled_from(("", one.unit)))
    for row in one.rows:
        row["unit"], factor = draw(st.sampled_from((("万元", 1), ("元", 10_000), ("10k RMB", 1), ("kCNY", 10))))
        row["value"] = str(int(row["value"]) * factor)


def _bad_cell(one: Register, draw) -> None:
    column, cell, reason = draw(st.sampled_from(BAD))
    draw(st.sampled_from(one.rows))[column] = cell
    one.wanted = f"{reason}: 1 row"


def _no_unit(one: Register, draw) -> None:
    one.unit, one.wanted = "", "no unit is named"


def _other_unit(one: Register, draw) -> None:
    one.before, one.wanted = ["单位：元"], "names another unit"


def _bare_total(one: Register, draw) -> None:
    total = {
        "institution": "全校情况",
        "mode": "技术开发",
        "date": "2020",
        "value": str(sum(int(row["value"]) for row in one.rows)),
    }
    one.rows.insert(draw(st.sampled_from((0, len(one.rows)))), total)
    one.wanted = "equals the sum of rows above it or below"


def _measures(one: Register, draw) -> None:
    one.header |= {"measure": "指标"}
    words = draw(st.sampled_from((("份数", "金额"), ("Number", "Value"), ("合同数（项）", "成交额（万元）"))))
    for number, row in enumerate(one.rows):
        row["measure"] = words[number % 2]
    one.wanted = "--column 指标=ignore"


def _conflict(one: Register, draw) -> None:
    row = draw(st.sampled_from(one.rows))
    one.after, one.wanted = [one.line(row | {"value": row["value"] + "1"})], "conflicting id: 2 rows"


WAYS = {
    "nothing": lambda one, draw: None, "a title": _title, "a unit above": _unit_above, "a total": _total, "a note": _note,
    "a row again": _again, "the header again": _header_again, "units by row": _unit_by_row, "a bad cell": _bad_cell, "no unit": _no_unit,
    "another unit above": _other_unit, "a total without a word": _bare_total, "measures": _measures, "a conflict": _conflict,
}  # fmt: skip


def hold(case: tuple[Register, str, object]) -> bool:
    """Hold a spoilt register against what follows from how it was spoilt."""
    one, way, wanted = case
    holds(one.text(), wanted)
    return not one.wanted
