"""No number is reported without a metric or a printed figure behind it, and each leads to the entry of that number."""

import re
from collections.abc import Iterator

import pytest
from shown import is_of, links, numbers, unlinked, words

from helpers import open_edition
from helpers.checks.reconciliation import Finding
from helpers.display import charts, explanations, sentences
from helpers.display.charts import Chart
from helpers.edition import Edition
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue
from helpers.stability import acceptance

CHARTS = [charts.growth, charts.averages, charts.modes, charts.large, charts.series, charts.printed_growth]
EDITIONS = [(2019, "compilers"), (2020, "compilers"), (2020, "press"), (2022, "compilers"), (2023, "compilers")]
NUMBER = re.compile(
    r"\d[\d,.]*|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion"
    r"|half|third|quarter|twice|double|both|first|second|once)\b"
)
# Names and words that count nothing of the data.
ALLOWED = {
    "names": ["three modes", "six modes", "three services", "above 100 million yuan"],
    "words": [
        "One number of", "One number cannot count both", "both years",
        "one of development", "as one of the three services",
    ],
    "years": [str(year) for year in range(2017, 2024)],
}  # fmt: skip
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


def reported(edition: Edition) -> Iterator[tuple[str, object]]:
    """Yield every sentence, title of a chart and finding of an edition, with its name."""
    for write in sentences.SENTENCES:
        yield write.__name__, write(edition)
    for draw in CHARTS:
        drawn = draw(edition)
        if isinstance(drawn, Chart):
            yield f"title of {draw.__name__}", drawn.title
    for finding in edition.findings:
        yield finding.anchor, finding.sentence


def without_entry(shown: object) -> list[str]:
    """Return the numbers that stand outside a link and are not allowed."""
    text = re.sub(r"\(\d{4}[^)]*\)", "", unlinked(shown))
    for allowed in sorted((a for group in ALLOWED.values() for a in group), key=len, reverse=True):
        text = text.replace(allowed, "")
    return [found[0] for found in NUMBER.finditer(text)]


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_number_reported_leads_to_how_it_was_made(year, reading):
    print("allowed without a source:", ALLOWED)
    found = {name: without_entry(shown) for name, shown in reported(open_edition(year, reading))}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}
    assert {"headline", "growth", "title of series"} <= found.keys()


def test_a_number_without_a_link_would_be_noticed(edition):
    assert without_entry("rose by 15.67 % in 2020") == ["15.67"]
    assert without_entry("seven sources") == ["seven"]
    assert without_entry(edition.metric("growth_rate").text) == ["15.67"]
    assert without_entry(sentences.value(edition.metric("growth_rate"))) == []


def values_of(edition: Edition, anchor: str) -> list[float]:
    """Return the numbers that an entry is about, a share or a rate in per cent; of a printed figure, also how many print it."""
    found = edition.lookup(anchor)
    if isinstance(found, Finding):
        return [value for value, _ in numbers(words(explanations.entry(edition, anchor)))]
    if isinstance(found, MetricValue):
        scale = 100 if found.metric.unit == "1" else 1
        return [side * scale for side in sides(found.interval) if side is not None]
    said = edition.said(found)
    return [len(said), *(side for one in said for side in sides(one.interval) if side is not None)]


def sides(interval: Interval) -> tuple[float | None, ...]:
    return interval.value, interval.low, interval.high


def elsewhere(edition: Edition, text: str, anchor: str) -> list[str]:
    """Return the numbers in a link's text that are not those of the entry that it leads to."""
    target, known, found = edition.lookup(anchor), values_of(edition, anchor), numbers(text)
    scale = 1 if isinstance(target, Finding) else next((scale for name, scale in SCALES.items() if name in text), 1)
    if isinstance(target, Observation) and text.replace(",", "").isdigit():
        wrong = [value for value, _ in found if value not in known]
    else:
        wrong = [value for value, last in found if not any(is_of((value * scale, last * scale), one) for one in known)]
    return [f"{value} in {text!r} is not of {anchor}" for value in wrong]


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_link_leads_to_an_entry_of_its_number(year, reading):
    edition = open_edition(year, reading)
    found = [(text, anchor) for _, shown in reported(edition) for text, anchor in links(shown)]
    entries = explanations.entries(edition, *(shown for _, shown in reported(edition))).data
    assert len(found) > 50
    assert {anchor for _, anchor in found if f"### {anchor}\n" not in entries} == set()
    figures = [(text, anchor) for text, anchor in found if not re.fullmatch(r"A\d+", anchor)]
    assert [wrong for text, anchor in figures for wrong in elsewhere(edition, text, anchor)] == []


def test_a_link_to_the_entry_of_another_number_would_be_noticed(edition):
    assert elsewhere(edition, "15.67 %", "growth_rate-2020-compilers") == []
    assert elsewhere(edition, "15.66 to 15.69 %", "growth_rate-2020-compilers") == []
    assert elsewhere(edition, "12.6 %", "growth_rate-2020-compilers") != []
    assert elsewhere(edition, "15.67 %", "growth_rate_matched-2020-compilers") != []
    assert elsewhere(edition, "125.61 billion yuan", "value_6modes-2020") == []
    assert elsewhere(edition, "108.59 billion yuan", "value_6modes-2020") != []
    assert elsewhere(edition, "5", "institutions_over_100m_6modes-2020") == []
    assert elsewhere(edition, "6", "institutions_over_100m_6modes-2020") != []


def test_the_sentences_of_2020_in_both_readings(edition):
    assert (
        words(sentences.headline(edition))
        == "In 2020, 466,882 contracts worth 125.61 billion yuan were reported as commercialisation of research."
    )
    press = open_edition(2020, "press")
    assert words(sentences.growth(press)).startswith(
        "Contract value grew by 16 % (15.1 to 16.2 %) from 2019 to 2020, from a printed increase (press reading)"
    )
    assert "at least 20.7 % of the value" in words(sentences.large_floor(press))


def test_where_readings_differ_both_are_reported(edition):
    assert "; the press reading gives 16 % (15.1 to 16.2 %), from a printed increase." in words(sentences.growth(edition))
    for write, other in ((sentences.average, "269 thousand yuan"), (sentences.dollars, "6.7 yuan")):
        assert f"press reading {other}" in words(write(edition))


def test_a_sentence_without_its_figure_says_so():
    assert words(sentences.growth(open_edition(2019))) == (
        "Growth in contract value cannot be stated for 2019: no source prints the contract value of the six modes in 2018."
    )


def test_readme_reports_the_findings_of_the_data():
    assert acceptance.README.read_text(encoding="utf-8") == acceptance.readme()
