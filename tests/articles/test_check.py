"""An article against the record: texts of our own words, named for their verdict."""

import pytest
from shown import verdicts

from helpers.articles.check import check_article
from helpers.errors import InputError

SEED = """BEIJING, July 1, 2022 -- Chinese universities and research institutes turned more of their findings into business than ever
in 2020, a report shows. Contracts worth 125.6 billion yuan were signed that year, up 17 billion yuan from 2019, or about 18.7
billion dollars in all. The 3,554 institutions covered reported 466,882 contracts, about 261 of which were valued at over 100
million yuan. Among them were 20,977 three-mode contracts and 445,905 service contracts."""


def test_seed_seven_agree_and_the_261_is_disputed(record):
    claims = check_article(" ".join(SEED.split()), record)
    assert [one.verdict for one in claims] == ["agrees"] * 5 + ["disputed"] + ["agrees"] * 2
    assert claims[5].text == "261"
    assert claims[5].explanation.startswith(
        "Sources disagree: the article sides with China Daily (2022-07-01), against the National Center"
    )


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        (
            "In 2023 universities and research institutes signed contracts worth 125.61 billion yuan.",
            "125.61 billion yuan",
            "year",
        ),
        ("In 2020 universities signed 20,977 contracts of transfer, licence and equity investment.", "20,977", "scope"),
        ("2020年，高校院所到账金额1256.1亿元。", "1256.1亿元", "indicator"),
        ("2020年，两年都填报的单位合同金额增长15.7%。", "15.7%", "basis"),
        ("2020年，高校院所六种方式的合同金额为202.6亿元。", "202.6亿元", "series"),
        (
            "In 2020 universities and research institutes signed contracts worth 1,256.1 billion yuan.",
            "1,256.1 billion yuan",
            "unit",
        ),
        ("In 2020 universities and research institutes signed contracts worth $125.6 billion.", "$125.6 billion", "currency"),
        ("2020年，高校院所合同总金额1265.1亿元。", "1265.1亿元", "digits"),
        ("该校合同48项，专利许可22项，合计80项。", "80项", "arithmetic"),
    ],
)
def test_differs(text, number, kind, record):
    assert (number, "differs", kind) in verdicts(text, record)


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 China exported goods for 125.6 billion yuan.",
        "The library lent 466,882 books in 2020.",
        "江州理工大学2020年合同金额1256.1亿元。",
        "2020年，全国出口额1256.1亿元。",
        "The team filed 3,554 patents in 2020.",
    ],
)
def test_number_of_another_kind_is_not_in_the_record(text, record):
    assert {verdict for _, verdict, _ in verdicts(text, record)} == {"not in the record"}


@pytest.mark.parametrize("text", ["", "No number at all.", "2020年6月29日，第3次会议。", "On 30 June 2022, see page 14."])
def test_no_claim(text, record):
    assert check_article(text, record) == []


def test_dollars_at_a_rate_of_no_week_dispute_nothing(record):
    text = "In 2020 contracts of universities and research institutes were worth {}."
    assert verdicts(text.format("$18.7 billion"), record) == [("$18.7 billion", "agrees", "")]
    assert verdicts(text.format("$18.64 billion"), record) == [("$18.64 billion", "differs", "currency")]


def test_places_are_those_of_the_text(record):
    text = "２０２０年，高校院所签订合同４６６８８２项。\n\n| 数据年 | 合同金额（亿元） |\n|---|---|\n| 2023 | 2054.4 |\n"
    claims = check_article(text, record)
    assert [(text[one.start : one.end], one.verdict) for one in claims] == [("４６６８８２项", "agrees"), ("2054.4", "agrees")]


def test_what_is_too_long_is_refused(record):
    with pytest.raises(InputError, match="longer than"):
        check_article("a" * 10_000_000, record)
    with pytest.raises(InputError, match="numbers"):
        check_article("12.6% " * 1000, record)
