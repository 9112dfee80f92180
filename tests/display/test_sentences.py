"""No number is reported without a metric or a printed figure behind it, and each leads to the entry of that number."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from shown import is_of, links, numbers, unlinked, words

from helpers import open_edition, paths
from helpers.checks.findings import Finding
from helpers.display import charts, disagreements, explanations, sentences
from helpers.display.charts import Chart
from helpers.display.findings import finding_text
from helpers.display.prose import fill
from helpers.display.text import Text, bounds_of, compose, credit, text
from helpers.display.writers import anchor
from helpers.edition import Edition
from helpers.errors import InputError, MissingFigure
from helpers.figures.interval import Interval
from helpers.figures.load import load
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue
from helpers.part import Part
from helpers.stability import snapshot

CHARTS = [charts.growth, charts.modes, charts.large, charts.series, disagreements.disputes, disagreements.printed_growth]
EDITIONS = [(2019, "compilers"), (2020, "compilers"), (2020, "press"), (2022, "compilers"), (2023, "compilers")]
NUMBER = re.compile(
    r"\d[\d,.]*|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion"
    r"|half|third|quarter|twice|double|both|first|second|once)\b"
)
# Names and words that count nothing of the data.
ALLOWED = {
    "names": ["three modes", "six modes", "three services", "100 million yuan", "1 million yuan", "1 billion yuan"],
    "words": ["both years"],
    "years": sorted(set(load(paths.DATA).published_figures["year"])),
}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@cache
def opened(year: int, reading: str) -> tuple[Edition, tuple[tuple[str, Text], ...]]:
    """Return an edition with all that is reported of it: to draw every chart takes its time."""
    edition = open_edition(year, reading)
    return edition, tuple(reported(edition))


def reported(edition: Edition) -> Iterator[tuple[str, Text]]:
    """Yield every sentence, title of a chart and finding of an edition, with its name."""
    for name, write in sentences.SENTENCES.items():
        yield name, write(edition)
    for draw in CHARTS:
        drawn = draw(edition)
        if isinstance(drawn, Chart):
            yield f"title of {draw.__name__}", drawn.title
    for finding in edition.findings:
        yield anchor(finding), finding_text(finding)


def without_reference(shown: Text) -> list[str]:
    """Return the numbers that stand outside a reference and are not allowed."""
    text = re.sub(r"\(\d{4}[^)]*\)", "", unlinked(shown))
    for allowed in sorted((a for group in ALLOWED.values() for a in group), key=len, reverse=True):
        text = text.replace(allowed, "")
    return [found[0] for found in NUMBER.finditer(text)]


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_number_reported_leads_to_how_it_was_made(year, reading):
    print("allowed without a source:", ALLOWED)
    found = {name: without_reference(shown) for name, shown in opened(year, reading)[1]}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}
    assert {"headline", "growth", "title of series"} <= found.keys()


def test_a_number_without_a_reference_would_be_noticed(edition):
    assert without_reference(text("rose by 15.67 % in 2020")) == ["15.67"]
    assert without_reference(text("seven sources")) == ["seven"]
    assert without_reference(text(edition.metric("growth_rate"))) == []


def values_of(edition: Edition, target: object) -> list[float]:
    """Return the numbers that an explanation is about, a share or rate in per cent; of a published figure, also how many print it."""
    if isinstance(target, Finding):
        return [value for value, _ in numbers(words(explanations.entry(edition, target)))]
    if isinstance(target, MetricValue):
        scale = 100 if target.definition.unit == "1" else 1
        return [side * scale for side in sides(target.interval) if side is not None]
    alike = edition.alike(target)
    return [len(alike), *(side for one in alike for side in sides(one.interval) if side is not None)]


def sides(interval: Interval) -> tuple[float | None, ...]:
    return interval.value, interval.low, interval.high


def elsewhere(edition: Edition, shown: str, target: object) -> list[str]:
    """Return the numbers in the words of a reference that are not those of what it shows."""
    known, found = values_of(edition, target), numbers(shown)
    scale = 1 if isinstance(target, Finding) else next((scale for name, scale in SCALES.items() if name in shown), 1)
    if isinstance(target, Observation) and shown.replace(",", "").isdigit():
        wrong = [value for value, _ in found if value not in known]
    else:
        # Growth that fell is shown without its sign.
        wrong = [
            value for value, last in found if not any(is_of((abs(value) * scale, last * scale), abs(one)) for one in known)
        ]
    return [f"{value} in {shown!r} is not of {anchor(target)}" for value in wrong]


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_reference_leads_to_an_explanation_of_its_number(year, reading):
    edition, result = opened(year, reading)
    found = [pair for _, shown in result for pair in links(shown)]
    explained = words(explanations.entries(edition, *(shown for _, shown in result)))
    assert len(found) > 50
    assert {anchor(target) for _, target in found if f"### {anchor(target)}\n" not in explained} == set()
    figures = [(shown, target) for shown, target in found if not isinstance(target, str)]
    assert [wrong for shown, target in figures for wrong in elsewhere(edition, shown, target)] == []


def test_a_reference_to_the_explanation_of_another_number_would_be_noticed(edition):
    growth, value = edition.metric("growth_rate", "compilers"), edition.figure("value_6modes")
    assert elsewhere(edition, "15.67 %", growth) == []
    assert elsewhere(edition, "15.66 to 15.69 %", growth) == []
    assert elsewhere(edition, "12.6 %", growth) != []
    assert elsewhere(edition, "15.67 %", edition.metric("growth_rate_matched")) != []
    assert elsewhere(edition, "125.61 billion yuan", value) == []
    assert elsewhere(edition, "108.59 billion yuan", value) != []
    count = edition.figure("institutions_over_100m_6modes")
    assert elsewhere(edition, "5", count) == []
    assert elsewhere(edition, "6", count) != []


def test_the_sentences_of_2020_in_both_readings(edition):
    assert (
        words(sentences.headline(edition))
        == "For 2020, 466,882 contracts worth 125.61 billion yuan were reported as commercialisation of research."
    )
    press = open_edition(2020, "press")
    assert words(sentences.growth(press)).startswith(
        "By the increase of 17 billion yuan that China Daily (2022-07-01) printed, contract value rose 15.7 % from 2019 to 2020 (15.1 to 16.2 %, "
    )
    assert "at least 20.7 % of the contract value" in words(sentences.large_floor(press))
    assert words(sentences.large(press)).startswith(
        "The meaning of the figure 261, printed for 2020, is disputed. China Daily (2022-07-01) counts about 261 single contracts"
    )


def test_a_figure_of_a_register_is_credited_to_it_without_a_date(edition):
    one = edition.figure("contracts_6modes")
    assert credit(one) == "the National Center for Science and Technology Evaluation (2022-06-29)"
    assert credit(replace(one, scope="own", publisher="the register")) == "the register"
    value = edition.metric("contracts_per_institution")
    assert [bounds_of(each) for each in (value, replace(value, reading="own"))] == ["from exact figures", "from the rows used"]


def test_a_disputed_figure_leads_to_the_observation_nearest_to_the_survey(edition):
    for each in (edition, open_edition(2020, "press")):
        first = next(iter(sentences.large(each).targets))
        assert (first.indicator, first.source) == ("institutions_over_100m_6modes", "NCSTE22")


def test_where_readings_differ_both_are_reported(edition):
    assert "that China Daily (2022-07-01) printed, growth was 15.1 to 16.2 %, allowing for rounding." in words(
        sentences.growth(edition)
    )
    assert "; 269.0 thousand yuan in the press reading)" in words(sentences.average(edition))
    assert words(sentences.dollars(edition)) == (
        "ecns (2022-06-30) prints 18.64 billion dollars for the contract value of 2020, which "
        "implies an exchange rate of 6.739 yuan (6.7366 to 6.7409 yuan) per dollar. China Daily (2022-07-01) prints 18.7 billion "
        "dollars for the contract value of 2020, which implies an exchange rate of 6.72 yuan (6.696 to 6.738 yuan) per dollar."
    )


def test_a_sentence_is_not_silenced_by_the_figure_of_another():
    edition = open_edition(2019)
    assert words(sentences.modes_average(edition)).startswith("The average contract of the three modes")
    assert words(sentences.services_average(edition)).endswith(
        "prints the contract value of the three services or the number of contracts of the three services for 2019."
    )
    assert words(sentences.growth_bases(edition)).startswith(
        "No source used here prints the growth in contract value of the six modes, the contract value of institutions "
    )


def test_a_printed_rate_is_reported_where_the_totals_are_missing(add):
    edition = open_edition(2019, figures=add("2019,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"))
    assert words(sentences.growth_bases(edition)) == (
        "Compilers (2022-06-29) prints a growth rate of 5 % (4.5 to 5.5 %) for contract value in 2019. "
        "It may compare all institutions or only those that reported for both years; no source states which."
    )


BASES = {
    # The totals grew by 11 to 40 %.
    "stated": (["2020,growth_value_6modes,all,25,percent,rounded,1,25%,RELEASE,", "2020,institutions_compared_in_growth,all,90,institutions,exact,,90,PAPER,"],
        "It compares only the institutions that reported for both years, as Daily (2022-07-01) states."),
    "far from the totals": (["2020,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"],
        "It is lower than the growth of the printed totals, 30 %, which include every institution that reported. The printed rate probably "
        "compares only the institutions that reported for both years (A1)."),
    "that of the totals": (["2020,growth_value_6modes,all,25,percent,rounded,1,25%,RELEASE,"],
        "It agrees with the growth of the printed totals."),
    "of the press, whose totals are missing": (["2020,growth_value_6modes,all,5,percent,rounded,1,5%,PAPER,"],
        "It may compare all institutions or only those that reported for both years; no source states which."),
    "about, near the totals": (["2020,growth_value_6modes,all,25,percent,about,,25%,RELEASE,"],
        "It may compare all institutions or only those that reported for both years; no source states which."),
    "about, far from the totals": (["2020,growth_value_6modes,all,5,percent,about,,5%,RELEASE,"],
        "It may compare all institutions or only those that reported for both years; no source states which."),
}  # fmt: skip


@pytest.mark.parametrize("basis", BASES)
def test_the_basis_of_a_printed_rate_is_decided_by_evidence_and_is_one_everywhere(add, replace, basis):
    rows, says = BASES[basis]
    declared = "institutions_compared_in_growth,institutions compared,institutions,count,,,\n"
    replace("indicators", "contracts_6modes,contracts", f"{declared}contracts_6modes,contracts")
    edition = open_edition(2020, figures=add(*rows))
    assert words(sentences.growth_bases(edition)).endswith(f" for contract value in 2020. {says}")
    matched = [value.status for value in edition.metric_values if value.definition.id == "growth_rate_matched"]
    assert matched == {"stated": ["single source"], "far from the totals": ["inferred"]}.get(basis, [])
    label = "(of institutions that" if basis == "stated" else "(probably of institutions" if matched else "printed totals"
    assert charts.growth(edition).data["of"].iloc[0].partition("printed rate ")[2].startswith(label) or not matched
    (finding,) = [finding for finding in edition.findings if finding.rule == "growth"]
    assert ("which agrees" in str(finding_text(finding))) == (basis in ("stated", "that of the totals"))


COMPARED = "institutions_compared_in_growth,institutions compared,institutions,count,,,\n"


def test_a_stated_basis_holds_where_the_rate_equals_that_of_the_number(add, replace):
    replace("indicators", "contracts_6modes,contracts", f"{COMPARED}contracts_6modes,contracts")
    rate = "2020,growth_value_6modes,all,11.1,percent,rounded,0.1,11.1%,RELEASE,"
    assert "perhaps only the institutions that reported for both years" in words(
        sentences.growth_bases(open_edition(2020, figures=add(rate)))
    )
    stated = [
        f"2020,institutions_compared_in_growth,all,90,institutions,exact,,90,{source},"
        for source in ("OTHER", "PAPER", "RELEASE")
    ]
    assert words(sentences.growth_bases(open_edition(2020, figures=add(*stated)))).endswith(
        "It compares only the institutions that reported for both years, as Compilers (2022-06-29) states."
    )


def test_a_rate_above_that_of_the_totals_is_higher(add):
    rate = "2020,growth_value_6modes,all,60,percent,rounded,1,60%,RELEASE,"
    assert "It is higher than the growth of the printed totals, 30 %, which" in words(
        sentences.growth_bases(open_edition(2020, figures=add(rate)))
    )


def test_growth_from_an_exact_increase_is_its_value(add, replace):
    replace("published_figures", "CNY,rounded,1000000000,1 billion yuan,PAPER", "CNY,exact,,1 billion yuan,PAPER")
    edition = open_edition(2020, figures=add("2020,increase_value_6modes,all,200000000,CNY,exact,,200 million,PAPER,"))
    assert words(sentences.growth(edition)).endswith(
        "By the increase of 200 million yuan that Daily (2022-07-01) printed, it rose 25 % (from exact figures)."
    )


def test_a_total_with_an_open_end_is_no_evidence_of_a_basis(add):
    rows = [
        "2021,value_6modes,all,1500000000,CNY,more_than,,15亿元,RELEASE,",
        "2021,contracts_6modes,all,1100,contracts,exact,,1100,RELEASE,",
    ]
    edition = open_edition(2021, figures=add(*rows, "2021,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"))
    assert words(sentences.growth_bases(edition)).endswith(
        "It may compare all institutions or only those that reported for both years; no source states which."
    )


def test_a_clause_depends_on_its_own_figure_alone(add):
    contracts = "2020,contracts_3modes,all,100,contracts,exact,,100,RELEASE,"
    value = "2020,value_3modes,all,200000000,CNY,rounded,100000000,2亿元,RELEASE,"
    one = words(sentences.modes(open_edition(2020, figures=add(contracts))))
    assert one == "Transfer, licence and equity investment together accounted for 10 % of the contracts signed in 2020."
    both = words(sentences.modes(open_edition(2020, figures=add(value))))
    assert both == f"{one} The share of the three modes in contract value was 20 % (14 to 27 %) in 2020."


@pytest.mark.parametrize(
    ("count", "printed", "share"),
    [
        ("institutions_over_100m_6modes,all,30,institutions,exact,,30", "100,institutions,more_than,,100", "at most 30 %"),
        (
            "institutions_over_100m_6modes,all,5,institutions,more_than,,5",
            "100,institutions,rounded,100,100",
            "more than 3.333 %",
        ),
    ],
)
def test_more_than_is_said_of_a_low_bound_and_at_most_of_a_high_one(add, count, printed, share):
    edition = open_edition(2020, figures=add(f"2020,{count},RELEASE,", f"2020,reporting_institutions,all,{printed},RELEASE,"))
    assert f": {share} of those that reported." in words(sentences.large(edition))


def test_a_number_printed_with_about_is_no_lower_limit(add):
    about = add("2020,institutions_over_100m_6modes,all,5,institutions,about,,5,RELEASE,")
    assert words(sentences.large_floor(open_edition(2020, figures=about))) == (
        "The minimum share of contract value above 100 million yuan is not calculated for 2020: the number of institutions "
        "above 100 million yuan for 2020 is printed only as “about” by the source used first."
    )
    # The same number, printed as exact by another source.
    contracts = add("2020,single_contracts_over_100m_6modes,all,7,contracts,about,,7,PAPER,")
    assert "is not calculated for 2020" in words(sentences.large_floor(open_edition(2020, "press", contracts)))
    with_another = add("2020,reporting_institutions,all,7,institutions,exact,,7,RELEASE,")
    assert "is not calculated for 2020" in words(sentences.large_floor(open_edition(2020, "press", with_another)))
    with_exact = add("2020,institutions_over_100m_6modes,all,7,institutions,exact,,7,OTHER,")
    assert "at least 46.6 % of the contract value" in words(sentences.large_floor(open_edition(2020, "press", with_exact)))


OPEN = {
    # Of 2020, beside a contract value of 0.95 to 1.05 billion and 0.75 to 0.85 billion the year before.
    "an average of more than": (["2020,value_6modes,all,2000000000,CNY,more_than,,20亿元,OTHER,"], "average", "1.0 million yuan"),
    "cash of more than": (["2020,cash_received_in_year_6modes,all,500000000,CNY,more_than,,5亿元,RELEASE,"], "cash", "more than 47.61 % of"),
    "a whole of more than": (["2020,contracts_3modes,all,30,contracts,more_than,,30,RELEASE,"], "modes", "more than 3 % of the contracts"),
    "an increase of more than": (["2021,increase_value_6modes,all,200000000,CNY,more_than,,2亿元,RELEASE,",
        "2021,value_6modes,all,1200000000,CNY,exact,,12亿元,RELEASE,", "2021,contracts_6modes,all,1100,contracts,exact,,1100,RELEASE,"],
        "growth", "contract value rose 20 % from 2020 to 2021"),
}  # fmt: skip


@pytest.mark.parametrize("case", OPEN)
def test_what_follows_from_an_open_figure_is_open_on_its_side(add, replace, case):
    rows, name, says = OPEN[case]
    replace("indicators", "value_3modes,", "cash_received_in_year_6modes,cash received,CNY,amount,,,\nvalue_3modes,")
    edition = open_edition(2021 if "2021" in rows[0] else 2020, figures=add(*rows))
    assert says in words(sentences.SENTENCES[name](edition))


def test_what_is_missing_from_a_reading_is_not_said_of_every_source(add):
    rows = [f"{year},{figure},{source}," for year, source in ((2022, "RELEASE"), (2023, "PAPER"))
            for figure in ("value_6modes,all,1200000000,CNY,exact,,12亿元", "contracts_6modes,all,1100,contracts,exact,,1100")]  # fmt: skip
    edition = open_edition(2023, figures=add(*rows, "2023,growth_value_6modes,all,5,percent,rounded,1,5%,RELEASE,"))
    assert words(sentences.growth(edition)) == (
        "The growth in contract value is not calculated for 2023: no source of the compilers' reading prints the contract value of the six "
        "modes for 2023, and no source used here prints the increase in contract value for 2023."
    )
    assert words(sentences.growth_bases(edition)).endswith(
        "It may compare all institutions or only those that reported for both years; no source states which."
    )


def test_a_number_of_zero_is_no_lower_limit(add):
    edition = open_edition(2020, figures=add("2020,institutions_over_100m_6modes,all,0,institutions,exact,,0,RELEASE,"))
    assert words(sentences.large_floor(edition)).endswith("the number of institutions above 100 million yuan for 2020 is zero.")


def test_a_printed_figure_keeps_all_its_digits(add):
    edition = open_edition(2020, figures=add("2020,value_6modes,all,1000456789,CNY,exact,,10.00456789亿元,OTHER,"))
    (printed,) = [one for one in edition.observations["value_6modes", 2020, "all"] if one.source == "OTHER"]
    assert str(text(printed)) == "1.000456789 billion yuan"


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (1234567, 1234567, "1.235 million yuan"),
        (1234567, 1234568, "at least 1.234 million yuan"),
        (1234567, None, "at least 1.234 million yuan"),
    ],
)
def test_a_sum_of_a_register_is_a_lower_limit_unless_every_row_was_read(edition, low, high, shown):
    total = edition.observations["value_6modes", 2020, "all"][0]
    assert str(text(replace(total, scope="own", interval=Interval(1234567, low, high)))) == shown


@pytest.mark.parametrize("other", [42, 44])
def test_sources_that_contradict_a_figure_do_not_stand_behind_it(add, other):
    rows = [
        f"2020,institutions_over_100m_6modes,all,{n},institutions,exact,,{n},{source},"
        for n, source in ((43, "RELEASE"), (other, "OTHER"))
    ]
    edition = open_edition(2020, figures=add(*rows, "2020,reporting_institutions,all,100,institutions,exact,,100,RELEASE,"))
    assert words(sentences.large(edition)).startswith("Compilers (2022-06-29) counts 43 institutions")


def test_what_the_reading_counts_above_the_threshold_comes_first(add):
    rows = ["2020,institutions_over_100m_6modes,all,43,institutions,exact,,43,PAPER,",
            "2020,reporting_institutions,all,100,institutions,exact,,100,PAPER,",
            "2020,single_contracts_over_100m_6modes,all,20,contracts,exact,,20,RELEASE,"]  # fmt: skip
    shown = words(sentences.large(open_edition(2020, figures=add(*rows))))
    assert shown.index("Compilers (2022-06-29) counts 20 single contracts") < shown.index(
        "Daily (2022-07-01) counts 43 institutions"
    )


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (None, 0.05, "rose at most 5 %, or fell"),
        (0.05, None, "rose more than 5 %"),
        (None, -0.05, "fell more than 5 %"),
        (None, None, "rose about 5 %"),
    ],
)
def test_a_direction_is_claimed_only_by_a_bound(edition, low, high, says):
    middle = 0.05 if high is None or high > 0 else -0.05
    rate = replace(edition.metric("growth_rate"), interval=Interval(middle, low, high))
    assert str(compose("{rate:change}", rate=rate)) == says


def test_a_printed_rate_close_to_that_of_another_total_is_not_taken_for_sure():
    sentence = words(sentences.growth_bases(open_edition(2023)))
    assert (
        "What it compares is not known: perhaps only the institutions that reported for both years (A1); perhaps the growth in "
        "the number of contracts, about 13.7 %, was taken for that of their value."
    ) in sentence
    assert "probably" not in sentence + repr(charts.growth(open_edition(2023)))
    assert "probably" in words(sentences.growth_bases(open_edition(2020)))


def test_growth_of_printed_totals_of_both_years_is_not_called_printed(folder):
    for name in ("value_both_years_6modes", "previous_value_both_years_6modes"):
        with (folder / "indicators.csv").open("a") as table:
            table.write(f"{name},{name.replace('_', ' ')},CNY,amount,,,\n")
    with (folder / "published_figures.csv").open("a") as table:
        table.write("2020,value_both_years_6modes,all,900000000,CNY,exact,,9亿元,RELEASE,\n")
        table.write("2020,previous_value_both_years_6modes,all,750000000,CNY,exact,,7.5亿元,RELEASE,\n")
    edition = open_edition(2020, figures=folder)
    assert (
        edition.metric("growth_rate_matched").label == "growth in contract value of institutions that reported for both years"
    )
    assert words(sentences.growth_bases(edition)) == (
        "The contract value of the institutions that reported for both years rose 20 % from 2019 to 2020 (from exact figures), from 750 "
        "million yuan to 900 million yuan."
    )


def test_a_sentence_without_its_figure_says_so():
    assert words(sentences.growth(open_edition(2019))) == (
        "The growth in contract value is not calculated for 2019: no source used here prints the contract value of the six modes "
        "for 2018, nor the increase in contract value of the six modes for 2019."
    )


@pytest.mark.parametrize(
    ("low", "high", "verb"),
    [
        ("-25", "-15", "fell 20 %"),
        ("15", "25", "rose 20 %"),
        ("-1", "3", "changed by 1 %"),
        ("0", "0", "did not change"),
        ("-20", "-20", "fell 20 %"),
        ("-4", "0", "fell 2 %"),
        ("0", "4", "rose 2 %"),
    ],
)
def test_a_change_rises_falls_or_may_do_either(edition, low, high, verb):
    middle = (float(low) + float(high)) / 2
    rate = replace(edition.metric("growth_rate"), interval=Interval(middle / 100, float(low) / 100, float(high) / 100))
    assert words(compose("{rate:change}", rate=rate)) == verb


def test_a_change_without_a_lower_limit_fell_where_none_rose(edition):
    fell = replace(edition.metric("growth_rate"), interval=Interval(-0.02, None, 0.0))
    assert words(compose("{rate:change}", rate=fell)) == "fell more than 0 %"


def test_what_did_not_change_is_the_number_zero(edition):
    rate = replace(edition.metric("growth_rate"), interval=Interval(0.0, 0.0, 0.0))
    assert compose("{rate:change}", rate=rate).value == 0.0


def test_an_unknown_id_names_the_nearest(edition):
    with pytest.raises(InputError, match="no metric 'growht_rate'. The nearest: growth_rate"):
        edition.metric("growht_rate")
    with pytest.raises(InputError, match="no indicator 'value_6mode'. The nearest: value_6modes"):
        edition.figure("value_6mode")
    with pytest.raises(InputError, match="no metric 'contracts_6mods'"):
        fill(edition, "{contracts_6mods}")


def test_readme_reports_the_findings_of_the_data():
    assert snapshot.README.read_text(encoding="utf-8") == snapshot.readme()


def test_compound_growth_names_the_years_it_joins(add):
    edition = open_edition(2020, figures=add("2018,value_6modes,all,500000000,CNY,rounded,100000000,5亿元,RELEASE,"))
    assert words(sentences.compound(edition)).startswith("From 2018 to 2020, contract value rose")
    assert "from 500 million yuan to 1.0 billion yuan" in words(sentences.compound(edition))


def test_compound_growth_until_the_year_shown_takes_two_years(add):
    first = "2018,value_6modes,all,500000000,CNY,rounded,100000000,5亿元,RELEASE,"
    last = "2021,value_6modes,all,1500000000,CNY,rounded,100000000,15亿元,RELEASE,"
    folder = add(first, last, "2021,contracts_6modes,all,1100,contracts,exact,,1100,RELEASE,")
    assert "From 2018 to 2020, it rose" in words(sentences.compound(open_edition(2020, figures=folder)))
    assert "From 2018 to 2019, it" not in words(sentences.compound(open_edition(2019, figures=folder)))


def test_compound_growth_ends_with_the_last_total(add):
    first = "2018,value_6modes,all,500000000,CNY,rounded,100000000,5亿元,RELEASE,"
    later = open_edition(2021, figures=add(first, "2021,contracts_6modes,all,1100,contracts,exact,,1100,RELEASE,"))
    assert words(sentences.compound(later)).startswith("From 2018 to 2020, contract value rose")


def test_compound_growth_without_a_total_names_the_year(folder):
    table = folder / "published_figures.csv"
    header = table.read_text(encoding="utf-8").splitlines()[0]
    table.write_text(f"{header}\n2020,contracts_6modes,all,900,contracts,exact,,900,RELEASE,\n", encoding="utf-8")
    assert words(sentences.compound(open_edition(2020, figures=folder))).endswith(
        "prints the contract value of the six modes for 2020."
    )


def test_compound_growth_is_that_until_the_year_shown_too(known):
    shown = words(sentences.compound(open_edition(2022, figures=known)))
    assert shown.startswith("From 2019 to 2023, contract value rose 17.280 % per year on average")
    assert "From 2019 to 2022, it rose 17.833 % per year" in shown
    assert "Until" not in words(sentences.compound(open_edition(2023, figures=known)))


def test_a_clause_does_not_depend_on_the_figure_of_another(add):
    rows = (
        "2020,reporting_institutions,all,50,institutions,more_than,,50,RELEASE,",
        "2019,reporting_institutions,all,40,institutions,exact,,40,RELEASE,",
        "2021,contracts_6modes,all,1200,contracts,exact,,1200,RELEASE,",
    )
    edition = open_edition(2020, figures=add(*rows))
    assert words(sentences.institutions(edition)).startswith(
        "For 2020, more than 50 universities and research institutes reported."
    )
    edition.year = 2021
    assert (
        words(sentences.growth_split(edition))
        == "By the printed totals, the number of contracts rose 20 % from 2020 to 2021 (from exact figures)."
    )


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("2020,contracts_3modes,all,328,contracts,about,,328,RELEASE,", "about 328"),
        ("2020,contracts_3modes,all,328,contracts,more_than,,328,RELEASE,", "more than 328"),
        ("2020,value_3modes,all,177660000,CNY,more_than,,1.7766亿元,RELEASE,", "more than 177.66 million yuan"),
        ("2020,value_3modes,all,177660000,CNY,at_most,,1.7766亿元,RELEASE,", "at most 177.66 million yuan"),
        ("2020,contracts_3modes,all,10,contracts,nearly,,10,RELEASE,", "nearly 10"),
        ("2020,value_3modes,all,328640,CNY,about,,32.864万元,RELEASE,", "about 328.64 thousand yuan"),
    ],
)
def test_a_printed_figure_keeps_its_digits(add, row, shown):
    edition = open_edition(2020, figures=add(row))
    assert str(text(edition.figure(row.split(",")[1]))) == shown


def test_a_figure_that_sources_dispute_is_marked_where_it_is_quoted(known):
    assert words(sentences.institutions(open_edition(2017, figures=known))).startswith(
        "For 2017, 2,766 (disputed) universities"
    )


def test_a_metric_of_a_part_names_the_part(known):
    value = Part(open_edition(2022, figures=known), "universities").metric("average_contract_value")
    assert value.label == "average contract value (universities)"


def test_a_rate_on_an_unknown_basis_is_not_said_to_be_missing():
    edition = open_edition(2024)
    with pytest.raises(MissingFigure) as caught:
        edition.metric("growth_rate_matched")
    assert edition.why(caught.value) == (
        "the growth in contract value of the six modes for 2024 is not known to compare only the institutions that reported for both years"
    )


def test_a_minimum_share_holds_for_either_meaning_of_a_number():
    assert open_edition(2024).metric("value_share_floor_over_100m").status != "disputed"


def test_a_total_that_one_source_alone_prints_is_quoted_with_its_source():
    headline, growth = (
        words(sentences.SENTENCES[name](open_edition(year))) for name, year in (("headline", 2022), ("growth", 2023))
    )
    assert headline.endswith("Both totals are known here from a single source, Maiyan (2025-01-12).")
    assert growth.endswith(
        "The contract value of the six modes in 2022 is known here from a single source, Maiyan (2025-01-12)."
    )
    assert "single source" not in words(sentences.headline(open_edition(2020)))


def test_every_missing_figure_is_named(known):
    shown = words(sentences.growth_split(open_edition(2019, figures=known)))
    assert shown.endswith("prints the number of contracts of the six modes or the contract value of the six modes for 2018.")


def test_growth_from_an_estimate_has_no_more_digits_than_the_estimate():
    assert "The average value of a contract rose about 1.7 %" in words(sentences.growth_split(open_edition(2023)))
