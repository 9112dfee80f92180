"""The article on its page: nothing of it is lost, each number has its verdict in words, and text stays text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.articles import Article, sentences, tables
from helpers.articles.claims import AGREES, DIFFERS, DISPUTED, UNCLEAR, UNKNOWN, VERDICTS, Claim
from helpers.articles.marks import Marked
from helpers.articles.record import Record
from helpers.articles.sentences import SIGNS
from helpers.display import explanations
from helpers.errors import visible


@pytest.fixture(scope="module")
def record(edition) -> Record:
    return Record(edition.tables, edition)


def claim(text: str, number: str, verdict: str, **more: object) -> Claim:
    start = text.index(number)
    return Claim(start, start + len(number), number, 1.0, 1.0, 1.0, "1", verdict=verdict, **more)


TEXT = "One says 5, one 66.\n\nAnother says 777, then 8888 and 99999."
CLAIMS = tuple(
    claim(TEXT, number, verdict) for number, verdict in zip(("5", "66", "777", "8888", "99999"), VERDICTS, strict=True)
)


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def quoted(page: str) -> list[str]:
    """The passages of the article in a page, without the signs and words of the marks."""
    passages = re.findall("<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    return [words(re.sub(r"<small.*?</small><span class=\"unseen\">.*?</span>", "", passage)) for passage in passages]


def notes(page: str) -> list[str]:
    return [words(note) for note in re.findall('<ul class="notes">(.*?)\n</ul>', page, re.DOTALL)]


def test_every_verdict_has_a_sign_of_its_own():
    assert set(SIGNS) == set(VERDICTS)
    assert len(set(SIGNS.values())) == len(VERDICTS)


def test_each_number_has_its_sign_and_its_verdict_in_words_and_links_both_ways(record):
    page = Marked(Article("a.txt", TEXT, CLAIMS, record))._repr_html_()
    for number, one in enumerate(CLAIMS, 1):
        assert f'id="in-number-{number}"' in page
        assert f'href="#number-{number}">{one.text}<small aria-hidden="true">{SIGNS[one.verdict]}</small>' in page
        assert f"({one.verdict})</span>" in page
        assert f'<a id="number-{number}" href="#in-number-{number}">{one.text}</a>' in page
        assert f"{SIGNS[one.verdict]} {one.verdict}</strong>" in page


def test_notes_stand_under_the_passage_of_their_numbers(record):
    page = Marked(Article("a.txt", TEXT, CLAIMS, record))._repr_html_()
    assert quoted(page) == ["One says 5, one 66.", "Another says 777, then 8888 and 99999."]
    first, second = notes(page)
    assert "66" in first and "777" not in first
    assert "777" in second and "66" not in second


def test_what_the_record_does_not_have_is_one_note_of_a_passage(record):
    text = "Exports of 5 and of 66."
    claims = tuple(claim(text, number, UNKNOWN) for number in ("5", "66"))
    (note,) = notes(Marked(Article("", text, claims, record))._repr_html_())
    assert note.strip() == "⊘ not in the record5; 66"


def test_a_note_says_what_the_record_holds_and_who_says_so(record):
    observations = tuple(record.observations["value_6modes", 2020, "all"])
    metric = record.edition.metric("average_contract_value", year=2020)
    one = claim(TEXT, "777", DIFFERS, explanation="Ten times too large.", record=(*observations, metric))
    marked = Marked(Article("", TEXT, (one,), record))
    (note,) = notes(marked._repr_html_())
    assert "Ten times too large." in note
    assert "Contract value of the six modes in 2020" in note
    assert "125.61 billion yuan · the National Center for Science and Technology Evaluation (2022-06-29) and 4 more" in note
    assert "125.6 billion yuan · China Daily (2022-07-01)" in note
    assert "269.04 thousand yuan (269.029 to 269.051 thousand yuan), as worked out in the compilers' reading" in note
    assert {"https"} == {address.split(":")[0] for address in re.findall('href="([^#"][^"]*)"', marked._repr_html_())}
    assert {type(target) for target in marked.targets} == {type(metric), type(observations[0])}
    assert "#### " not in repr(explanations.entries(record.edition, marked))


@pytest.mark.parametrize(("verdict", "things"), [(AGREES, 1), (DIFFERS, 3), (DISPUTED, 3)])
def test_where_a_number_agrees_what_it_is_worked_out_from_is_left_to_its_explanation(record, verdict, things):
    metric = record.edition.metric("average_contract_value", year=2020)
    one = claim(TEXT, "777", verdict, indicator="average_contract_value", record=(metric, *metric.inputs))
    assert len(sentences.held(Article("", TEXT, (one,), record), one)) == things


def test_the_gravest_come_first_in_the_findings(record):
    article = Article("", TEXT, CLAIMS, record)
    lines = repr(sentences.findings(article)).split("\n\n")
    assert lines == [
        "Of 5 numbers in the article, 1 differs, 1 is disputed, 1 is unclear, 1 agrees and 1 is not in the record.",
        "✗ “66” differs.",
        "! “777” is disputed.",
        "? “99999” is unclear.",
    ]
    assert [figure[0] for figure in sentences.key_figures(article)] == [f"{SIGNS[verdict]} {verdict}" for verdict in SIGNS]


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((), "The article states no number: there is nothing to check."),
        ((UNKNOWN,) * 2, "The record holds nothing like any of the article's numbers (2): there is nothing to check."),
        ((AGREES,) * 2, "Of 2 numbers in the article, none differs and 2 agree."),
        ((DIFFERS, DISPUTED, DISPUTED), "Of 3 numbers in the article, 1 differs and 2 are disputed."),
        ((DISPUTED,), "Of 1 number in the article, none differs and 1 is disputed."),
        ((UNCLEAR, UNCLEAR), "Of 2 numbers in the article, none differs and 2 are unclear."),
    ],
)
def test_the_summary_counts_each_verdict(record, verdicts, said):
    claims = tuple(Claim(0, 1, "5", 5, 5, 5, "1", verdict=verdict) for verdict in verdicts)
    assert sentences.summary(Article("", "5", claims, record)) == said


def test_an_article_without_numbers_is_shown_without_notes(record):
    marked = Marked(Article("", "Nothing here.", (), record))
    assert marked._repr_html_() == "<blockquote>Nothing here.</blockquote>"
    assert repr(marked) == ""


PASSAGES = {
    "empty lines": ("One 5.\nTwo.\n \n\nThree.", ["One 5.\nTwo.", "Three."]),
    "lines that end sentences": ("第一段5项。\n第二段。", ["第一段5项。", "第二段。"]),
    "a wrapped line": ("It is 5\nbillion yuan. So\nit was.", ["It is 5\nbillion yuan. So\nit was."]),
    "empty lines at both ends": ("\n\nOne 5.\nTwo.\n\n", ["One 5.", "Two."]),
}


@pytest.mark.parametrize(("text", "expected"), PASSAGES.values(), ids=PASSAGES)
def test_a_text_falls_into_its_passages(record, text, expected):
    assert [
        passage.strip() for passage in quoted(Marked(Article("", text, (claim(text, "5", AGREES),), record))._repr_html_())
    ] == expected


def test_no_passage_ends_within_a_number(record):
    text = "It is 5.\n\n6 billion."
    assert len(quoted(Marked(Article("", text, (claim(text, "5.\n\n6 billion", AGREES),), record))._repr_html_())) == 1


HOSTILE = "<script>a</script> 5 \u202e <b>6</b> &amp; \" onmouseover='x' 7"


def test_text_stays_text(record):
    claims = tuple(claim(HOSTILE, number, DIFFERS, explanation=HOSTILE) for number in ("5", "6", "7"))
    page = Marked(Article("", HOSTILE, claims, record))._repr_html_()
    assert quoted(page) == [visible(HOSTILE)]
    assert not re.search(r"<script|<b>|\u202e|<[^>]* onmouseover", page)
    assert page.count("&lt;script&gt;") == 1 + len(claims)


@given(st.data())
def test_nothing_of_an_article_is_lost(record, data):
    text = data.draw(st.text(alphabet='a5.。 \n\t<&"\u202e亿', max_size=60))
    places = data.draw(st.lists(st.integers(0, len(text)), unique=True, max_size=8).map(sorted))
    verdicts = data.draw(st.lists(st.sampled_from(VERDICTS), min_size=4, max_size=4))
    pairs = zip(places[::2], places[1::2], verdicts, strict=False)
    claims = tuple(Claim(start, end, text[start:end], 1, 1, 1, "1", verdict=verdict) for start, end, verdict in pairs)
    page = Marked(Article("", text, claims, record))._repr_html_()
    assert "".join("".join(quoted(page)).split()) == "".join(visible(text).split())


def test_a_claim_as_data_has_its_place_and_the_figures_it_was_held_against(record):
    one = claim(TEXT, "777", DISPUTED, record=tuple(record.observations["contracts_3modes", 2020, "all"]))
    article = Article("", TEXT, (one,), record)
    (as_data,), (as_text,) = tables.records(article), tables.flat_records(article)
    assert TEXT[as_data["start"] : as_data["end"]] == as_data["text"] == "777"
    assert [figure["value"] for figure in as_data["record"]] == [20977, 20977, 20977, 20997]
    assert as_text["record"].startswith("Number of contracts of the three modes in 2020: 20,977 · the National Center")
    assert {"NCSTE22", "WU22"} <= {str(row[0]) for row in tables.sources(article).rows}
