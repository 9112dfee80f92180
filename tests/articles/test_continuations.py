"""What a number goes on with: units, rates, amounts and years that stand beside another number, or in the sentence before."""

import pytest
from shown import verdicts

from helpers.articles.check import check_article


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Contract value grew by 10.5% in 2024, or ¥21.5bn.", "¥21.5bn"),
        (
            "Cash received came to 135.27 billion yuan in 2023. It has grown by 54 billion yuan in three years.",
            "54 billion yuan",
        ),
        ("Cash received came to 135.27 billion yuan in 2023. It has grown by 67 percent in three years.", "67 percent"),
        ("2023年，高校院所到账金额1352.7亿元，三年间增长67%。", "67%"),
        ("2024年，高校院所签订合同66.1万项，比2023年多2.1万项。", "2.1万项"),
        ("2019年奖励总额53.1亿元，比2018年减少14.5亿元。", "14.5亿元"),
    ],
)
def test_a_change_is_said_in_money_or_over_several_years(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_a_rate_that_no_word_explains_is_known_by_its_digits(record):
    text = "In 2023 contracts of 205.44 billion yuan were signed, after 177.66 billion the year before. I make it {} percent."
    assert verdicts(text.format("15.6"), record)[-1][1:] == ("agrees", "")
    assert verdicts(text.format("16"), record)[-1][1:] != ("differs", "none")


@pytest.mark.parametrize(("rates", "verdict"), [(("7.7", "7.4"), ("agrees", "")), (("7.4", "7.7"), ("differs", "indicator"))])
@pytest.mark.parametrize(
    "rest",
    ["; the former grew by {}% and the latter by {}%.", ". These were {}% and {}% higher, respectively, than in 2021."],
)
def test_two_rates_are_those_of_the_two_totals_before(rates, verdict, rest, record):
    text = "In 2022 universities signed 282,468 contracts, with a value of 117.57 billion yuan"
    found = verdicts(text + rest.format(*rates), record)
    assert [one[1:] for one in found[-2:]] == [verdict] * 2


def test_a_rate_in_a_list_needs_no_unit_of_its_own(record):
    text = "The value of transfers, licences and equity investments: plus 52.2 percent in 2018, minus 19.1 in 2019, plus {} in 2020."
    assert [one[1] for one in verdicts(text.format("32.3"), record)] == ["agrees"] * 3
    assert verdicts(text.format("39.9"), record)[-1][1:] == ("differs", "indicator")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2023 a transfer was worth 461,000 yuan, against 486,000 in 2020.", "486,000"),
        ("In 2020 contract value was 125.61 after 108.59 billion yuan.", "125.61"),
        ("In 2023 contracts were worth 205.44 billion yuan, or $29 billion at the average exchange rate of the year.", "$29 billion"),
        ("2023年高校院所合同总金额2054.4亿元，按当年平均汇率约合290亿美元。", "290亿美元"),
        ("In 2020 Tsinghua University signed contracts worth 3.21 billion yuan, of the national 125.61 billion yuan.",
         "125.61 billion yuan"),
        ("Transfers, licences and equity investments were worth 24.13 billion yuan in 2023. There were 37,741 of them.", "37,741"),
        ("- Universities: 1,433 of them answered in 2020.", "1,433"),
        ("In 2021 there were 148.3 contracts of development, consulting and services per institution.", "148.3"),
        ("And companies? In 2017, 1,676 were set up or joined.", "1,676"),
    ],
)  # fmt: skip
def test_a_number_has_the_unit_or_noun_of_what_it_is_held_against(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_an_amount_in_dollars_says_at_which_rate_it_agrees(record):
    text = "In 2023 universities and research institutes signed contracts worth {}."
    (claim,) = check_article(text.format("$29.0 billion"), record)
    assert claim.verdict == "agrees"
    assert claim.explanation == "It agrees at the average exchange rate of 2023: 7.0809 yuan to the dollar."
    (claim,) = check_article(text.format("205.44 billion dollars"), record)
    assert (claim.verdict, claim.kind) == ("differs", "currency")
    assert claim.explanation.startswith(
        "The record has 205.44 billion yuan as the contract value of the six modes in 2023. The currency"
    )
    # At the rate of another week it would be another amount, and no mistake.
    assert verdicts(text.format("$28.4 billion"), record) == [("$28.4 billion", "not in the record", "")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，高校院所合同总金额2054.4亿元。2019年的时候，这个数还只是1085.9亿元。其中，三种方式的合同为37741项。",
        "2023年，填报单位4028家，2017年为2766家。三种方式的合同为37741项。",
    ],
)
def test_a_year_that_is_only_compared_with_is_not_gone_on_about(text, record):
    assert verdicts(text, record)[-1] == ("37741项", "agrees", "")


def test_the_year_before_may_begin_a_clause(record):
    text = "2024年，1084家单位自建技术转移机构。而在上一年，设有技术转移机构的单位为1038家。"
    assert verdicts(text, record)[-1] == ("1038家", "agrees", "")


def test_a_mark_that_a_total_passed_is_a_lower_limit(record):
    text = "In 2023 the contract value of universities and research institutes went through the 200 billion yuan mark."
    assert verdicts(text, record) == [("200 billion yuan", "agrees", "")]
