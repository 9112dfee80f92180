"""Contract registers as people write them, and worse: each row is used or rejected, and money adds up to the fen."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from shown import words

from fuzz.texts import ODD
from helpers import open_edition
from helpers.edition import Edition
from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register import provenance, sentences
from helpers.register.comparison import Comparison
from helpers.register.summary import Register, read

NAME = "register.csv"
THRESHOLD = 1_000_000
ENDS = ("\n", "\r\n", "\r")
# Which cells stand in quotation marks: those that must, or all.
QUOTED = ('[",\r\n]', "")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
HEADERS = {
    "id": ("contract_id", "合同编号"),
    "institution": ("Institution", "单位名称"),
    "year": ("year", "年度"),
    "date": ("Date of signing", "签订日期"),
    "mode": ("mode", "合同类型"),
    "contracts": ("contracts", "合同数"),
    "province": ("province", "省份"),
    "remarks": ("remarks", "备注"),
}
UNITS = {
    "value_yuan": 1, "金额（元）": 1, "合同金额（万元）": 10**4, "Contract value, million yuan": 10**6, "成交额(亿元)": 10**8,
}  # fmt: skip
NAMES = {*UNITS, *(name for names in HEADERS.values() for name in names)}
INSTITUTIONS = {
    "示例大学": "示例大学", " 示例　学院 ": "示例 学院", "Ｕｎｉ Ａ": "Uni A", 'A "B", C': 'A "B", C',
    "two\nlines": "two lines", "合计科技大学": "合计科技大学", "O'Hara & Co; Ltd.": "O'Hara & Co; Ltd.",
}  # fmt: skip
MODES = {
    "transfer": "transfer", "技术转让": "transfer", "Licensing": "licence", "作价投资": "equity_investment",
    "技术开发合同": "development", "consultancy": "consulting", "ＳＥＲＶＩＣＥ": "service",
}  # fmt: skip
DATES = ("{}", "{}年", "{}.0", "{}-03-05", "{}/3/5", "{}年3月5日", "5 March {}", "{}0305", "31/12/{}", "{}-03-05 14:30")
CONTRACTS = {"": 1, "1": 1, "3": 3, "1,200": 1200, "2.0": 2, "３": 3}
# Where a form names a unit, its amount is in that.
FORMS = {"{}": 0, " {} ": 0, "00{}": 0, "{:,<1}": 0, "{}万元": 10**4, "{}百万元": 10**6}
FORMS_OF_YUAN = {"¥ {}": 1, "{} 元": 1, "RMB{}": 1}
# Of a fen, in thousandths.
PARTS = tuple(map(Decimal, (0, 0, 0, 0, 1, 499, 500, 501, 999)))
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
ODD_NAME = "奇数研究所"
IDS = st.sampled_from(("", "-")) | st.integers(1, 9).map("P-{}".format) | st.integers(10, 10**6).map("P-{}".format)
ODD_HEADERS = ODD
STRAY = st.sampled_from((b"\xff", b"\xe4\xb8", b"\0", b"\r", b"\n", b'"', b'"x', b",", b";", b"\xef\xbb\xbf")) | st.binary(
    max_size=3
)
SPOILT = st.one_of(st.none(), st.none(), st.none(), st.tuples(st.integers(0, 2000), STRAY))


@dataclass(frozen=True)
class Row:
    """The cells of a row, and what it says where they are plain: institution, year, mode, contracts, fen."""

    cells: tuple[str, ...]
    says: tuple[str, int, str, int, int] | None


@dataclass(frozen=True)
class Case:
    """A register: its header, the unit asked for, its rows, where blank lines stand, how it is written, bytes put into it."""

    header: tuple[str, ...]
    unit: str
    rows: tuple[Row, ...]
    blanks: tuple[int, ...]
    end: str
    encoding: str
    quoted: str
    spoilt: tuple[int, bytes] | None


@st.composite
def _amounts(draw, unit: int) -> tuple[str, int]:
    """Draw an amount as it is written in a column of a unit, and its fen, a half of which is rounded up."""
    fen = draw(st.integers(0, 10**6) | st.integers(0, 10**13 - 1)) + draw(st.sampled_from(PARTS)).scaleb(-3)
    form, own = draw(st.sampled_from([*FORMS.items(), *(FORMS_OF_YUAN.items() if unit == 1 else ())]))
    number = f"{fen / (100 * (own or unit)):,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    # 1.005 yuan may be 1,005: such a number has two readings.
    number += "0" * bool(re.fullmatch(r"\d{1,3}\.\d{3}", number))
    text = form.format(number if "," in form else number.replace(",", ""))
    return text.translate(WIDE) if draw(st.booleans()) else text, int(fen.quantize(Decimal(1), ROUND_HALF_UP))


@st.composite
def _plain(draw, columns: list[str], unit: int) -> Row:
    """Draw a row whose cells say one thing each."""
    year = draw(st.integers(2018, 2021))
    name, mode, many = (draw(st.sampled_from(list(texts))) for texts in (INSTITUTIONS, MODES, CONTRACTS))
    value, fen = draw(_amounts(unit))
    date, signed = (draw(st.sampled_from(DATES)).format(year) for _ in range(2))
    written = {"institution": name, "mode": mode, "contracts": many, "value": value, "year": date, "date": signed}
    written |= {"province": "", "id": draw(IDS), "remarks": draw(st.sampled_from(("", "x", "a,b")))}
    says = (INSTITUTIONS[name], year, MODES[mode], CONTRACTS[many] if "contracts" in columns else 1, fen)
    return Row(tuple(written[column] for column in columns), says)


@st.composite
def _odd(draw, columns: list[str], unit: int) -> Row:
    """Draw a row of an institution of its own, a few cells of which are odd."""
    cells = list(draw(_plain(columns, unit)).cells)
    cells[columns.index("institution")] = ODD_NAME
    for place in draw(st.lists(st.integers(0, len(cells) - 1), min_size=1, max_size=3)):
        cells[place] = draw(ODD)
    return Row(tuple(cells), None)


@st.composite
def _ragged(draw, columns: list[str], unit: int) -> Row:
    """Draw a row with too few cells, or one too many."""
    row = draw(_plain(columns, unit))
    length = draw(st.sampled_from([n for n in range(1, len(row.cells) + 2) if n != len(row.cells)]))
    # Where only cells at its end are missing on which no sum rests, a row is read.
    is_whole = length < len(columns) and set(columns[length:]) <= {"province", "remarks"}
    return Row((*row.cells, "more")[:length], row.says if is_whole else None)


@st.composite
def _headers(draw, columns: list[str], value: str) -> tuple[str, ...]:
    """Draw a header, in one of ten cases with an odd name, or the same one twice."""
    header = [value if column == "value" else draw(st.sampled_from(HEADERS[column])) for column in columns]
    if not draw(st.integers(0, 9)):
        header[draw(st.integers(0, len(header) - 1))] = draw(ODD_HEADERS | st.sampled_from(header))
    return tuple(header)


@st.composite
def cases(draw) -> Case:
    """Draw a register with some of its rows doubled."""
    when = draw(st.sampled_from((("year",), ("date",), ("year", "date"))))
    more = draw(st.lists(st.sampled_from(("id", "contracts", "province", "remarks")), unique=True))
    columns, value = draw(st.permutations(("institution", "mode", "value", *when, *more))), draw(st.sampled_from(list(UNITS)))
    plain, odd, ragged = (kind(columns, UNITS[value]) for kind in (_plain, _odd, _ragged))
    rows = draw(st.lists(st.one_of(plain, plain, plain, odd, ragged), max_size=12))
    rows += draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    header, rows, blanks = (
        draw(_headers(columns, value)),
        draw(st.permutations(rows)),
        draw(st.lists(st.integers(0, 15), max_size=3)),
    )
    unit, written = (
        draw(st.sampled_from(("",) * 9 + ("万元",))),
        (draw(st.sampled_from(way)) for way in (ENDS, ENCODINGS, QUOTED)),
    )
    return Case(header, unit, tuple(rows), tuple(blanks), *written, draw(SPOILT))


def hold(case: Case) -> bool:
    """Refuse the register of a case by name, or account for every row of it; return whether it was read."""
    try:
        register = _register(case)
    except InputError as error:
        assert str(error).startswith((f"{NAME}: ", f"{NAME}, row ", f"{NAME}, column ")), error
        assert not _is_plain(case), error
        return False
    _assert_accounts(register, None if case.spoilt else len(case.rows))
    if not case.spoilt and set(case.header) <= NAMES:
        _assert_sums(register, case)
    for year in register.years:
        asked = RegisterParameters(contracts=[NAME], year=year, threshold=THRESHOLD)
        comparison = Comparison(_published().tables, register, asked)
        # No register changes what was published, nor what is found in that.
        comparison.published, comparison.findings = _published().published, _published().findings
        _assert_reported(comparison)
    return True


def _is_plain(case: Case) -> bool:
    """Tell whether a register is one that has to be read: whatever it is made of says one thing each."""
    known = set(case.header) <= NAMES and len(set(case.header)) == len(case.header)
    return known and not case.unit and not case.spoilt and all(row.says for row in case.rows)


def _register(case: Case) -> Register:
    with TemporaryDirectory() as name:
        path = Path(name) / NAME
        path.write_bytes(written(case))
        asked = {"contracts": [str(path)], "year": 2020, "threshold": THRESHOLD, "unit": case.unit}
        return read(RegisterParameters(**asked))


def written(case: Case) -> bytes:
    """Return the bytes of a register."""
    lines = [_line(case, case.header), *(_line(case, row.cells) for row in case.rows)]
    for place in case.blanks:
        lines.insert(1 + place % len(lines), case.end)
    content = "".join(lines).encode(case.encoding)
    place, more = case.spoilt or (0, b"")
    place %= len(content) + 1
    return content[:place] + more + content[place:]


def _line(case: Case, cells: tuple[str, ...]) -> str:
    written = (f'"{cell.replace(chr(34), chr(34) * 2)}"' if re.search(case.quoted, cell) else cell for cell in cells)
    return (",".join(written) or '""') + case.end


def _assert_accounts(register: Register, rows: int | None) -> None:
    used, rejected = sum(register.years.values()), sum(register.rejected.values())
    assert rows is None or used + rejected == rows, (register.years, register.rejected, rows)
    for year in register.years:
        went = register.rows(year)
        assert sum(went.values()) == used + rejected
        assert all(many >= 0 for many in went.values())


def _assert_sums(register: Register, case: Case) -> None:
    """Compare what plain rows come to with their sums in the register; rows of other institutions are not looked at."""
    sums = Counter()
    for institution, year, mode, many, fen in _counting(case):
        key = (institution, year, mode, many == 1)
        sums.update({(*key, "rows"): 1, (*key, "contracts"): many, (*key, "fen"): fen, (*key, "over"): fen > THRESHOLD * 100})
    known = register.groups[register.groups["institution"].isin(INSTITUTIONS.values())]
    found = Counter()
    for group in known.to_dict("records"):
        key = (group["institution"], group["year"], group["mode"], group["single"])
        found.update({(*key, name): group[name] for name in ("rows", "contracts", "fen", "over")})
    assert found == sums


def _counting(case: Case) -> list[tuple]:
    """Return what the rows say that count: the first of those alike, none where rows of one id differ."""
    place = next((place for place, name in enumerate(case.header) if name in HEADERS["id"]), None)
    alike = {}
    for row in case.rows:
        if len(row.cells) == len(case.header) or (row.says and '"' not in _line(case, row.cells)):
            cells = row.cells + ("",) * (len(case.header) - len(row.cells))
            id = "" if place is None else cells[place]
            alike.setdefault(id if id.startswith("P-") else cells, []).append((cells, row.says))
    return [rows[0][1] for rows in alike.values() if rows[0][1] and len({cells for cells, _ in rows}) == 1]


@cache
def _published() -> Edition:
    return open_edition(2020)


def _assert_reported(edition: Comparison) -> None:
    reported = {made.definition.id for made in edition.metric_values if made.reading == "own"}
    unknown = {metric.id: why for metric, why in edition.unknown("own")}
    assert reported | set(unknown) == {metric.id for metric in edition.definitions}
    assert reported.isdisjoint(unknown)
    assert all(unknown.values())
    for write in (*sentences.FINDINGS, provenance.accounts, sentences.bases, provenance.flags):
        text = words(write(edition))
        assert (text or write not in (sentences.headline, provenance.accounts)) and not re.search(
            r"\b(nan|inf|None)\b", text
        ), text
