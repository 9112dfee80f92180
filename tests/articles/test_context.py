"""What a number is about by what stands around it: years, units above a table, what is compared, listed or asked."""

import pytest
from shown import verdicts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2017年的填报单位为2766家，次年为3200家。", "3200家"),
        ("Rewards reached 6.76 billion yuan in 2018, 44.9 percent more than a year earlier, when they stood at 4.7 billion yuan.",
         "4.7 billion yuan"),
        ("In 2020, 2,121 research institutes answered. In 2019 there had been 2,072. Institutes signed 3,820 contracts for transfers,"
         " licences and equity investments.", "3,820"),
        ("2024年，专职人员18248名，略多于2023年的17881名。有1329家单位与企业共建研发机构、转移机构和转化服务平台。", "1329家"),
        ("In 2024, 18,248 specialists worked full time on technology transfer, against 17,881 in 2023.", "17,881"),
    ],
)  # fmt: skip
def test_a_year_before_or_after_is_that_of_its_own_number(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


@pytest.mark.parametrize(
    ("above", "head", "cell"),
    [
        ("Values are in billions of yuan, averages in thousands of yuan per contract.", "Value", "10.61"),
        ("Values are in billions of yuan, averages in thousands of yuan per contract.", "Average", "461"),
        ("单位：亿元", "合同金额", "106.1"),
        ("金额单位：万元", "金额", "1061000"),
        ("Routes to market", "Value in billion yuan", "10.61"),
        ("Routes to market", "Mean (10k yuan)", "46.1"),
    ],
)
def test_a_unit_above_a_table_is_that_of_the_columns_that_it_names(above, head, cell, record):
    text = f"{above}\n\n| Route | Contracts | {head} |\n|---|---|---|\n| Transfer 2023 | 23,006 | {cell} |"
    assert verdicts(text, record)[-2:] == [("23,006", "agrees", ""), (cell, "agrees", "")]


def test_the_line_above_a_table_says_what_its_heads_do_not(record):
    text = "## 表2　合同金额（亿元）\n\n| 方式 | 2020年 | 2023年 |\n|--|--|--|\n| 转让 | 69.8 | 106.1 |\n| 许可 | 67.8 | 90.6 |\n| 作价投资 | 65 | 44.6 |\n| 合计 | 202.6 | 241.3 |"
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 8


def test_an_abbreviation_ends_no_row_of_a_table(record):
    text = "| Year | Contracts (thousand) | Cash received (billion yuan) |\n|--|--|--|\n| 2019 | 433 | n.a. |\n| 2020 | 466.9 | 81.17 |"
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 3


def test_a_heading_says_what_is_paid(record):
    text = "Rewards 2019\n\nTotal 5.31 bn · equity 2.22 bn · cash 3.09 bn · per person 71,000 yuan"
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 4


@pytest.mark.parametrize(
    ("rate", "verdict", "kind"),
    [("39.9 percent", "agrees", ""), ("49 percent", "differs", "scope"), ("32.3 percent", "differs", "year")],
)
def test_a_rate_is_that_of_the_total_before_it(rate, verdict, kind, record):
    text = (
        "In 2020, 1,433 universities and 2,121 research institutes answered. All together, universities and institutes signed "
        f"20,977 contracts of transfer, licensing and equity investment, a rise of {rate} from 2019."
    )
    assert verdicts(text, record)[-1] == (rate, verdict, kind)


def test_a_number_of_a_group_or_of_modes_that_are_never_named_is_not_taken_for_it(record):
    assert ("2,760", "agrees", "") not in verdicts("In 2019, 2,760 universities and research institutes answered.", record)
    assert ("20,977", "agrees", "") not in verdicts("In 2020 all contracts together numbered 20,977.", record)


def test_a_month_in_a_sentence_is_no_date_of_publication(record):
    text = (
        "When the chemist Li Wenqing signed away the rights to her battery coating in March 2023, she was hardly alone at all. "
        "Universities and research institutes signed 37,741 contracts to transfer, license or invest their results."
    )
    assert verdicts(text, record) == [("37,741", "agrees", "")]


def test_cash_and_shares_among_rewards_are_rewards(record):
    text = "In 2019 rewards in cash and in shares totalled 5.31 billion yuan. Cash accounted for 3.09 billion yuan, and shares for 2.22 billion yuan."
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 3


def test_numbers_of_a_list_have_the_unit_and_the_year_of_their_place(record):
    text = "In 2019, 2020, 2023 and 2024, universities and research institutes signed contracts worth 108.59, 125.61, 205.44 and 226.91 billion yuan respectively."
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 4


def test_types_of_institution_in_a_list_have_the_number_of_their_place(record):
    text = "2020年，以转让、许可、作价投资方式签的合同，高校、科研院所分别为17157项、3820项。"
    assert [verdict for _, verdict, _ in verdicts(text, record)] == ["agrees"] * 2


@pytest.mark.parametrize(
    ("text", "number", "verdict", "kind"),
    [
        ("平均每份合同多大？六种方式合计，2020年约26.9万元，2023年约3.21万元。", "3.21万元", "differs", "unit"),
        ("Between 2019 and 2023 contract value grew by 17.3 percent a year.", "17.3 percent", "agrees", ""),
        ("In 2022 there were 563,000 contracts with an average of some 316,000 yuan.", "563,000", "agrees", ""),
        ("In 2023 transfers made 3.6 percent of all contracts and licences 2.2 percent.", "2.2 percent", "agrees", ""),
        ("In 2018 the value of the three modes was 17.73 billion yuan, up 42.6 percent.", "42.6 percent", "differs", "indicator"),
        ("2020年，合同项数按总量算增长7.8%，报道则为6.5%。", "6.5%", "agrees", ""),
        ("2024年，full-time technology transfer staff added up to 18,248.", "18,248", "agrees", ""),
        ("In 2024, 2,209 institutions had staff for technology transfer and 1,329 (32.7%) ran joint platforms.", "32.7%", "agrees", ""),
        ("In 2024 such an office existed: technology transfer offices at 1,084 institutions, or 32.7 percent.", "32.7 percent", "differs", "indicator"),
        ("2021年，592家高校设立了技术转移机构，864家高校配备了转化人员。", "864家", "agrees", ""),
        ("In 2023, transfers, licences and equity investments made up 5.9 percent of the contracts.", "5.9 percent", "agrees", ""),
        ("In 2020, an average university signed 12 contracts of transfer, licensing and equity investment, an institute 1.8.", "12", "agrees", ""),
        ("In 2020 the value of technology contracts rose by 12.6%.", "12.6%", "agrees", ""),
        ("2019年，100万元以上的合同占一成，超过1亿元的单项合同有24项（三种方式）。", "24项", "agrees", ""),
        ("2020年，全国高校以转让、许可、作价投资方式签订合同17157项，金额达202.6亿元，我们的均价只有41万元。", "202.6亿元", "differs", "scope"),
        ("2020年，全国高校以转让、许可、作价投资方式签订合同17157项，金额达114.2亿元，我们的均价只有41万元。", "41万元", "not in the record", ""),
    ],
)  # fmt: skip
def test_a_number_is_what_its_clause_and_its_question_say(text, number, verdict, kind, record):
    assert (number, verdict, kind) in verdicts(text, record)
