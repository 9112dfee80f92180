"""A register beside the published figures: its metrics by the report's functions, and why one is unknown."""

from pathlib import Path

import pytest
from registers import register
from shown import words
from test_disclosure import MANY, PAPER, STAYED

from helpers import paths
from helpers.display.tables import Table
from helpers.errors import InputError, MissingFigure
from helpers.metrics.definitions import METRICS, METRICS_OF_A_REGISTER, METRICS_OF_MODES
from helpers.register import Comparison, charts, open_register, provenance, sentences, tables
from helpers.register import comparison as own
from helpers.register.provenance import far_off

HEADER = "institution,year,mode,value_yuan,contracts"


@pytest.fixture(scope="module", autouse=True)
def read_once(edition):
    """Read the published figures once, not for every register."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own, "load", lambda folder: edition.tables if folder == paths.DATA else pytest.fail(f"{folder}"))
        patch.setattr(own, "check", lambda tables: tables)
        yield


def opened(folder: Path, rows, year: int = 2020, contracts: object = "", **asked: object) -> Comparison:
    path = register(folder, *(f"{who},{of},{mode},{yuan},{contracts}" for who, of, mode, yuan in rows), header=HEADER)
    return open_register([str(path)], year, **{"allow_rejected": 1.0} | asked)


def refusal(folder: Path, rows, **asked: object) -> str:
    with pytest.raises(InputError) as caught:
        opened(folder, rows, **asked)
    return str(caught.value)


def unknown(edition: Comparison, reading: str = "own") -> dict[str, str]:
    return {metric.id: why for metric, why in edition.unknown(reading)}


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Comparison:
    return opened(tmp_path_factory.mktemp("paper"), PAPER, institution="A")


ON_PAPER = {
    "growth_rate": 440.00000001 / 220 - 1,
    "growth_rate_matched": 110 / 80 - 1,
    "growth_contracts": 1,
    "growth_average_contract_value": (440.00000001 / 8) / (220 / 4) - 1,
    "average_contract_value": 55_000_000.00125,
    "average_contract_value_three_modes": 57_500_000,
    "average_contract_value_three_services": 52_500_000.0025,
    "ratio_average_three_modes_to_services": 230 / 210.00000001,
    "contracts_per_institution": 2,
    "value_per_institution": 110_000_000.0025,
    "share_contracts_over_100m": 1 / 8,
    "share_institutions_over_100m": 3 / 4,
    "value_share_floor_over_100m": 300 / 440.00000001,
    "value_share_institutions_over_100m": 340.00000001 / 440.00000001,
    "share_three_modes_contracts": 4 / 8,
    "share_three_modes_value": 230 / 440.00000001,
    "share_transfer_contracts": 2 / 8,
    "share_equity_investment_contracts": 0,
    "share_consulting_value": 0,
    "share_service_value": 100 / 440.00000001,
    "gini_institutions": 2 * 1130.00000003 / (4 * 440.00000001) - 5 / 4,
}


@pytest.mark.parametrize(("id", "worked_out"), ON_PAPER.items(), ids=ON_PAPER)
def test_a_metric_is_what_it_is_on_paper(paper, id, worked_out):
    made = paper.metric(id, "own")
    assert made.interval.value == pytest.approx(worked_out, rel=1e-12, abs=1e-12)
    assert (made.interval.low, made.interval.high) == (made.interval.value,) * 2
    assert (made.status, made.reason) == ("counted", "Counted from the rows of the register.")


def test_each_metric_is_known_or_has_a_reason_in_each_reading(paper):
    for reading in ("own", "institution"):
        known = {made.definition.id for made in paper.metric_values if made.reading == reading}
        missing = unknown(paper, reading)
        assert known.isdisjoint(missing)
        assert known | set(missing) == {metric.id for metric in METRICS_OF_A_REGISTER}
        assert all(missing.values())


def test_the_published_figures_are_the_reports(paper, edition):
    mine = {
        (m.definition.id, m.reading): (m.interval, m.status, m.reason)
        for m in paper.metric_values
        if m.reading in ("compilers", "press")
    }
    reported = [m for m in edition.metric_values if m.definition not in METRICS_OF_MODES]
    assert mine == {(m.definition.id, m.reading): (m.interval, m.status, m.reason) for m in reported}


def test_a_metric_has_the_reports_formula(paper, edition):
    theirs = {m.definition.id: m.formula for m in edition.metric_values if m.reading == "compilers"}
    mine = {m.definition.id: m.formula for m in paper.metric_values if m.reading == "own"}
    alike = {id for id in mine.keys() & theirs.keys() if mine[id] == theirs[id]}
    assert mine.keys() & theirs.keys() - alike == {"growth_rate_matched"}  # printed there, counted here
    assert [metric.id for metric in paper.definitions][: len(METRICS)] == [metric.id for metric in METRICS]


def test_an_institution_has_its_own_figures(paper):
    assert paper.institution == "A"
    assert paper.figure("value_6modes", reading="institution").interval.value == 110e6
    assert paper.metric("growth_rate", "institution").interval.value == pytest.approx(110 / 80 - 1)
    assert unknown(paper, "institution")["gini_institutions"] == "it is defined only for several institutions"


def test_another_threshold_is_said_in_the_ids_and_counted_strictly_above(tmp_path):
    edition = opened(tmp_path, PAPER, threshold=110_000_000)
    assert edition.metric("share_institutions_over_threshold", "own").interval.value == 2 / 4
    assert edition.metric("share_contracts_over_threshold", "own").interval.value == 0
    assert not any("over_100m" in metric.id for metric in edition.definitions)
    assert "110 million yuan" in words(sentences.large_institutions(edition))
    assert not any(
        m.definition.id.endswith("over_threshold") for m in edition.metric_values if m.reading in ("compilers", "press")
    )


def test_rows_that_stand_for_several_contracts_give_no_contract_above_a_threshold(tmp_path):
    edition = opened(tmp_path, PAPER, contracts=3)
    assert unknown(edition)["share_contracts_over_100m"] == "some rows record several contracts"
    assert edition.metric("average_contract_value", "own").interval.value == pytest.approx(440e6 / 24)
    assert words(sentences.large_contracts(edition)) == (
        "The number of single contracts above the threshold is not calculated for 2020: some rows record several contracts."
    )


def test_the_two_bases_of_growth_are_explained_by_who_entered_and_who_left(paper):
    assert words(sentences.growth(paper)) == (
        "From 2019 to 2020, contract value rose 37.5 % at A and rose 100.0 % in the register."
    )
    assert words(sentences.matched_growth(paper)) == (
        "For the institutions with contracts in 2019 and in 2020, contract value rose 37.5 %; growth for all includes those with "
        "contracts in only one of the years."
    )
    assert words(sentences.bases(paper)) == (
        "Number of institutions in the register with contracts in 2019 and 2020: 1; in 2020 only: 3; in 2019 only: 1. "
        "An institution without rows in a year may have signed nothing, or its contracts may be missing from the register."
    )
    shown = tables.bases(paper).frame.set_index("with contracts")
    assert shown["largest institutions"].to_dict() == {
        "in 2019 and 2020 (value of 2020)": "A",
        "in 2020 only (value of 2020)": "B; C; D",
        "in 2019 only (value of 2019)": "E",
    }


def test_every_row_is_accounted_for(tmp_path):
    rows = [
        *PAPER,
        ("A", 2018, "service", 1),
        ("A", 2017, "service", 1),
        ("A", 2020, "other", 1),
        ("A", 2020, "other", 2),
        ("", 2020, "service", 1),
    ]
    edition = opened(tmp_path, rows)
    assert edition.register.rows(2020) == {"used": 12, "other years": 2, "rejected": 3}
    assert edition.figure("rows_read").interval.value == 17
    assert edition.register.rejected == {"no institution": 1, "unknown mode": 2}
    assert "The register has 17 rows: 12 of 2019 or 2020 used; 2 of other years; 3 rejected" in words(
        provenance.accounts(edition)
    )


ONE_YEAR = [("A", 2020, "service", 3), ("A", 2020, "service", 4), ("B", 2020, "service", 5), ("B", 2020, "service", 6)]
ONE_ROW_BEFORE = [*ONE_YEAR, ("A", 2019, "service", 7)]
REASONS = {
    "growth without a year before": (ONE_YEAR, "growth_rate", "own", "the register has no rows of 2019"),
    "matched growth without a year before": (ONE_YEAR, "growth_rate_matched", "own", "the register has no rows of 2019"),
    "compound growth without the first year": (ONE_YEAR, "compound_growth_rate", "own", "the register has no rows of 2019"),
    "growth over a single row": (ONE_ROW_BEFORE, "growth_rate", "own", "the value of a single row could be calculated from it"),
    "compound growth over a single row": (ONE_ROW_BEFORE, "compound_growth_rate", "own", "the value of a single row could be calculated from it"),
    "what no contract says": (ONE_YEAR, "cash_to_contract_value", "own", "registers of contracts do not record this figure"),
    "few institutions": (ONE_YEAR, "value_share_top10_institutions", "own", "the register has ten institutions or fewer"),
    "growth of one institution": (ONE_YEAR, "growth_rate", "institution", "the register has no rows of 2019"),
    "nothing but zeros": ([("A", 2020, "service", 0), ("B", 2020, "service", 0)], "share_three_modes_value", "own", "the divisor is zero in this register"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "id", "reading", "why"), REASONS.values(), ids=REASONS)
def test_what_is_unknown_has_the_right_reason(tmp_path, rows, id, reading, why):
    assert unknown(opened(tmp_path, rows, institution="A"), reading)[id] == why


def test_compound_growth_of_years_that_were_not_counted_is_unknown(tmp_path):
    rows = [("A", year, "service", 100 * (year - 2017)) for year in (2019, 2020, 2021, 2022) for _ in range(2)]
    rows = [(who, year, mode, yuan + place % 2) for place, (who, year, mode, yuan) in enumerate(rows)]
    assert (
        unknown(opened(tmp_path, rows, 2022), "own")["compound_growth_rate"] == "sums of 2019 are not calculated on this page"
    )


def test_growth_is_stated_on_the_basis_that_is_known(tmp_path):
    rows = [(who, year, "service", 100 + n) for n, who in enumerate("AABB") for year in (2019, 2020)]
    edition = opened(tmp_path, [*rows, ("C", 2020, "service", 100)])
    assert words(sentences.growth(edition)) == ("From 2019 to 2020, contract value rose 24.63 % in the register.")
    assert words(sentences.matched_growth(edition)) == (
        "The growth in contract value of the institutions with contracts in both years is not calculated for 2020: "
        "the value of a single row could be calculated from it."
    )


def test_an_institution_is_withheld_where_the_others_have_a_single_row(tmp_path):
    rows = [("A", year, "service", 600_360 + year) for year in (2019, 2020) for _ in range(6)]
    rows = [(who, year, mode, yuan + n) for n, (who, year, mode, yuan) in enumerate(rows)]
    others = [("B", 2020, "service", 777_777), ("B", 2019, "service", 7), ("B", 2019, "service", 8)]
    edition = opened(tmp_path, rows + others, institution="A")
    assert unknown(edition, "institution")["average_contract_value"] == "the value of a single row could be calculated from it"
    assert ("value_6modes", 2019, "institution") in edition.observations
    assert ("value_6modes", 2020, "institution") not in edition.observations
    assert ("contracts_6modes", 2020, "institution") in edition.observations


def test_what_the_country_misses_is_not_blamed_on_the_register(tmp_path):
    rows = [(who, 2019, mode, yuan) for who, _, mode, yuan in ONE_YEAR]
    shown = words(sentences.national_growth(opened(tmp_path, rows, 2019)))
    assert "register" not in shown
    assert "no source used here prints" in shown


def test_an_average_that_neither_register_nor_country_has_gives_the_registers_reason(tmp_path):
    edition = opened(tmp_path, [("A", 2012, "licence", "100")], 2012)
    assert (
        words(sentences.average(edition))
        == "The average contract value is not calculated for 2012: the value of a single row could be calculated from it."
    )
    assert words(charts.averages(edition)) == "No chart for 2012: the value of a single row could be calculated from it."


def test_an_institution_of_a_single_row_is_withheld_with_the_right_reason(tmp_path):
    edition = opened(tmp_path, [*ONE_YEAR, ("C", 2020, "service", 31_415)], institution="C")
    shown = words(sentences.institution(edition))
    assert "31,415" not in shown
    assert "the value of a single row could be calculated from it" in shown


SMALL = {
    "a single row": ([("A", 2020, "service", 7)], 2020),
    "two rows": ([("A", 2020, "service", 7), ("A", 2020, "transfer", 9)], 2020),
    "zeros": ([("A", 2020, "service", 0), ("B", 2020, "service", 0), ("B", 2019, "service", 0)], 2020),
    "a year long ago": ([(who, year - 30, mode, yuan) for who, year, mode, yuan in PAPER], 1990),
    "a year to come": ([(who, year + 30, mode, yuan) for who, year, mode, yuan in PAPER], 2050),
    "eleven institutions": (MANY + STAYED, 2020),
}


@pytest.mark.parametrize(("rows", "year"), SMALL.values(), ids=SMALL)
def test_every_sentence_table_and_chart_can_be_made_of_a_small_register(tmp_path, rows, year):
    edition = opened(tmp_path, rows, year, institution="A" if rows[0][0] == "A" else "")
    for write in (*sentences.FINDINGS, provenance.accounts, provenance.withheld, sentences.modes):
        assert words(write(edition)) or write in (sentences.institution, sentences.large_institutions)
    for write in (sentences.bases, sentences.matched_growth, sentences.largest, sentences.gini):
        assert bool(words(write(edition))) == (not edition.alone)
    for show in (tables.understood, tables.rows, tables.beside, tables.modes, tables.bases, tables.unknown):
        shown = show(edition)
        assert shown._repr_html_() if isinstance(shown, Table) else edition.alone or show == tables.unknown
    for draw in (charts.averages, charts.modes, charts.lorenz):
        assert draw(edition)


def test_an_average_out_of_all_proportion_is_flagged(tmp_path):
    tens = [(who, year, mode, yuan * 10) for who, year, mode, yuan in PAPER]
    found = dict(far_off(opened(tmp_path, tens)))
    assert {"the register", "A", "B", "C", "D"} == set(found)
    assert (
        "Is the unit right? The average contract value is far from the national one, of which it is the multiple given here: the register, about "
        in words(provenance.flags(opened(tmp_path, tens)))
    )


def test_an_average_like_the_countrys_is_not_flagged(tmp_path):
    rows = [(who, year, mode, yuan / 200) for who, year, mode, yuan in PAPER]
    assert far_off(opened(tmp_path, rows)) == []
    assert words(provenance.flags(opened(tmp_path, rows))) == ""


def test_a_year_without_rows_is_refused_with_those_that_have_some(tmp_path):
    assert (
        refusal(tmp_path, PAPER, year=2021)
        == "The register has no row of 2021 that can be used. Years found: 2019 (4 rows), 2020 (8 rows)."
    )
    assert refusal(tmp_path, PAPER, year=2018).startswith("The register has no row of 2018 that can be used.")


def test_a_year_whose_rows_were_all_rejected_is_refused_with_the_reasons(tmp_path):
    message = refusal(tmp_path, [("A", 2020, "other", 5), ("", 2020, "service", 5), ("B", 2020, "other", 6)])
    assert message == (
        "The register has no row of 2020 that can be used. Years found: none. Rows rejected, all years: "
        "no institution (1 rows, first register.csv, row 3), unknown mode (2 rows, first register.csv, row 2: 'other'). Correct those rows, or give another year."
    )


def test_a_header_alone_is_refused(tmp_path):
    assert refusal(tmp_path, []) == "The register has no row of 2020 that can be used. Years found: none."


def test_an_unknown_institution_is_refused_with_the_nearest_names(tmp_path):
    rows = [(name, 2020, "service", 5) for name in ("示例理工大学", "示例大学", "Institute of Samples") for _ in range(2)]
    assert (
        refusal(tmp_path, rows, institution="示例大学堂")
        == "The register has no row of '示例大学堂' in 2020. Similar names: 示例大学, 示例理工大学."
    )
    assert "Similar names: Institute of Samples" in refusal(tmp_path, rows, institution="institute of sample")


def test_an_institution_without_rows_of_the_year_is_unknown(tmp_path):
    assert "The register has no row of 'E' in 2020." in refusal(tmp_path, PAPER, institution="E")


def test_the_nearest_names_reach_the_terminal_harmless(tmp_path):
    rows = [("a\u202e\x1b[2Jb", 2020, "service", 5), ("a\u202e\x1b[2Jb", 2020, "service", 6)]
    assert not {"\u202e", "\x1b"} & set(refusal(tmp_path, rows, institution="ab"))


def test_an_institution_is_found_however_wide_its_letters(tmp_path):
    rows = [("示例大学(本部)", 2020, "service", n) for n in (5, 6)]
    assert opened(tmp_path, rows, institution=" 示例大学（本部） ").institution == "示例大学(本部)"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"threshold": -1}, "Parameter threshold"),
        ({"year": 20}, "Parameter year"),
        ({"institution": 5}, "Parameter institution"),
    ],
)
def test_a_parameter_out_of_range_is_refused(tmp_path, asked, message):
    assert refusal(tmp_path, PAPER, **asked).startswith(message)


def test_the_example_is_synthetic_and_says_so():
    edition = open_register([], 2020)
    assert edition.register.synthetic
    assert "The register is synthetic:" in words(provenance.origin(edition))
    assert "The synthetic register records" in words(sentences.headline(edition))


def test_a_missing_figure_names_what_is_missing(paper):
    with pytest.raises(MissingFigure):
        paper.figure("cash_received_in_year_6modes")


def test_one_file_may_be_named_by_itself_as_papermill_does(tmp_path):
    path = register(tmp_path, "A,2020,licence,5,", header=HEADER)
    one, listed = open_register(str(path), 2020), open_register([str(path)], 2020)
    assert one.asked == listed.asked
    assert one.metrics().equals(listed.metrics())
