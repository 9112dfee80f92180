from shown import words

from helpers import open_edition
from helpers.display import countries, explanations

WU = "Wu Shouren (2022-08-26)"


def test_each_side_has_period_ratio_bounds_and_definition():
    table = countries.beside(open_edition(2020))
    rows = {(str(row[0]), str(row[1])): [str(cell) for cell in row[2:7]] for row in table.rows}
    assert rows["agreements per institution", "United States"] == [
        "fiscal year 2020",
        *("51.02", "51.02", "51.02"),
        "10,050 / 197; AUTM (2021-08-26)",
    ]
    assert rows["growth in the number of agreements, %", "China, universities"] == ["2020", "49", "48.5", "49.5", "49%; " + WU]
    assert all(str(row[7]) for row in table.rows)


def test_a_year_without_a_counterpart_says_so():
    assert (
        words(countries.beside(open_edition(2023)))
        == "No ratio of 2023 has a counterpart of the same year and a similar definition."
    )


def test_what_differs_is_said_of_each_comparison():
    remarks = words(countries.remarks(open_edition(2020)))
    assert "Agreements per institution: China counts transfers" in remarks
    assert "The American rate includes newcomers. The Chinese rate of universities leaves newcomers out" in remarks


def test_how_a_ratio_was_made_names_its_figures_and_leads_to_them():
    edition = open_edition(2020)
    worked = countries.worked(edition)
    assert "licences and options signed (AUTM survey of the United States) in 2020, 10,050" in words(worked)
    (printed,) = (one for one in worked.targets if getattr(one, "indicator", "") == "licences_and_options_executed")
    assert "“10,050”: AUTM (2021-08-26), compiler" in words(explanations.entry(edition, printed))


def test_comparisons_that_are_not_made_have_a_reason(folder):
    left_out = countries.not_made(open_edition(2020))
    assert "contract value beside licence income" in [str(row[0]) for row in left_out.rows]
    assert all(str(row[1]) for row in left_out.rows)
    assert words(countries.not_made(open_edition(2020, figures=folder))) == ""


def test_totals_that_two_sources_print_agree_and_a_revision_is_no_conflict():
    found = [(str(row[0]), str(row[1])) for row in countries.checked(open_edition(2020)).rows]
    assert found.count(("2013", "agreement")) == 3
    assert ("2022", "revision") in found
    assert "conflict" not in dict(found).values()
