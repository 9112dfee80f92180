"""Each rule finds a planted clash of its kind, and leaves alone what only looks like one."""

import shutil
from dataclasses import replace

import pandas as pd
import pytest

from helpers import open_edition
from helpers.checks.findings import SEVERITIES, Finding
from helpers.checks.reconciliation import RULES
from helpers.display.findings import finding_text
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, exact
from helpers.metrics.basis import growth_basis


def found(folder, *severities: str) -> list[tuple[str, str]]:
    findings = open_edition(2020, figures=folder).findings
    return [(f.rule, str(finding_text(f))) for f in findings if f.severity in severities]


def test_the_tiny_tables_hold_together(folder):
    assert found(folder, "conflict", "slip", "basis") == []
    assert len(found(folder, "agreement")) == 2


CLASHES = {
    "two sources disagree": (
        "repeated",
        ["2020,contracts_6modes,all,1001,contracts,exact,,1001,OTHER,"],
        "Sources disagree on the number of contracts of the six modes in 2020. 1,000: Compilers (2022-06-29); Daily (2022-07-01). 1,001: Weekly (2022).",
    ),
    "one number for contracts and institutions": (
        "attributed",
        ["2020,reporting_institutions,all,777,institutions,exact,,777,RELEASE,", "2020,contracts_3modes,all,777,contracts,about,,777,PAPER,"],
        "Sources print about 777 for 2020 in words that may differ in meaning. Contracts of the three modes: Daily (2022-07-01) (about). Reporting institutions: Compilers (2022-06-29).",
    ),
    "one number of four digits": (
        "attributed",
        ["2021,reporting_institutions,universities,7777,institutions,exact,,7777,RELEASE,", "2021,contracts_3modes,universities,7777,contracts,exact,,7777,PAPER,"],
        "Sources print 7,777 for 2021 in words that may differ in meaning. Contracts of the three modes: Daily (2022-07-01). Reporting institutions: Compilers (2022-06-29).",
    ),
    "parts that miss their whole": (
        "split",
        ["2020,contracts_3modes,all,400,contracts,exact,,400,RELEASE,", "2020,contracts_3services,all,599,contracts,exact,,599,RELEASE,"],
        "The number of contracts of the six modes in 2020, 1,000, differs from the sum of its parts: 400 + 599 = 999.",
    ),
    "as many above a threshold as the total cannot hold": (
        "floor",
        ["2020,institutions_over_100m_6modes,all,11,institutions,exact,,11,RELEASE,"],
        "The number of institutions above 100 million yuan in 2020, 11, times 100 million yuan exceeds the contract value of the six modes in 2020, 1.0 billion yuan: it would be 110 % of it.",
    ),
    "a part of the institutions with more contracts than all": (
        "scope",
        ["2020,contracts_6modes,universities,1001,contracts,exact,,1001,RELEASE,"],
        "The number of contracts of the six modes (universities) in 2020, 1,001, exceeds that of all institutions, 1,000.",
    ),
    "a part of the institutions with more of one kind than all have of every kind": (
        "scope",
        ["2020,contracts_3modes,universities,1001,contracts,exact,,1001,RELEASE,"],
        "The number of contracts of the three modes (universities) in 2020, 1,001, exceeds the number of contracts of the six modes in 2020 of all institutions, 1,000.",
    ),
    "an average that is not that of the totals": (
        "average",
        ["2020,avg_contract_value_6modes,all,1200000,CNY per contract,rounded,100000,120万元,RELEASE,"],
        "The average contract value in 2020 is given as 1.2 million yuan by Compilers (2022-06-29). This differs from 1.0 billion yuan divided by 1,000 contracts, 1.0 million yuan (0.95 to 1.05 million yuan).",
    ),
    "a share that is not its part of its whole": (
        "share",
        ["2020,contracts_3modes,all,400,contracts,exact,,400,RELEASE,", "2020,contracts_over_1m_3modes,all,54,contracts,exact,,54,RELEASE,",
         "2020,share_contracts_over_1m_3modes,all,13.6,percent,rounded,0.1,13.6%,RELEASE,"],
        "The share of contracts above 1 million yuan in 2020 is given as 13.6 % by Compilers (2022-06-29). This differs from 54 of 400 contracts, 13.5 % (from exact figures).",
    ),
    "an increase that is not that of the totals": (
        "increase",
        ["2020,increase_value_6modes,all,500000000,CNY,rounded,100000000,5亿元,PAPER,"],
        "The increase in contract value in 2020 is given as 500 million yuan by Daily (2022-07-01). The figures printed, 800 million yuan and 1.0 billion yuan, give 200 million yuan (100 to 300 million yuan), which differs.",
    ),
    "dollars at no rate": (
        "dollars",
        ["2020,value_6modes_in_dollars,all,200000000,USD,rounded,10000000,$200 million,RELEASE,"],
        "Compilers (2022-06-29) prints 200 million dollars for 1.0 billion yuan: 5.0 yuan (4.6 to 5.4 yuan) per dollar, which fits none of the rates used here: 6.7000 to 6.8000 (days within a week of publication) or 6.9000 (2020 on average).",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "rows", "sentence"), CLASHES.values(), ids=CLASHES)
def test_a_planted_clash_is_found_and_nothing_else(add, rule, rows, sentence):
    assert found(add(*rows), "conflict", "slip") == [(rule, sentence)]


def test_a_printed_rate_on_another_basis_is_reported_with_the_difference(add):
    result = found(add("2020,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"), "basis")
    assert result == [
        (
            "growth",
            "The printed growth in contract value in 2020 is given as 5 % by Compilers (2022-06-29). The figures printed, "
            "800 million yuan and 1.0 billion yuan, give 30 % (11 to 40 %). The printed rate is lower by 6 to 36 percentage points.",
        )
    ]


@pytest.mark.parametrize(
    ("dollars", "when"),
    [
        ("149000000", "which fits the exchange rate of days within a week of publication: 6.7000 to 6.8000"),
        ("145000000", "which fits the exchange rate of 2020 on average: 6.9000"),
    ],
)
def test_a_dollar_figure_is_told_with_the_rate_that_it_fits(add, replace, dollars, when):
    replace(
        "published_figures",
        "2020,value_6modes,all,1000000000,CNY,rounded,100000000",
        "2020,value_6modes,all,1000000000,CNY,exact,",
    )
    row = f"2020,value_6modes_in_dollars,all,{dollars},USD,rounded,1000000,$,RELEASE,"
    ((rule, sentence),) = found(add(row), "basis")
    assert rule == "dollars"
    assert sentence.endswith(f"{when}.")


COINCIDENCES = {
    "a number above a threshold without a total": ["2021,institutions_over_100m_6modes,all,12,institutions,exact,,12,RELEASE,"],
    "as many above a threshold as the total can just hold": ["2020,institutions_over_100m_6modes,all,10,institutions,exact,,10,RELEASE,"],
    "too few digits to tell": ["2020,reporting_institutions,all,12,institutions,exact,,12,RELEASE,", "2020,contracts_3modes,all,12,contracts,exact,,12,PAPER,"],
    "a round number": ["2020,reporting_institutions,all,500,institutions,exact,,500,RELEASE,", "2020,contracts_3modes,all,500,contracts,exact,,500,PAPER,"],
    "another year": ["2019,reporting_institutions,all,777,institutions,exact,,777,RELEASE,", "2020,contracts_3modes,all,777,contracts,exact,,777,PAPER,"],
    "another scope": ["2020,reporting_institutions,universities,777,institutions,exact,,777,RELEASE,", "2020,contracts_3modes,all,777,contracts,exact,,777,PAPER,"],
    "a source that prints both": ["2020,reporting_institutions,all,777,institutions,exact,,777,RELEASE,", "2020,contracts_3modes,all,777,contracts,exact,,777,RELEASE,"],
    "roundings that meet": ["2020,value_6modes,all,960000000,CNY,rounded,10000000,9.6亿元,OTHER,"],
    "about, and near": ["2020,contracts_6modes,all,1040,contracts,about,,1040,OTHER,"],
    "a rate and a count of one number": ["2020,growth_value_6modes,all,777,percent,exact,,777,RELEASE,", "2020,reporting_institutions,all,777,institutions,exact,,777,PAPER,"],
    "growth to a year without a total": ["2021,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"],
    "growth from a year without a total": ["2019,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"],
    "dollars for yuan that nobody prints": ["2021,value_6modes_in_dollars,all,200000000,USD,rounded,10000000,$200 million,RELEASE,"],
    "growth that rounds to the printed rate": ["2020,growth_value_6modes,all,25,percent,rounded,1,25%,RELEASE,"],
    "real growth of half as much again": ["2021,value_6modes,all,1500000000,CNY,rounded,100000000,15亿元,RELEASE,"],
    "an average without its total": ["2021,avg_contract_value_6modes,all,1000000,CNY per contract,exact,,100万元,RELEASE,", "2021,contracts_6modes,all,900,contracts,exact,,900,RELEASE,"],
    "an average without its number": ["2021,avg_contract_value_6modes,all,1000000,CNY per contract,exact,,100万元,RELEASE,", "2021,value_6modes,all,900000000,CNY,exact,,9亿元,RELEASE,"],
    "a share without its part": ["2020,contracts_3modes,all,400,contracts,exact,,400,RELEASE,", "2020,share_contracts_over_1m_3modes,all,13.6,percent,rounded,0.1,13.6%,RELEASE,"],
    "a share without its whole": ["2020,contracts_over_1m_3modes,all,54,contracts,exact,,54,RELEASE,", "2020,share_contracts_over_1m_3modes,all,13.6,percent,rounded,0.1,13.6%,RELEASE,"],
    "a share of which no part is named": ["2020,contracts_3modes,all,400,contracts,exact,,400,RELEASE,", "2020,growing_contracts_3modes,all,13.6,percent,rounded,0.1,13.6%,RELEASE,"],
    "a small growth rate": ["2020,growth_value_6modes,all,-0.5,percent,rounded,0.1,-0.5%,RELEASE,"],
}  # fmt: skip


@pytest.mark.parametrize("rows", COINCIDENCES.values(), ids=COINCIDENCES)
def test_a_coincidence_is_not_reported(add, rows):
    assert found(add(*rows), "conflict", "slip") == []


@pytest.mark.parametrize("factor", [10, 100, 1000, 10_000])
@pytest.mark.parametrize("power", [1, -1])
def test_an_amount_off_by_tens_is_flagged_with_its_row(add, factor, power):
    slipped = int(1_200_000_000 * float(factor) ** power)
    rows = [
        f"2021,value_6modes,all,{slipped},CNY,exact,,x,RELEASE,",
        "2022,value_6modes,all,1400000000,CNY,exact,,14亿元,RELEASE,",
    ]
    ((rule, sentence),) = found(add(*rows), "slip")
    assert rule == "slip"
    assert (
        f"(row 8), is about {factor:,} times too {'large' if power > 0 else 'small'}, compared with 1.0 billion yuan in 2020"
        in sentence
    )


def test_a_growth_rate_that_looks_like_a_fraction_is_flagged_with_its_row(add):
    result = found(add("2020,growth_value_6modes,all,0.126,percent,rounded,0.001,0.126,RELEASE,"), "slip")
    assert result == [
        (
            "slip",
            "The printed growth in contract value in 2020, 0.126 % (row 8), looks like a fraction, where per cent is meant.",
        )
    ]


def test_a_sum_that_differs_from_its_whole_does_not_look_like_it(edition):
    whole, part = (replace(edition.figure("value_6modes"), interval=exact(value)) for value in (1_000_000_002, 1_000_000_001))
    finding = Finding("split", "conflict", (whole, part), part.interval, "CNY")
    assert str(finding_text(finding)).endswith(
        "1.000000002 billion yuan, differs from the sum of its parts: 1.000000001 billion yuan = 1.000000001 billion yuan."
    )


def test_what_its_whole_cannot_hold_gives_no_share(add):
    edition = open_edition(2020, figures=add("2020,institutions_over_100m_6modes,all,11,institutions,exact,,11,RELEASE,"))
    with pytest.raises(MissingFigure) as caught:
        edition.metric("value_share_floor_over_100m")
    assert edition.why(caught.value) == "the number of institutions above 100 million yuan for 2020 exceeds its whole"


def of_the_project(edition, rule: str, year: int, indicator: str) -> Finding:
    return next(f for f in edition.findings if f.rule == rule and f.year == year and indicator in f.indicators)


def test_the_261_is_found_by_rule(edition):
    finding = of_the_project(edition, "attributed", 2020, "single_contracts_over_100m_6modes")
    assert finding.severity == "conflict"
    assert {s.source for s in finding.observations} == {"NCSTE22", "KPHZ22", "ECNS22", "WD22", "RANK22", "CD22"}


@pytest.mark.parametrize(
    ("rule", "year", "indicator", "severity"),
    [
        ("growth", 2020, "growth_value_6modes", "basis"),
        ("growth", 2020, "growth_contracts_6modes", "basis"),
        ("growth", 2018, "growth_value_3modes", "basis"),
        ("growth", 2023, "growth_value_6modes", "basis"),
        ("increase", 2020, "increase_value_6modes", "agreement"),
        ("repeated", 2017, "reporting_institutions", "conflict"),
        ("repeated", 2020, "value_6modes", "agreement"),
        ("repeated", 2020, "value_6modes_in_dollars", "conflict"),
        ("split", 2020, "contracts_6modes", "agreement"),
        ("split", 2020, "value_6modes", "agreement"),
        ("split", 2023, "contracts_3modes", "agreement"),
        ("split", 2023, "value_3modes", "agreement"),
        ("average", 2023, "avg_contract_value_equity_investment_mode", "agreement"),
    ],
)
def test_each_known_case_of_the_sources_is_told(edition, rule, year, indicator, severity):
    assert of_the_project(edition, rule, year, indicator).severity == severity


def test_no_rule_reads_a_note(edition, known, tmp_path):
    for path in known.glob("*.csv"):
        shutil.copy(path, tmp_path)
    table = tmp_path / "published_figures.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([rows[0], *(row.rpartition(",")[0] + "," for row in rows[1:])]) + "\n", encoding="utf-8")
    without_notes = [str(finding_text(f)) for f in open_edition(2020, figures=tmp_path).findings]
    assert without_notes == [str(finding_text(f)) for f in edition.findings]


def finding(folder, rule: str) -> Finding:
    (one,) = (f for f in open_edition(2020, figures=folder).findings if f.rule == rule)
    return one


def test_only_what_was_recomputed_is_disputed_by_what_it_was_calculated_from(add):
    clash = finding(add("2020,increase_value_6modes,all,500000000,CNY,rounded,100000000,5亿元,PAPER,"), "increase")
    assert [one.indicator for one in clash.disputed] == ["increase_value_6modes"]
    assert len(clash.observations) == 3


def test_the_leading_figure_of_a_part_is_added_up(add):
    parts = ["400,contracts,exact,,400,RELEASE,", "390,contracts,about,,390,OTHER,"]
    rows = [f"2020,contracts_3modes,all,{part}" for part in parts]
    split = finding(add(*rows, "2020,contracts_3services,all,600,contracts,exact,,600,RELEASE,"), "split")
    assert (split.severity, str(finding_text(split))) == (
        "agreement",
        "The number of contracts of the six modes in 2020, 1,000, agrees with the sum of its parts: 400 + 600 = 1,000.",
    )


DOLLARS = "2020,value_6modes_in_dollars,all,200000000,USD,rounded,10000000,$,"


def test_dollars_are_compared_with_the_yuan_of_their_own_source(add):
    finer = "2020,value_6modes,all,990000000,CNY,rounded,10000000,9.9亿元,OTHER,"
    assert "Daily (2022-07-01) prints 200 million dollars for 1 billion yuan: " in str(
        finding_text(finding(add(finer, f"{DOLLARS}PAPER,"), "dollars"))
    )


def test_dollars_of_a_source_without_yuan_are_compared_with_the_leading_figure(add):
    assert "Weekly (2022) prints 200 million dollars for 1.0 billion yuan: " in str(
        finding_text(finding(add(f"{DOLLARS}OTHER,"), "dollars"))
    )


def test_a_week_is_seven_days_either_side(add):
    days = ["2022-06-23", "2022-06-24", "2022-07-01", "2022-07-08", "2022-07-09"]
    rates = pd.DataFrame(
        {"period": days, "period_type": "day", "cny_per_usd": ["6.5", "6.6", "6.7", "6.8", "6.9"], "source": "H"}
    )
    edition = open_edition(2020, figures=add(f"{DOLLARS}PAPER,"))
    (one,) = RULES["dollars"](edition.published, replace(edition.tables, exchange_rates=rates))
    assert one.detail[0] == ("days within a week of publication", Interval(6.7, 6.6, 6.8), frozenset("H"))


def test_dollars_without_a_rate_of_their_week_cannot_be_judged(add, replace):
    replace("sources", "2022-06-29", "2012-06-29")
    ((rule, sentence),) = found(add(f"{DOLLARS}RELEASE,"), "unknown")
    assert rule == "dollars"
    assert sentence.endswith(
        "for 1.0 billion yuan: 5.0 yuan (4.6 to 5.4 yuan) per dollar, which fits none of the rates used here: 6.9000 (2020 on average); no rate of days within a week of "
        "publication is known, so that it cannot be judged."
    )
    assert found(add(), "conflict") == []


@pytest.mark.parametrize("source", ["RELEASE", "PAPER"])
@pytest.mark.parametrize("of", ["contracts_3modes", "contracts_over_1m_3modes / contracts_3modes"])
def test_a_share_is_that_of_the_leading_figures_of_part_and_whole(add, replace, of, source):
    replace("indicators", "percent,share,contracts_3modes", f"percent,share,{of}")
    rows = ["contracts_3modes,all,400,contracts,exact,,400,RELEASE,", "contracts_3modes,all,390,contracts,about,,390,OTHER,",
            "contracts_over_1m_3modes,all,54,contracts,exact,,54,RELEASE,", "contracts_over_1m_3modes,all,53,contracts,about,,53,OTHER,",
            "share_contracts_over_1m_3modes,all,13.5,percent,rounded,0.1,13.5%," + source + ","]  # fmt: skip
    share = finding(add(*(f"2020,{row}" for row in rows)), "share")
    assert (share.severity, share.worked) == ("agreement", Interval(13.5, 13.5, 13.5))
    assert [one.source for one in share.observations] == [source, "RELEASE", "RELEASE"]


@pytest.mark.parametrize(("printed", "severity"), [("6", "agreement"), ("4", "conflict")])
def test_a_share_whose_part_is_that_of_a_scope_is_held_against_it(folder, printed, severity):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write(
            "university_share,share of universities,percent,share,contracts_6modes (universities) / contracts_6modes,,\n"
        )
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,contracts_6modes,universities,60,contracts,exact,,60,RELEASE,\n")
        table.write(f"2020,university_share,all,{printed},percent,rounded,1,{printed}%,RELEASE,\n")
    share = finding(folder, "share")
    assert (share.severity, share.worked.value) == (severity, 6)
    assert [one.scope for one in share.observations] == ["all", "universities", "all"]


def test_a_share_of_one_type_of_institution_in_another_is_held_against_both(folder):
    of = "contracts_6modes (universities) / contracts_6modes (research institutes)"
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write(f"university_share,universities in relation to research institutes,percent,share,{of},,\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,contracts_6modes,universities,60,contracts,exact,,60,RELEASE,\n")
        table.write("2020,contracts_6modes,research institutes,600,contracts,exact,,600,RELEASE,\n")
        table.write("2020,university_share,all,10,percent,rounded,1,10%,RELEASE,\n")
    share = finding(folder, "share")
    assert (share.severity, share.worked.value) == ("agreement", 10)
    assert [one.scope for one in share.observations] == ["all", "universities", "research institutes"]


def test_a_publication_known_by_its_year_has_no_week(add, replace):
    replace("sources", "2022-06-29", "2022")
    ((_, sentence),) = found(add(f"{DOLLARS}RELEASE,"), "unknown")
    assert "no rate of days within a week of publication is known" in sentence


def test_a_rate_with_an_open_end_fits_nothing(add):
    open_end = add("2020,value_6modes,all,990000000,CNY,more_than,,9.9亿元,OTHER,", f"{DOLLARS}OTHER,")
    assert [rule for rule, _ in found(open_end, "unknown")] == ["dollars"]


def test_the_distance_of_a_rate_is_as_sure_as_the_rate(add):
    ((_, sentence),) = found(add("2020,growth_value_6modes,all,60,percent,more_than,,60%,RELEASE,"), "basis")
    assert sentence.endswith("The printed rate is higher by more than 20 percentage points.")


def test_the_latest_years_come_first_within_a_severity(edition):
    years = {}
    for one in edition.findings:
        years.setdefault(one.severity, []).append(one.year)
    assert all(of == sorted(of, reverse=True) for of in years.values())
    assert list(years) == [severity for severity in SEVERITIES if severity in years]


def test_the_share_of_some_institutions_is_held_against_all(folder):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write("share_value_6modes,share of contract value,percent,share,value_6modes,,\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,value_6modes,universities,600000000,CNY,rounded,100000000,6亿元,RELEASE,\n")
        table.write("2020,share_value_6modes,universities,75,percent,rounded,1,75%,RELEASE,\n")
        table.write("2020,share_value_6modes,all,75,percent,rounded,1,75%,RELEASE,\n")
    ((rule, sentence),) = found(folder, "conflict")
    assert rule == "share"
    assert "is given as 75 % by Compilers (2022-06-29). This differs from 600 million yuan of 1.0 billion yuan" in sentence


def test_the_institutions_that_growth_compares_are_those_of_both_years(folder):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write("institutions_reporting_both_years,reporting in both years,institutions,count,,,\n")
        table.write("institutions_compared_in_growth,compared,institutions,count,,,\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,institutions_reporting_both_years,all,2163,institutions,exact,,2163家,RELEASE,\n")
        table.write("2020,institutions_compared_in_growth,all,2163,institutions,exact,,2163家,PAPER,\n")
    assert found(folder, "conflict") == []


def test_a_rate_with_an_open_end_is_said_not_to_be_judged(add):
    rows = ("2020,value_6modes_in_dollars,all,150000000,USD,more_than,,$150 million,RELEASE,",)
    sentences = [sentence for rule, sentence in found(add(*rows), "unknown") if rule == "dollars"]
    assert [sentence.endswith("; without a low and a high bound it cannot be judged.") for sentence in sentences] == [True]


def test_figures_that_agree_are_each_named_with_their_source(add):
    folder = add("2019,contracts_6modes,all,890,contracts,more_than,,890,PAPER,")
    assert (
        "Two sources are consistent on the number of contracts of the six modes in 2019: 900, Compilers (2022-06-29); more than "
        "890, Daily (2022-07-01)."
    ) in [sentence for _, sentence in found(folder, "agreement")]


def modes(folder, whole: str, *parts: int, source: str = "PAPER") -> None:
    """Add a total of the three modes that the paper prints, the release's own, and three parts by mode."""
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        for mode in ("transfer", "licence", "equity_investment"):
            table.write(f"contracts_{mode}_mode,{mode},contracts,count,,contracts_3modes,single modes\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,contracts_3modes,all,477,contracts,exact,,477,RELEASE,\n")
        table.write(f"2020,contracts_3modes,all,{whole},contracts,exact,,{whole},PAPER,\n")
        for mode, part in zip(("transfer", "licence", "equity_investment"), parts, strict=True):
            table.write(f"2020,contracts_{mode}_mode,all,{part},contracts,exact,,{part},{source},\n")


def test_a_whole_that_its_own_parts_refute_is_a_misprint_and_disputes_nothing(folder):
    modes(folder, "497", 300, 100, 77)
    assert found(folder, "conflict", "slip") == [
        (
            "misprint",
            "Daily (2022-07-01) prints 497 as the number of contracts of the three modes in 2020; the parts in the same source, 300 + 100 + 77, "
            "add up to 477, which other sources print too. This looks like a misprint.",
        )
    ]
    assert open_edition(2020, figures=folder).metric("share_three_modes_contracts").status != "disputed"


def test_a_whole_that_the_parts_of_others_refute_is_a_conflict(folder):
    modes(folder, "497", 300, 100, 77, source="RELEASE")
    assert [rule for rule, _ in found(folder, "conflict", "slip")] == ["repeated"]


def test_a_whole_whose_own_parts_bear_it_out_is_a_conflict(folder):
    modes(folder, "497", 300, 100, 97)
    assert {rule for rule, _ in found(folder, "conflict", "slip")} == {"repeated", "split"}


def test_a_whole_that_only_its_own_parts_refute_is_a_conflict(folder):
    modes(folder, "497", 300, 100, 87)
    assert "misprint" not in [rule for rule, _ in found(folder, "conflict", "slip")]


def test_the_leading_figure_is_no_misprint_since_metrics_rest_on_it(folder):
    modes(folder, "397", 300, 90, 7, source="RELEASE")
    assert "misprint" not in [rule for rule, _ in found(folder, "conflict", "slip")]


def test_a_misprint_is_found_between_figures_that_are_none(folder, add):
    modes(folder, "497", 300, 100, 77)
    add("2020,contracts_3modes,all,477,contracts,exact,,477,OTHER,")
    assert [rule for rule, _ in found(folder, "conflict", "slip")] == ["misprint"]


def test_a_number_above_a_threshold_that_makes_up_the_whole_value_is_no_conflict(folder, replace):
    replace("published_figures", "1000000000,CNY,rounded,100000000,10亿元", "1000000000,CNY,exact,,10亿元")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,institutions_over_100m_6modes,all,10,institutions,exact,,10,RELEASE,\n")
        table.write("2020,institutions_over_100m_6modes,all,20,institutions,exact,,20,OTHER,\n")
    assert "floor" not in [rule for rule, _ in found(folder, "conflict", "slip")]


def test_a_part_as_large_as_all_is_no_conflict_and_one_that_is_larger_is_held_against_the_leading_figure(add):
    folder = add("2020,contracts_6modes,universities,1000,contracts,exact,,1000,RELEASE,")
    assert "scope" not in [rule for rule, _ in found(folder, "conflict")]
    larger = finding(add("2020,contracts_6modes,research institutes,1001,contracts,exact,,1001,OTHER,"), "scope")
    assert [one.source for one in larger.observations] == ["OTHER", "RELEASE"]


def test_a_total_of_nothing_holds_no_number_above_a_threshold_and_none_is_calculated(add):
    rows = (
        "2021,institutions_over_100m_6modes,all,12,institutions,exact,,12,RELEASE,",
        "2021,value_6modes,all,0,CNY,more_than,,0,RELEASE,",
    )
    assert [rule for rule, _ in found(add(*rows), "conflict", "slip")] == ["slip"]


def test_types_of_institution_are_held_against_all(add):
    of_universities = "2020,contracts_6modes,universities,400,contracts,exact,,400,RELEASE,"
    of_institutes = "2020,contracts_6modes,research institutes,{0},contracts,exact,,{0},RELEASE,"
    assert found(add(of_universities, of_institutes.format(601)), "conflict") == [
        (
            "split",
            "The number of contracts of the six modes in 2020, 1,000, differs from the sum of its parts: 400 + 601 = 1,001.",
        )
    ]


def test_types_of_institution_that_add_up_to_all_are_no_conflict(add):
    of_universities = "2020,contracts_6modes,universities,400,contracts,exact,,400,RELEASE,"
    assert (
        found(add(of_universities, "2020,contracts_6modes,research institutes,600,contracts,exact,,600,RELEASE,"), "conflict")
        == []
    )


def test_averages_of_parts_are_not_added_up(folder):
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        for scope in ("universities", "research institutes", "all"):
            table.write(f"2020,avg_contract_value_6modes,{scope},1000000,CNY per contract,rounded,100000,100万元,RELEASE,\n")
    assert found(folder, "conflict") == []


STATED = "2020,institutions_compared_in_growth{},all,43,institutions,exact,,43,PAPER,"


@pytest.mark.parametrize(
    ("indicator", "scope", "basis"),
    [
        ("", "all", "stated"),
        ("", "universities", "stated"),
        ("_by_type", "universities", "stated"),
        ("_by_type", "all", "inferred"),
    ],
)
def test_what_is_stated_of_growth_by_type_is_not_stated_of_all(folder, indicator, scope, basis):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write(f"institutions_compared_in_growth{indicator},compared,institutions,count,,,\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write(STATED.format(indicator) + "\n")
        table.write(f"2020,growth_value_6modes,{scope},60,percent,rounded,1,60%,RELEASE,\n")
    groups = open_edition(2020, figures=folder).observations
    (rate,) = groups["growth_value_6modes", 2020, scope]
    assert growth_basis(groups, rate) == basis


def test_what_is_stated_of_the_growth_of_one_type_is_stated_of_it_alone(folder):
    with (folder / "indicators.csv").open("a", encoding="utf-8") as table:
        table.write("institutions_compared_in_growth,compared,institutions,count,,,\n")
    with (folder / "published_figures.csv").open("a", encoding="utf-8") as table:
        table.write("2020,institutions_compared_in_growth,universities,43,institutions,exact,,43,PAPER,\n")
        for scope in ("universities", "research institutes"):
            table.write(f"2020,growth_value_6modes,{scope},60,percent,rounded,1,60%,RELEASE,\n")
    groups = open_edition(2020, figures=folder).observations
    bases = [
        growth_basis(groups, groups["growth_value_6modes", 2020, scope][0]) for scope in ("universities", "research institutes")
    ]
    assert bases == ["stated", "unknown"]


def of_contracts(folder) -> Finding:
    (one,) = (
        f for f in open_edition(2020, figures=folder).findings if f.rule == "repeated" and "contracts_6modes" in f.indicators
    )
    return one


REVISED = "2020,contracts_6modes,all,1010,contracts,exact,,1010,LATER,"


def test_a_figure_that_its_office_printed_again_was_revised(add, replace):
    replace("sources", "OTHER,", "LATER,Next release,Compilers,2023-06-29,zh,,compiler,compilers,,\nOTHER,")
    one = of_contracts(add(REVISED))
    assert (one.severity, str(finding_text(one))) == (
        "revision",
        "The number of contracts of the six modes in 2020 was revised: 1,010, Compilers (2023-06-29); before: 1,000, Daily "
        "(2022-07-01); Compilers (2022-06-29). The later figure replaces the earlier.",
    )
    edition = open_edition(2020, figures=add())
    assert edition.figure("contracts_6modes").printed == "1010"
    assert edition.metric("average_contract_value").status != "disputed"


@pytest.mark.parametrize(
    "source",
    [
        "LATER,Next release,Another office,2023-06-29,zh,,compiler,compilers,,",
        "LATER,Next article,Compilers,2023-06-29,zh,,press,compilers,,",
        "LATER,Release of the same day,Compilers,2022-06-29,zh,,compiler,compilers,,",
        "LATER,Release of the same year,Compilers,2022,zh,,compiler,compilers,,",
        "LATER,Undated release,Compilers,,zh,,compiler,compilers,,",
    ],
    ids=["another office", "the press", "one day", "one year", "undated"],
)
def test_figures_that_nobody_revised_contradict_each_other(add, replace, source):
    replace("sources", "OTHER,", f"{source}\nOTHER,")
    assert of_contracts(add(REVISED)).severity == "conflict"


def test_who_quotes_a_figure_before_its_revision_contradicts_nobody_however_near_to_the_survey(add, replace):
    offices = "".join(
        f"{name},Yearbook,Office,{day},zh,,statistics,compilers,,\n"
        for name, day in (("FIRST", "2021-06-29"), ("SECOND", "2023-06-29"))
    )
    replace("sources", "OTHER,", f"{offices}OTHER,")
    rows = [f"2020,contracts_6modes,all,{{0}},contracts,exact,,{{0}},{name}," for name in ("FIRST", "SECOND")]
    one = of_contracts(add(rows[0].format(1000), rows[1].format(1010)))
    assert (one.severity, one.observations[0].source) == ("revision", "RELEASE")


def test_a_revision_does_not_excuse_a_third_figure(add, replace):
    replace("sources", "OTHER,", "LATER,Next release,Compilers,2023-06-29,zh,,compiler,compilers,,\nOTHER,")
    assert of_contracts(add(REVISED, "2020,contracts_6modes,all,1005,contracts,exact,,1005,OTHER,")).severity == "conflict"


def test_about_dollars_cannot_be_judged(add):
    ((rule, sentence),) = found(add("2020,value_6modes_in_dollars,all,200000000,USD,about,,$0.2 billion,PAPER,"), "unknown")
    assert rule == "dollars"
    assert sentence.endswith("per dollar; without a low and a high bound it cannot be judged.")


def test_an_estimate_that_fits_both_sides_contradicts_neither(add, replace):
    replace("sources", "OTHER,", "MORE,A third article,Monthly,2022,en,,press,compilers,,\nOTHER,")
    other = "2020,contracts_6modes,all,1001,contracts,exact,,1001,OTHER,"
    clash = of_contracts(add(other, "2020,contracts_6modes,all,1000,contracts,about,,1000,MORE,"))
    assert str(finding_text(clash)).endswith(
        "1,001: Weekly (2022). All of these are consistent with about 1,000 (A4): Monthly (2022)."
    )
