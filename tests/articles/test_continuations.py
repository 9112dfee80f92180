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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2024年合同66.1万项，金额2269.1亿元。与上一年的64.0万项、2054.4亿元相比，都多了一些。", ["64.0万项", "2054.4亿元"]),
        ("2023年，高校院所签订合同64万项，对比2019年的43.3万项、1085.9亿元，都多了一些。", ["43.3万项", "1085.9亿元"]),
    ],
)
def test_numbers_that_are_listed_together_are_of_one_year(text, numbers, record):
    assert [(one, "agrees", "") in verdicts(text, record) for one in numbers] == [True, True]


@pytest.mark.parametrize(("shares", "verdict"), [("95.5%和83.9%", "agrees"), ("83.9%和95.5%", "differs")])
def test_shares_of_a_whole_are_those_of_the_two_totals_before(shares, verdict, record):
    text = f"2020年技术开发、咨询、服务合同445905项，金额1053.5亿元，分别占全部转化合同的{shares}，较上年增长5.3%和9.3%。"
    found = verdicts(text, record)
    assert {one[1] for one in found[2:4]} == {verdict}
    assert {one[1] for one in found[4:]} == {"agrees"}


def test_growth_is_that_of_the_totals_of_its_own_sentence(record):
    before = "2020年，填报的高校1433家、院所2121家，分别占40.3%和59.7%。"
    found = verdicts(f"{before}上述单位的合同共466882项，总金额1256.1亿元，同比分别增长6.5%和12.6%。", record)
    assert [one[1] for one in found[-2:]] == ["agrees", "agrees"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2022年，交了报告的高校有1524所：部属107所，地方1417所。", "107所"),
        ("2022年，交了报告的高校有1524所：部属107所，地方1417所。", "1417所"),
        ("2021年，配了转移人员的高校有864家，设了技术转移机构的有592家。", "592家"),
        ("2022年，高校和院所签下56.3万项、1776.6亿元的合同，高校拿走了大约一半的合同、三分之二的钱。", "三分之二"),
    ],
)
def test_central_and_local_staff_and_money_are_known_by_short_words(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_each_percentage_point_of_something_is_no_claim(record):
    assert verdicts("三技合同占比每提高1个百分点，后续的收入都会增加。", record) == []


def test_an_article_that_speaks_of_yuan_again_is_no_longer_abroad(record):
    text = (
        "The US survey run by AUTM had 10,050 licences and options in 2020, from 197 institutions.\n\nChina's research institutes"
        " signed 3,820 such contracts in 2020, at 2.314 million yuan. Universities signed 17,157."
    )
    assert verdicts(text, record)[-1] == ("17,157", "agrees", "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The average contract brought 343,000 yuan ($4,770) in 2024, against 321,000 in 2023.", "321,000"),
        ("In 2023 institutions signed 14,623 licences, up from 6,126 three years earlier.", "6,126"),
        ("In 2019 institutions closed 15,035 deals in which a result was sold, licensed or turned into shares.", "15,035"),
        ("Through a sale, a licence or a stake, institutions concluded 37,741 contracts in 2023.", "37,741"),
        ("In 2023 institutions booked 135.27 billion yuan in receipts while signing for 205.44 billion.", "205.44 billion"),
        ("Equity deals came to 7.92 billion yuan in 2018, which is 45% of the 17.73 billion for the lot.", "17.73 billion"),
        ("In 2020 a tenth of the 20,977 deals by transfer, licence and equity investment beat the mean, 1,935.", "1,935"),
        (
            "Universities signed contracts of 117.57 billion yuan in 2022. That equals almost half of the 241.24 billion yuan"
            " that they spent on research.",
            "half",
        ),
        ("In 2023, 19,574 joint platforms had been built with enterprises, three times the number of 2017.", "three times"),
        ("2023年，与企业共建研发机构、转移机构、转化服务平台19574家，是2017年（6457家）的3倍多。", "6457家"),
        ("2023年，与企业共建研发机构、转移机构、转化服务平台19574家，是2017年（6457家）的3倍多。", "3倍"),
        ("| Year | Contracts | Yuan per contract |\n| 2020 | 466,882 | 269,000 |", "269,000"),
        (
            "Universities and institutes differ in transfer, licence and equity investment. In 2020 the former accounted for"
            " 17,157 contracts, the latter for 3,820.",
            "3,820",
        ),
    ],
)
def test_a_number_has_its_thing_and_year_from_words_around_it(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_growth_over_several_years_is_not_known_by_its_digits_alone(record):
    # Rewards in 2019 were that much more than in 2017, which nothing here speaks of.
    text = "The total of 2020 divided by that of 2019 gives a plus of 12.9 percent."
    assert verdicts(text, record)[-1][1] != "agrees"


def test_a_figure_of_institutions_is_that_of_institutions(record):
    text = "In 2024 there were 18,248 full-time staff. The figure of 415 institutions above 100 million yuan remains disputed."
    assert verdicts(text, record)[-1] == ("415", "disputed", "")


def test_a_yen_mark_is_read_as_yen_where_japan_is_spoken_of(record):
    text = "Japan's universities received ¥{} billion for joint research with companies in fiscal 2023."
    assert verdicts(text.format("102.8"), record)[-1][1] == "agrees"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2023, transfers amounted to 10.61, licences to 9.06 and equity investment to 4.46 billion yuan.", "9.06"),
        ("Rewards to researchers in cash and equity: 4.7 (2017), 6.76 (2018) and 5.31 billion yuan (2019).", "6.76"),
        ("Yuan per contract: 269,000 (2020) to 321,000 (2023)", "321,000"),
        ("In 2020 contracts were valued at 125.6 billion yuan, a 17 billion yuan increase from the previous year.", "17 billion yuan"),
        ("The annual report of 2021 covered 3,554 institutions.", "3,554"),
        ("The value of transfer, licence and equity investment was 17.73 billion yuan in 2018. Development was not linear: it fell by"
         " 19.1 percent in 2019.", "19.1 percent"),
        ("Universities spent 275.33 billion yuan on research and development in 2023, and research institutes of the government"
         " 385.63 billion yuan.", "385.63 billion yuan"),
        ("The value of contracts rose from 108.59 billion yuan in 2019 to 205.44 billion yuan in 2023, and their number by 48%"
         " to 640,000.", "48%"),
        ("Japan's universities had contracts with private firms in fiscal year 2022, which brought them 97.3 billion yen.",
         "97.3 billion yen"),
        ("2020年，高校院所合同总金额达到1256.1亿元；合同项数为466882项，同比分别增长12.6%和6.5%。", "12.6%"),
        ("三种方式的合同由2017年的9907项、121亿元增至2020年的20977项、202.6亿元，项数和金额年均增长分别为28.4%和18.7%。", "18.7%"),
        ("2020年，487项作价投资合同的平均金额为1335.4万元。", "487项"),
        ("英国高校2020—2021学年的知识产权收入为2.84亿英镑。", "2.84亿英镑"),
        ("2024年，高校院所共建平台19772家，自建技术转移机构1084家。", "1084家"),
        ("2024年合同金额2269.1亿元。\n结构（2023年，转让、许可、作价投资）\n合计37741项、241.3亿元。", "241.3亿元"),
        ("2022年全国1524所高校（部属107所、地方1417所）合同总金额为1175.7亿元，合同总项数为282468项，同比分别增长7.4%和7.7%。", "7.4%"),
    ],
)  # fmt: skip
def test_units_years_and_modes_are_those_of_the_whole_sentence(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_contracts_are_counted_where_their_value_was_spoken_of(record):
    text = "In 2020 contracts were valued at 125.6 billion yuan. About 261 of them were each worth more than 100 million yuan."
    assert verdicts(text, record)[-1] == ("261", "disputed", "")


def test_a_figure_of_a_year_that_the_article_never_names_agrees_with_nothing(record):
    text = "Joint platforms with firms were counted in 2019, too: there were {}."
    assert verdicts(text.format("19,574"), record)[-1][1] != "agrees"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2024 there were 661k contracts worth ¥226.9B.", "661k"),
        ("In 2024 there were 661k contracts worth ¥226.9B.", "¥226.9B"),
        ("The number of contracts hit 661K in 2024.", "661K"),
        ('The "2021 Annual Report on Transformation" was released today. It covers 3,554 institutions.', "3,554"),
        ("In 2020 contracts were worth 125.6 billion yuan. This was 15.7 per cent above the total for 2019. Their number was 466,882.", "466,882"),
        ("In 2023 contracts were worth 205.44bn yuan. In 2019 it was 108.59bn yuan. The printed growth of value is 13.7%.", "13.7%"),
        ("In 2018 institutions signed 11,302 contracts to transfer or license the results of their research or to invest them as"
         " equity, more than the 9,907 that had been concluded in the preceding year.", "9,907"),
        ("What institutes sold, licensed or put into companies dropped to RMB 15.24 bn in 2019.", "RMB 15.24 bn"),
        ("In 2020 there were contracts of the three transfer modes: 20,977.", "20,977"),
        ("Licences. There were 6,126 of them in 2020.", "6,126"),
        ("In 2020 on average a university concluded 12 contracts. Transfers numbered 14,364.", "14,364"),
    ],
)  # fmt: skip
def test_letters_for_thousands_editions_and_what_is_said_in_passing(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


def test_an_increase_is_one_of_the_smaller_number(record):
    text = "In 2023 their revenue went from RMB 20.6m to RMB 24.3m, an increase of {}%."
    assert verdicts(text.format("18.0"), record)[-1][1] == "agrees"
    assert verdicts(text.format("15.2"), record)[-1][1] != "agrees"


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("Universities' results were worth 12.98 billion yuan in 2021, more than in 2020, when the figure stood at 20.26 billion yuan.",
         "20.26 billion yuan", "scope"),
        ("In 2023 all institutions' average agreement of the three modes was 639,000 yuan, against 666,000 yuan in 2020.",
         "666,000 yuan", "scope"),
        ("The number of contracts rose by 6.5 percent in 2020 if you simply set 466,882 against 433,000.", "6.5 percent", "basis"),
    ],
)  # fmt: skip
def test_what_is_compared_has_the_same_scope_and_the_basis_that_is_said(text, number, kind, record):
    assert (number, "differs", kind) in verdicts(text, record)


@pytest.mark.parametrize(
    ("values", "verdict"), [("316,000 yuan and 321,000 yuan", "agrees"), ("321,000 yuan and 316,000 yuan", "differs")]
)
def test_numbers_of_a_list_have_the_years_of_the_list_before(values, verdict, record):
    text = (
        "The contract value in 2022 and 2023 was 177.66 billion yuan and 205.44 billion yuan, respectively. The average value per"
        f" contract was {values}, respectively."
    )
    assert {one[1] for one in verdicts(text, record)[2:]} == {verdict}


def test_a_currency_before_a_list_and_a_scale_behind_it_are_those_of_each(record):
    text = (
        "In 2020 the values of transfers, licences and equity investments were CNY 6.98, 6.78 and 6.50 billion, respectively."
    )
    assert [one[1] for one in verdicts(text, record)] == ["agrees"] * 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2023年到账金额1352.7亿元，约为合同总金额的三分之二。", "三分之二"),
        ("2020年，转让、许可、作价投资三种方式合同金额高出平均值的合同只有1935项，占9.2%。", "9.2%"),
        ("2023年，转让、许可、作价投资在三种方式合同金额中分别占44.0%、37.5%、18.5%。", "18.5%"),
        ("2023年转让、许可、作价投资三种方式合同金额241.3亿元，仅占合同总金额的一成多。", "一成多"),
        ("Receipts of CNY 81.17bn in 2020 and CNY 135.27bn in 2023 equal 64.6% and 65.8% of contract value.", "64.6%"),
        ("In 2024 full-timers stood at 18,248, that is, 2.1 percent above the preceding survey.", "2.1 percent"),
        ("In 2024 the platforms were found at 1,329 institutions, i.e. 32.7 percent of the respondents.", "32.7 percent"),
    ],
)
def test_a_share_or_a_change_is_that_of_the_number_before(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Leaving aside contract R&D, consulting and technical services, 37,741 agreements were concluded in 2023.", "37,741"),
        ("Transfers, licensing and equity stakes came to CNY 20.26bn in 2020. The rest, CNY 105.35bn, was for services.", "CNY 105.35bn"),
        ("In 2020 all contracts together stood 17 billion yuan above the 108.59 billion of the year before.", "108.59 billion"),
        ("Joint platforms with companies were to be found at 1,329 of the respondents in 2024.", "1,329"),
        ("In 2021, 48 university contracts were above 100 million yuan.", "48"),
        ("Average contract of all modes: CNY 251k in 2019, 269k in 2020, 321k in 2023.", "269k"),
        ("In 2023 two hundred and five billion yuan in contracts was signed.", "two hundred and five billion yuan"),
        ("Licences brought in 6.78 billion yuan in 2020 and more in 2023. What they brought in rose from 6.78 to 9.06 billion yuan.",
         "6.78"),
    ],
)  # fmt: skip
def test_a_number_is_about_what_the_words_around_it_leave(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


@pytest.mark.parametrize(
    "text",
    [
        "Of transfers, licences and equity investments, the median deal was worth 966,000 yuan in 2020.",
        "2020年三种方式单项合同金额的中位数是96.6万元。",
    ],
)
def test_a_mean_that_is_called_a_median_is_something_else(text, record):
    assert verdicts(text, record)[0][1:] == ("differs", "indicator")
    assert verdicts(text.replace("median", "average").replace("中位数", "平均值"), record)[0][1] == "agrees"


def test_a_number_that_is_said_to_be_a_mistake_is_not_held_against_the_record(record):
    text = "2024年高校院所科技成果转化合同总金额误写为“2269.1亿美元”，应为“2269.1亿元”。"
    assert [one[1] for one in verdicts(text, record)] == ["not in the record", "agrees"]


def test_a_threshold_in_the_head_of_a_row_is_no_unit(record):
    text = "| | 2017 | 2018 |\n| --- | --- | --- |\n| Institutions above 100 million yuan | 31 | 33 |\n"
    assert verdicts(text, record)[0] == ("31", "agrees", "")


def test_what_a_year_on_is_goes_on_with_that_year(record):
    text = "There were 1,038 transfer offices in the country in 2023. A year on it was 1,084. Full-timers went from 17,881 to 18,248."
    assert [one[1] for one in verdicts(text, record)] == ["agrees"] * 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In 2024 they ran 19,772 joint platforms; seven years earlier there had been 6,457 such platforms.", "6,457"),
        ("技术开发、咨询、服务合同\n- 平均每家单位：2018年接近100项，2021年148.3项", "148.3项"),
        ("三种方式合同总金额超1亿元的单位：2017年31家；2018年32家。", "32家"),
        (
            "In 2020 all contracts together stood 17 billion yuan above the 108.59 billion of the year before.",
            "17 billion yuan",
        ),
        (
            "Researchers were rewarded with 5.31 billion yuan in cash and equity in 2019. That is 71,000 yuan per person.",
            "71,000 yuan",
        ),
    ],
)
def test_a_year_an_average_or_a_threshold_is_that_of_the_list(text, number, record):
    assert (number, "agrees", "") in verdicts(text, record)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "转让、许可、作价投资三种方式合同金额占合同总金额的比重，由2020年的16.1%降至2023年的11.7%，降低了4.4{}。",
            "个百分点",
            "%",
        ),
        ("2024年，高校院所签订合同总金额2269.1亿元，同比增长10.5{}。", "%", "个百分点"),
    ],
)
def test_per_cent_and_percentage_points_are_told_apart(text, right, wrong, record):
    assert verdicts(text.format(right), record)[-1][1:] == ("agrees", "")
    assert verdicts(text.format(wrong), record)[-1][1:] == ("differs", "unit")
    reasons = [one.explanation for one in check_article(text.format(wrong), record)]
    assert "unit was probably mistaken" in reasons[-1] or "percentage points, not per cent" in reasons[-1]


def test_years_that_are_only_compared_with_leave_none_behind(record):
    text = "Published 12 March 2024\nThere were 40 more than in 2019, and than in 2020. Staff went from 17,881 to 18,248."
    assert [one[0] for one in verdicts(text, record)] == ["40", "17,881", "18,248"]
