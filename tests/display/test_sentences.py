"""No number is told without a metric or a printed figure behind it."""

import re
from collections.abc import Iterator

import pytest

from helpers import open_edition
from helpers.display import charts, explanations, sentences
from helpers.display.charts import Chart
from helpers.display.markup import anchors, plain
from helpers.stability import acceptance

SENTENCES = [f for f in vars(sentences).values() if getattr(f, "__wrapped__", None)]
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


def told(year: int, reading: str) -> Iterator[tuple[str, str]]:
    edition = open_edition(year, reading)
    for write in SENTENCES:
        yield write.__name__, write(edition)
    for draw in CHARTS:
        drawn = draw(edition)
        if isinstance(drawn, Chart):
            yield f"title of {draw.__name__}", drawn.title
    for finding in edition.findings:
        yield finding.anchor, finding.sentence


def unlinked(markup: str) -> list[str]:
    """Return the numbers that stand outside a link and are not allowed."""
    words = re.sub(r"\[(?:[^\[\]\\]|\\.)*\]\(#[^)]*\)", "", markup)
    words = re.sub(r"\\\(\d{4}[^)]*\\\)", "", words)
    for allowed in sorted((a for group in ALLOWED.values() for a in group), key=len, reverse=True):
        words = words.replace(allowed, "")
    return [found[0] for found in NUMBER.finditer(words)]


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_number_told_leads_to_how_it_was_made(year, reading):
    print("allowed without a source:", ALLOWED)
    assert {name: unlinked(markup) for name, markup in told(year, reading) if unlinked(markup)} == {}


@pytest.mark.parametrize(("year", "reading"), EDITIONS)
def test_every_link_has_an_entry_that_tells_the_number(year, reading):
    edition = open_edition(year, reading)
    text = " ".join(markup for _, markup in told(year, reading))
    entries = explanations.entries(edition, text).data
    for anchor in anchors(text):
        assert f"### {anchor}\n" in entries


def test_a_number_without_a_link_would_be_noticed():
    assert unlinked("rose by 15.67 % in 2020") == ["15.67"]
    assert unlinked("seven sources") == ["seven"]
    assert unlinked("rose by [15.67 %](#growth_rate-2020-compilers) in 2020") == []


def test_the_sentences_of_2020_in_both_readings(edition):
    assert (
        plain(sentences.headline(edition))
        == "In 2020, 466,882 contracts worth 125.61 billion yuan were reported as commercialisation of research."
    )
    press = open_edition(2020, "press")
    assert plain(sentences.growth(press)).startswith(
        "Contract value grew by 16 % (15.1 to 16.2 %) from 2019 to 2020, from a printed increase (press reading)"
    )
    assert "at least 20.7 % of the value" in plain(sentences.large_floor(press))


def test_where_readings_differ_both_are_told(edition):
    assert "; the press reading gives 16 % (15.1 to 16.2 %), from a printed increase." in plain(sentences.growth(edition))
    for write, other in ((sentences.average, "269 thousand yuan"), (sentences.dollars, "6.7 yuan")):
        assert f"press reading {other}" in plain(write(edition))


def test_a_sentence_without_its_figure_says_so():
    assert plain(sentences.growth(open_edition(2019))) == (
        "Growth in contract value cannot be stated for 2019: no source prints the contract value of the six modes in 2018."
    )


def test_readme_tells_the_findings_of_the_data():
    assert acceptance.README.read_text(encoding="utf-8") == acceptance.readme()
