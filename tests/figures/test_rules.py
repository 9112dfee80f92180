import dataclasses
import re
from decimal import Decimal

import pytest
from test_load import refusal

from helpers import open_edition, paths
from helpers.errors import InputError
from helpers.figures.load import load
from helpers.figures.numerals import contradicts, qualifier
from helpers.figures.rules import check


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2020,reporting_institutions,all,9,CNY,exact,,9,RELEASE,", "column unit: the unit is CNY, but reporting_institutions is declared in institutions."),
        ("2020,reporting_institutions,all,NaN,institutions,exact,,9,RELEASE,", "column value: 'NaN' is not a number written in full."),
        ("2020,reporting_institutions,all,-9,institutions,exact,,9,RELEASE,", "column value: count -9 is out of range: 0 to 1,000,000,000,000,000,000."),
        ("2020,reporting_institutions,all,9.5,institutions,exact,,9.5,RELEASE,", "column value: a count of 9.5 is not a whole number."),
        ("2020,share_contracts_over_1m_3modes,all,101,percent,rounded,1,101%,RELEASE,", "column value: share 101 is out of range: 0 to 100."),
        ("2020,growth_value_6modes,all,-101,percent,rounded,1,-101%,RELEASE,", "column value: growth -101 is out of range: -100 to 1,000,000."),
        ("2020,value_3modes,all,250000000,CNY,rounded,100000000,2.5亿元,RELEASE,", "column rounded_to: 250000000 is not a multiple of 100000000"),
        ("2020,value_3modes,all,200000000,CNY,rounded,,2亿元,RELEASE,", "column rounded_to: the cell is empty, but the figure is rounded."),
        ("2020,value_3modes,all,200000000,CNY,exact,100000000,2亿元,RELEASE,", "column rounded_to: '100000000' stands beside a figure that is not rounded."),
        ("2020,value_3modes,all,200000000,CNY,rounded,-100000000,2亿元,RELEASE,", "column rounded_to: '-100000000' is out of range"),
        ("2020,value_3modes,all,1" + 18 * "0" + "1,CNY,exact,,1e19,RELEASE,", "column value: amount 10000000000000000001 is out of range: 0 to 1,000,000,000,000,000,000."),
        ("2020,value_3modes,all,1e400,CNY,exact,,1e400,RELEASE,", "column value: '1e400' is not a number written in full."),
        ("2020,reporting_institutions,all,１２３,institutions,exact,,9,RELEASE,", "column value: '１２３' is not a number written in full."),
        ("2020,reporting_institutions,all,1_000,institutions,exact,,9,RELEASE,", "column value: '1_000' is not a number"),
        ("2020,increase_value_6modes,all,1000000000,CNY,exact,,10亿元,RELEASE,", "leaves nothing of value_6modes for the year before"),
        ("2020,reporting_institutions,all,9,institutions,exact,,9,RATES,", "column source: RATES has no reading"),
        ("2020,growth_value_6modes,all,16.2,percent,rounded,0.1,12.6%,RELEASE,", "column value: 16.2, but printed '12.6%'. Correct the one that is wrong."),
        ("2020,contracts_3modes,all,1001,contracts,exact,,1001,RELEASE,", "contracts_3modes is above contracts_6modes"),
        ("02020,contracts_3modes,all,99,contracts,exact,,99,RELEASE,", "column year: '02020' is not a whole number."),
        ("2020,value_3modes,all,230000000,CNY,rounded,10,2.3亿元,RELEASE,", "column rounded_to: 10, but the last digit printed in '2.3亿元' is worth 10000000."),
        ("2020,value_3modes,all,1600000000,CNY,rounded,100000000,16亿元,RELEASE,", "value_3modes is above value_6modes"),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_is_refused_with_the_reason(add, row, message):
    refused = refusal(add(row))
    assert refused.startswith("published_figures.csv, row 8, column")
    assert message in refused


@pytest.mark.parametrize(
    "row",
    [
        "2020,contracts_3modes,all,1000,contracts,exact,,1000,RELEASE,",
        "2020,value_3modes,all,1000000000,CNY,rounded,1000000000,10亿元,RELEASE,",
        "2020,contracts_3modes,universities,2000,contracts,exact,,2000,RELEASE,",
        "2021,contracts_3modes,all,2000,contracts,exact,,2000,RELEASE,",
        "2020,share_contracts_over_1m_3modes,all,100,percent,rounded,1,100%,RELEASE,",
        "2020,growth_value_6modes,all,-100,percent,rounded,1,-100%,RELEASE,",
    ],
)
def test_a_row_at_the_edge_of_a_rule_is_taken(add, row):
    assert open_edition(2020, figures=add(row)).year == 2020


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("16.2", "12.6%"),
        ("126", "12.6%"),
        ("0.126", "12.6 per cent"),
        ("12", "-12.6%"),
        ("19.1", "down 19.1%"),
        ("12.6", "−12.6%"),
        ("-19.2", "down 19.1%"),
        ("-12.6", "12.6%"),
        ("-0.5", "up 0.5%"),
        ("21", "12家"),
        ("0", "12家"),
        ("12", "0家"),
        ("466828", "466,882"),
        ("11320", "11 302项"),
        ("113020", "11 302项"),
        ("12561000000", "1256.1亿元"),
        ("1256.1", "1256.1亿元"),
        ("12561000000000", "1256.1 billion yuan"),
        ("4330000", "43.3万项"),
        ("18640000", "$18.64 Billion"),
        ("187000000000", "18.7 billion U.S. dollars"),
        ("12.6000000000000000000000000000000001", "12.6%"),
        ("2100000000", "1.2 bn"),
        ("70", "六成"),
        ("681470", "681.47万人次"),
    ],
)
def test_a_value_that_is_not_what_is_printed_is_seen(value, printed):
    assert contradicts(printed, value)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("12.6", "12.6%"),
        ("10", "10.0%"),
        ("10.0", "10%"),
        ("-19.1", "down 19.1%"),
        ("-12.6", "下降12.6%"),
        ("-12.6", "-12.6%"),
        ("0", "down 0.0%"),
        ("466882", "466,882"),
        ("11302", "11 302项"),
        ("433000", "43.3万项"),
        ("40000000", "约4千万元"),
        ("1200000000000", "1.2万亿元"),
        ("125610000000", "1256.1亿元"),
        ("18640000000", "$18.64 billion"),
        ("18700000000", "US$18.7 billion"),
        ("18700000000", "18.7 billion U.S. dollars"),
        # A fall in other words, or a rate that came down to what it is.
        ("-12.6", "12.6% less"),
        ("12.6", "growth down to 12.6%"),
        ("19", "COVID-19"),
        # A word that is not known may be a scale.
        ("1200000000", "1.2 bn"),
        ("120000000000", "1.2千亿元"),
        ("12000000", "CNY m 12"),
        ("0.5", ".5%"),
        ("40", "40多家"),
        ("60", "六成"),
        ("6814700", "681.47万人次"),
        # More than one number, or none.
        ("9", "2 or 3"),
        ("9", "12,6%"),
        ("9", "1.2.3"),
        ("9", "1e5"),
        ("9", "12,34"),
        ("250000000", "2亿5千万"),
        ("350000000", "3亿五千万"),
        ("2.5", "2½"),
        # A text too long to be a number, which would be searched for ever.
        ("9", f"{' ' * 200_000}x"),
        ("9", f"8{' ' * 200_000}x"),
        ("9", f"down{' ' * 200_000}x8"),
        ("9", "nine"),
        ("9", "Q3"),
        ("9", "１２家"),
        ("9", "九"),
    ],
)
def test_a_value_that_may_be_what_is_printed_is_left_alone(value, printed):
    assert not contradicts(printed, value)


@pytest.mark.parametrize(
    "slip",
    [lambda value: "999", lambda value: f"{Decimal(value) * 1000:f}", lambda value: f"{Decimal(value) / 100:f}"],
    ids=["another number", "a thousandfold", "a hundredth"],
)
def test_a_slip_in_one_of_the_projects_own_values_alone_is_refused_with_its_row(slip):
    own = load(paths.DATA)
    # These rules hold for each row by itself, so the slips of all rows are refused at once.
    slipped = own.published_figures.assign(value=own.published_figures["value"].map(slip))
    with pytest.raises(InputError) as caught:
        check(dataclasses.replace(own, published_figures=slipped))
    refused = re.findall(r"^published_figures\.csv, row (\d+), column", str(caught.value), re.MULTILINE)
    assert sorted(map(int, refused)) == list(own.published_figures.index)


def test_the_scope_of_a_register_is_none_of_a_published_figure(add):
    message = refusal(add("2020,reporting_institutions,own,9,institutions,exact,,9,RELEASE,"))
    assert "row 8, column scope: 'own' is the name of a register's figures." in message


@pytest.mark.parametrize("scope", ["All", " all", "ALL "])
def test_what_is_almost_all_is_not_taken_for_a_part(add, scope):
    assert f"'{scope}' is not all. Write all" in refusal(
        add(f"2020,reporting_institutions,{scope},9,institutions,exact,,9,RELEASE,")
    )


@pytest.mark.parametrize(("kind", "unit"), [("share", "percent"), ("growth", "percent"), ("conversion", "USD")])
def test_a_kind_that_is_calculated_with_has_the_unit_of_the_calculation(replace, kind, unit):
    message = refusal(replace("indicators", f",{unit},{kind},", f",1,{kind},"))
    assert f"column unit: the unit of this {kind} is {unit}, not 1. Write {unit}, or " in message


def test_a_table_of_figures_without_a_figure_is_refused(folder):
    table = folder / "published_figures.csv"
    table.write_text(table.read_text().splitlines()[0] + "\n")
    assert "published_figures.csv: it has no figures. Add a row for each figure." in refusal(folder)


def test_a_share_names_its_whole_or_part_and_whole(replace):
    message = refusal(replace("indicators", "percent,share,contracts_3modes", "percent,share,"))
    assert "column of: the kind share needs 1 or 2 other declared indicators" in message


def test_an_average_names_two_declared_indicators(replace):
    message = refusal(replace("indicators", "value_6modes / contracts_6modes", "value_6modes"))
    assert "indicators.csv, row 14, column of: the kind average needs 2 other declared indicators" in message


def test_the_scope_of_what_a_share_is_calculated_from_is_declared(replace):
    of = "contracts_3modes (colleges) / contracts_3modes"
    message = refusal(replace("indicators", "percent,share,contracts_3modes", f"percent,share,{of}"))
    assert "column of: 'colleges' is no declared scope. Write the scope as it is declared in scopes.csv." in message


def test_a_part_has_the_unit_of_its_whole(replace):
    message = refusal(replace("indicators", "amount,,value_6modes", "amount,,contracts_6modes"))
    assert "indicators.csv, row 10, column part_of: its unit is CNY, but the unit of its whole is contracts." in message


@pytest.mark.parametrize("period", ["2022-05", "2022-13-99", "2022", "0000-00-00"])
def test_the_period_of_a_rate_is_a_real_date_of_its_kind(replace, period):
    message = refusal(replace("exchange_rates", "2022-06-29", period))
    assert "exchange_rates.csv, row 3, column period: " in message


def test_an_indicator_does_not_rest_on_itself(replace):
    message = refusal(replace("indicators", "USD,conversion,value_6modes", "USD,conversion,value_6modes_in_dollars"))
    assert "indicators.csv, row 11, column of: the kind conversion needs 1 other declared indicators" in message


@pytest.mark.parametrize("word", ["nan", "None", " NULL", "inf"])
def test_what_a_program_writes_for_nothing_is_no_label(replace, word):
    message = refusal(replace("indicators", "contracts_3modes,contracts of the three modes", f"contracts_3modes,{word}"))
    assert (
        message
        == f"indicators.csv, row 5, column label: '{word}' says that something is missing. Leave it empty, or fill it in."
    )


@pytest.mark.parametrize("printed", ["约261", "about 261", "大约261家", "some 261 institutions", "261家左右", "about US$261"])
def test_what_is_printed_as_an_estimate_is_not_taken_for_more(printed):
    assert qualifier(printed) == "about"


@pytest.mark.parametrize(
    "printed", ["超46万项", "至少46万项", "46万余项", "46万多项", "46万以上", "46万项以上", "460,000+", "over 460,000"]
)
def test_what_is_printed_as_a_lower_limit_is_known_for_one(printed):
    assert qualifier(printed) == "more than"


@pytest.mark.parametrize(
    ("printed", "says"), [("不足46万项", "at most"), ("under 460,000", "at most"), ("近46万项", "nearly"), ("466,882", "")]
)
def test_what_is_printed_as_an_upper_limit_is_known_for_one(printed, says):
    assert qualifier(printed) == says


@pytest.mark.parametrize(
    ("precision", "printed", "is_taken"),
    [
        ("exact", "about 400", False), ("about", "about 400", True), ("more_than", "about 400", False),
        ("at_most", "over 400", False), ("more_than", "over 400", True), ("more_than", "under 400", False),
        ("at_most", "nearly 400", True), ("about", "nearly 400", True), ("more_than", "nearly 400", False),
    ],
)  # fmt: skip
def test_a_precision_that_the_printed_words_contradict_is_refused(add, precision, printed, is_taken):
    folder = add(f"2020,contracts_3modes,all,400,contracts,{precision},,{printed},RELEASE,")
    if is_taken:
        assert len(check(load(folder)).published_figures) == 7
    else:
        assert f"column precision: '{precision}', but the printed text says" in refusal(folder)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("avg_x,average,USD per contract,average,value_6modes / contracts_6modes,,", "unit of this average is CNY per contract, not USD per contract"),
        ("more,more contracts,institutions,increase,contracts_6modes,,", "unit of this increase is contracts, not institutions"),
        ("part,a share,percent,share,value_3modes / contracts_6modes,,", "'value_3modes / contracts_6modes' have different units"),
        ("ratio,a ratio,1,amount,,,", "unit of this amount is 1, not 1. Write 1, or convert"),
    ],
)  # fmt: skip
def test_a_unit_that_does_not_follow_from_those_named_is_refused(folder, row, message):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write(f"{row}\n")
    assert message in refusal(folder)


@pytest.mark.parametrize("published", ["2022-13", "2022-06-31", "20220629", "undated"])
def test_a_day_of_publication_that_is_none_is_refused(replace, published):
    assert "column published: " in refusal(replace("sources", "2022-06-29", published))


@pytest.mark.parametrize(
    "row",
    [
        # A limit, or an estimate near its whole, contradicts nothing.
        "2020,contracts_3modes,all,1040,contracts,about,,1040,RELEASE,",
        "2020,increase_value_6modes,all,1100000000,CNY,at_most,,11亿元,RELEASE,",
    ],
)
def test_a_figure_that_may_be_true_is_taken(add, row):
    assert len(check(load(add(row))).published_figures) == 7


def test_a_lower_limit_of_a_whole_does_not_make_room_for_a_part_above_what_others_print(add):
    limit = "2020,contracts_6modes,all,900,contracts,more_than,,900余项,OTHER,"
    assert "contracts_3modes is above contracts_6modes" in refusal(
        add(limit, "2020,contracts_3modes,all,1040,contracts,exact,,1040,RELEASE,")
    )


def test_a_part_may_be_larger_than_a_whole_of_which_only_lower_limits_are_printed(add, replace):
    for _ in ("RELEASE", "PAPER"):
        replace(
            "published_figures",
            "2020,contracts_6modes,all,1000,contracts,exact",
            "2020,contracts_6modes,all,1000,contracts,more_than",
        )
    assert check(load(add("2020,contracts_3modes,all,1040,contracts,exact,,1040,RELEASE,")))
