import csv
from collections import Counter
from dataclasses import replace

from shown import links, words

from helpers import open_edition, paths
from helpers.checks.findings import Finding
from helpers.display import explanations, sentences
from helpers.display.writers import anchor
from helpers.figures.interval import ABOUT, exact
from helpers.metrics.definitions import METRICS


def test_an_entry_holds_formula_arithmetic_inputs_and_sources(edition):
    entry = words(explanations.entry(edition, edition.metric("growth_rate", "compilers")))
    assert r"\frac{\text{value}}{\text{previous}} - 1" in entry
    assert r"\frac{\text{125.61 billion yuan}}{\text{108.59 billion yuan}} - 1 \approx \text{15.67 \%}" in entry
    assert "contract value of the six modes in 2020, 125.61 billion yuan; the National Center" in entry
    assert "the National Center for Science and Technology Evaluation (2022-06-29)" in entry
    assert "Status: agreed." in entry


def test_a_disputed_metric_says_why(edition):
    entry = words(explanations.entry(edition, edition.metric("share_contracts_over_100m", "press")))
    assert "Status: disputed. Sources print 261 for 2020 in words that may differ in meaning." in entry


def test_the_entry_of_a_printed_figure_quotes_every_source_as_printed(edition):
    entry = words(explanations.entry(edition, edition.figure("value_6modes")))
    with (paths.DATA / "published_figures.csv").open(encoding="utf-8", newline="") as table:
        rows = [
            row
            for row in csv.DictReader(table)
            if (row["indicator"], row["year"], row["scope"]) == ("value_6modes", "2020", "all")
        ]
    quoted = Counter(line.partition("“")[2].partition("”")[0] for line in entry.splitlines() if "“" in line)
    assert quoted == Counter(row["printed"] for row in rows)
    assert len(rows) == 6


def test_every_assumption_named_is_written_down_with_its_ratings():
    entries = explanations.assumptions()
    assert {m.assumption for m in METRICS} - {""} <= set(entries)
    for entry in entries.values():
        assert "How well founded: " in entry
        assert "Effect on the metrics if wrong: " in entry


def test_the_tolerance_written_down_is_the_one_used():
    assert f"within {ABOUT * 100:.0f} %" in explanations.assumptions()["A4"]


def test_entries_follow_links_to_their_end(edition):
    shown = sentences.growth(edition)
    text = words(explanations.entries(edition, shown))
    heads = [line.removeprefix("### ") for line in text.splitlines() if line.startswith("### ")]
    linked = list(dict.fromkeys(anchor(target) for _, target in links(shown)))
    assert linked == ["growth_rate-2020-compilers", "increase_value_6modes-2020", "growth_rate-2020-press"]
    assert heads == [*linked, "value_6modes-2020", "value_6modes-2019", "A2"]


def test_two_splits_of_one_whole_have_an_entry_each(edition):
    whole, part, other = (replace(edition.figure(id)) for id in ("contracts_6modes", "contracts_3modes", "contracts_3services"))
    one, two = (Finding("split", "agreement", (whole, first), exact(1), "contracts") for first in (part, other))
    assert anchor(one) != anchor(two)


def test_a_scope_of_underscores_is_no_emphasis(edition):
    assert anchor(replace(edition.figure("value_6modes"), scope="_universities_")) == "value_6modes-2020-%5Funiversities%5F"


def test_a_metric_of_a_single_mode_without_figures_is_explained_by_what_is_missing():
    shown = repr(explanations.worked(open_edition(2019), "share_service_value"))
    assert shown.startswith(
        "Service contract value as a share of all contract value: not calculated for 2019, because no source"
    )
