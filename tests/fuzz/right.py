"""Registers that are right, as cells by meaning, and as the text or workbook that they are written into."""

import csv
import io
from dataclasses import dataclass, field

from hypothesis import strategies as st
from variants import book

NAMES = {
    "id": ("合同编号", "合同登记编号", "Contract no."),
    "institution": ("单位名称", "卖方名称", "University"),
    "mode": ("合同类型", "转化方式", "Type of contract"),
    "value": ("合同金额", "成交额", "Contract value"),
    "date": ("签订日期", "合同签订时间", "Date of signing"),
}
# What stands behind the name of values, and its yuan.
UNITS = {"（万元）": 10**4, " (RMB 10,000)": 10**4, "/万元": 10**4, "：万元": 10**4, "（元）": 1, ", yuan": 1}
DATES = ("2020-03-{:02}", "2020.3.{}", "2020年3月{}日", "202003{:02}", "Mar {} 2020", "{}/3/2020", "2020年3月")
MODES = ("技术开发", "技术转让（专利权）", "patent licence", "作价入股", "技术咨询合同", "技术服务")
INSTITUTIONS = ("示例大学", "样例学院", "Uni A")
Cells = dict[str, object]


@dataclass
class Register:
    """Rows by meaning, what stands before and after them, how it is written, and how it is to be read.

    `heads` has the rows of a header that is more than its names. Rows whose ids are `lost` are rejected, `words` are said, and
    where it `stops`, nothing else is.
    """

    header: dict[str, str]
    rows: list[Cells]
    unit: str
    factor: int
    before: list[list[str]] = field(default_factory=list)
    heads: list[list[str]] = field(default_factory=list)
    after: list[list[object]] = field(default_factory=list)
    is_book: bool = False
    sheets: list[list[list[object]]] = field(default_factory=list)
    how: dict[str, object] = field(default_factory=dict)
    mark: str = ","
    end: str = "\n"
    encoding: str = "utf-8"
    options: dict[str, object] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    words: str = ""
    stops: bool = False

    def names(self) -> list[str]:
        return list((self.header | {"value": self.header["value"] + self.unit}).values())

    def cells(self, row: Cells) -> list[object]:
        return [row.get(meaning, "") for meaning in self.header]

    def insert(self, meaning: str, name: str, place: int) -> None:
        """Put a column before the one that has this place."""
        columns = list(self.header.items())
        self.header = dict((*columns[:place], (meaning, name), *columns[place:]))

    def stop(self, words: str) -> None:
        self.stops, self.words = True, words

    def lose(self, row: Cells, reason: str) -> None:
        self.lost, self.words = {row["id"]}, f"{reason}: 1"

    def sum(self, rows: list[Cells]) -> str:
        return str(sum(int(row["value"]) for row in rows))

    def grid(self) -> list[list[object]]:
        return [*self.before, *(self.heads or [self.names()]), *map(self.cells, self.rows), *self.after]

    def content(self) -> bytes:
        if self.is_book:
            return book(*[[list(map(_typed, row)) for row in sheet] for sheet in (self.grid(), *self.sheets)], **self.how)()
        text = io.StringIO()
        csv.writer(text, delimiter=self.mark, lineterminator=self.end).writerows(self.grid())
        return text.getvalue().encode(self.encoding)


def _typed(cell: object) -> object:
    """Return a cell of a workbook: numbers are numbers there, and nothing is an empty cell."""
    return int(cell) if isinstance(cell, str) and cell.isdigit() and len(cell) < 8 else cell or None


@st.composite
def registers(draw) -> Register:
    """Draw a register that is right; no amount is the sum of others."""
    meanings = draw(st.permutations(list(NAMES)))
    header = {meaning: draw(st.sampled_from(NAMES[meaning])) for meaning in meanings}
    unit = draw(st.sampled_from(sorted(UNITS)))
    amounts = draw(st.lists(st.integers(0, 9), min_size=2, max_size=6))
    rows = [
        {
            "id": f"HT-{number}",
            "institution": draw(st.sampled_from(INSTITUTIONS)),
            "mode": draw(st.sampled_from(MODES)),
            "value": str((10 ** (number + 1) + amount) * 10**4 // UNITS[unit]),
            "date": draw(st.sampled_from(DATES)).format(number + 13),
        }
        for number, amount in enumerate(amounts)
    ]
    return Register(header, rows, unit, UNITS[unit], is_book=draw(st.integers(0, 3)) == 0)
