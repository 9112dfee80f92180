"""What one cell says: read where it is plain, refused where it is doubtful."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.register import cells, dates, modes, money
from helpers.register.cells import CellError
from helpers.register.money import FEN, LARGEST_FEN


def doubt(read, text: str, *more: object) -> str:
    with pytest.raises(CellError) as caught:
        read(text, *more)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1200000", 1_200_000), ("1,200,000", 1_200_000), ("1 200 000", 1_200_000), ("1，200，000.50", 1_200_000.5),
        ("１２０", 120), (" 120 ", 120), (".5", 0.5), ("0", 0), ("000120", 120),
        ("¥120", 120), ("￥ 120", 120), ("RMB 120", 120), ("120元", 120), ("120 CNY", 120), ("人民币¥120元整", 120),
        ("120万", 1_200_000), ("120 万元", 1_200_000), ("1.2亿元", 120_000_000), ("3千万", 30_000_000),
        ("¥1.2m", 1_200_000), ("1.2 Million yuan", 1_200_000), ("0.3bn", 300_000_000), ("300k", 300_000),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text, yuan):
    assert money.amount(text) == yuan * FEN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no value"), ("　", "no value"), ("—", "no value"), ("n/a", "no value"), ("无", "no value"),
        ("-120", "negative value"), ("−120", "negative value"), ("(120)", "negative value"), ("¥ -120", "negative value"),
        ("(US$ 120)", "negative value"), ("Fee (10,000 yuan)", "unreadable number"),
        ("$120", "foreign currency"), ("120 USD", "foreign currency"), ("12万欧元", "foreign currency"),
        ("12,34,567", "unreadable number"), ("1.200.000,00", "unreadable number"), ("约120万", "unreadable number"),
        ("100-120万", "unreadable number"), ("1亿2000万", "unreadable number"), ("1.2E+06", "unreadable number"),
        ("120w", "unreadable number"), ("壹佰万二千元整", "unreadable number"), ("面议", "unreadable number"),
        ("12 0", "unreadable number"), ("100万元；20万元", "unreadable number"), ("½", "unreadable number"),
        ("100000000000.01", "value out of range"), ("9" * 400, "value out of range"),
    ],
)  # fmt: skip
def test_a_doubtful_amount_is_refused_with_its_reason(text, reason):
    assert doubt(money.amount, text) == reason


@pytest.mark.parametrize("text", ["1200000①", "1200000㉑", "1200000²", "10³", "1,200¹"])
def test_a_raised_or_circled_digit_is_no_part_of_an_amount(text):
    assert doubt(money.amount, text) == "unreadable number"


@pytest.mark.parametrize("text", ["5²", "3①"])
def test_a_raised_or_circled_digit_is_no_part_of_a_count(text):
    assert doubt(cells.contracts, text) == "unreadable count"


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("120", 10_000, 1_200_000), ("１２０．５", 10_000, 1_205_000), ("120万", 10_000, 1_200_000),
        ("120万元", 10_000, 1_200_000), ("1.2亿元", 10_000, 120_000_000), ("1.2 m", 1_000_000, 1_200_000),
    ],
)  # fmt: skip
def test_an_amount_is_in_the_unit_of_its_column_or_in_its_own(text, unit, yuan):
    assert money.amount(text, unit) == yuan * FEN


@pytest.mark.parametrize(("text", "yuan"), [("1200000元", 1_200_000), ("¥12,000.50元整", 12_000.5), ("壹万贰仟元整", 12_000)])
def test_yuan_in_a_cell_come_before_the_unit_of_its_column(text, yuan):
    assert money.amount(text, 10_000) == yuan * FEN


@pytest.mark.parametrize("text", ["9999元", "壹佰元整", "¥1200000", "1.2亿"])
def test_an_amount_that_contradicts_the_unit_of_its_column_is_refused(text):
    assert doubt(money.amount, text, 10_000) == "unreadable number"


@pytest.mark.parametrize(("text", "fen"), [("1.005", 101), ("1.0049", 100), ("0.0000005万", 1), ("33.333333万", 33_333_333)])
def test_parts_of_a_fen_are_rounded_half_up(text, fen):
    assert money.amount(text) == fen


@given(st.integers(0, LARGEST_FEN), st.sampled_from(["{}", "{:,}", "¥{:,}", "{} 元"]))
def test_whatever_is_written_out_is_read_back(fen, form):
    assert money.amount(form.format(Decimal(fen) / FEN)) == fen


@given(st.text(max_size=12), st.sampled_from([1, 10_000]))
def test_any_text_is_an_amount_in_range_or_doubtful(text, unit):
    try:
        assert 0 <= money.amount(text, unit) <= LARGEST_FEN
    except CellError as doubtful:
        assert str(doubtful)


@pytest.mark.parametrize(
    "text",
    [
        "2020", "2020.0", "2020年", "2020年度", "２０２０", "2020-03", "2020/3", "2020年3月",
        "2020-03-05", "2020/3/5", "2020.3.5", "20200305", "2020年3月5日", "2020-02-29", "2020-03-05 14:30:00", "2020-03-05T14:30",
        "25/12/2020", "12/25/2020", "5.3.2020", "5 March 2020", "Mar 5, 2020", "March 5 2020",
        "2020 年 3 月 5 日", "05-Mar-2020",
    ],
)  # fmt: skip
def test_a_year_is_read_from_dates_as_people_write_them(text):
    assert dates.year(text) == 2020


@pytest.mark.parametrize(
    "text",
    ["2019-02-29", "2020-13-01", "31/02/2020", "13/25/2020", "43895", "1948-12-31", "2101", "x"],
)
def test_an_impossible_date_is_refused(text):
    assert doubt(dates.year, text) == "impossible date"


@pytest.mark.parametrize("text", ["20-03-05", "20.3.5", "Mar-20", "5-Mar-20", "20年3月5日", "3/5/20"])
def test_a_year_of_two_digits_is_no_year(text):
    assert doubt(dates.year, text) == "year of two digits"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020-12-31T18:30:00Z", 2021), ("2020-12-31 18:30:00+00:00", 2021), ("2021-01-01T01:30:00+08:00", 2021),
        ("2020-12-31T15:59:59Z", 2020), ("2021-01-01T01:15:00+09:30", 2020), ("2020-12-31T18:30:00", 2020),
    ],
)  # fmt: skip
def test_a_moment_is_of_the_year_that_it_is_in_china(text, year):
    assert dates.year(text) == year


@pytest.mark.parametrize("text", ["", " ", "-", "无"])
def test_a_missing_date_is_refused(text):
    assert doubt(dates.year, text) == "no date"


@given(
    st.dates().filter(lambda day: day.year in dates.YEARS),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y", "%Y年%m月%d日"]),
)
def test_a_date_has_its_year_in_any_order(day, form):
    assert dates.year(day.strftime(form)) == day.year


@pytest.mark.parametrize(
    ("mode", "texts"),
    {
        "transfer": ("transfer", "Technology  Transfer", "assignment", "转让", "技术转让"),
        "licence": ("licence", "LICENSE", "licensing", "许可", "技术许可"),
        "equity_investment": ("equity investment", "Equity", "作价投资", "技术入股"),
        "development": ("development", "开发", "　技术开发　"),
        "consulting": ("consulting", "Consultancy", "咨询", "技术咨询"),
        "service": ("service", "services", "ＳＥＲＶＩＣＥ", "服务", "技术服务"),
    }.items(),
)
def test_the_six_modes_have_names_in_both_languages(mode, texts):
    assert {modes.mode(text) for text in texts} == {mode}


@pytest.mark.parametrize("text", ["", "other", "合作", "技术", "技术开发/技术服务"])
def test_another_mode_is_unknown(text):
    assert doubt(modes.mode, text) == "unknown mode"


@pytest.mark.parametrize(("text", "many"), [("", 1), ("1", 1), ("3.0", 3), ("３", 3), ("1,200", 1200)])
def test_a_count_is_whole_and_an_empty_one_is_one(text, many):
    assert cells.contracts(text) == many


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "abc", "约3", "9" * 30])
def test_a_doubtful_count_is_refused(text):
    assert doubt(cells.contracts, text) == "unreadable count"


def test_one_name_is_one_institution_however_wide_its_letters():
    assert cells.institution("　示例　大学（本部） ") == cells.institution("示例 大学(本部)") == "示例 大学(本部)"


TOTALS = (
    *("合 计：", "2020年合计", "合计（元）", "各校总计", "示例大学 小计", "本年累计", "合计数"),
    *(
        "Grand  Total",
        "Totals",
        "Total 2020",
        "Sum total",
        "Alpha University subtotal",
        "Sub-total",
        "Total for all institutions",
    ),
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "no institution"), ("无", "no institution"), *((total, "total row") for total in TOTALS)],
)
def test_a_total_or_nothing_is_no_institution(text, reason):
    assert doubt(cells.institution, text) == reason


NAMES = (
    "合计科技大学",
    "国家统计学院",
    "审计学院 2",
    "Total Energy Institute",
    "Institute of Total Synthesis",
    "Academy of Sums",
)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_that_holds_the_word_of_a_total_is_a_name(text):
    assert cells.institution(text) == text
