"""What may stand beside what is decided by the rows: by their use, their reuse, and what they say that they count."""

import shutil

import pytest
from test_load import refusal

from helpers import open_edition, paths

COMPARATORS = "year,period,indicator,scope,value,unit,precision,rounded_to,printed,source,definition,reuse,use,note"
COMPARISONS = "comparison,side,year,numerator,denominator,scope,definition,remark"
LICENCES = "2020,fiscal year 2020,contracts_3modes,Elsewhere,50,contracts,exact,,50,OTHER,licences signed,open licence,ratio,"
OFFICES = "2020,fiscal year 2020,reporting_institutions,Elsewhere,4,institutions,exact,,4,OTHER,offices that answered,open licence,ratio,"
ABROAD = (
    "licences per office,Elsewhere,2020,contracts_3modes,reporting_institutions,Elsewhere,licences per office,offices are few"
)


@pytest.fixture
def beside(folder):
    """Return a function that writes both tables, the second with one comparison."""

    def written(*figures: str, comparison: str = ABROAD):
        (folder / "comparators.csv").write_text("\n".join([COMPARATORS, *figures]) + "\n", encoding="utf-8")
        (folder / "comparisons.csv").write_text(f"{COMPARISONS}\n{comparison}\n", encoding="utf-8")
        return folder

    return written


def test_a_folder_without_figures_of_other_countries_has_none(folder):
    edition = open_edition(2020, figures=folder)
    assert (edition.comparators, edition.foreign_findings) == ({}, [])


def test_a_description_need_not_know_of_other_countries(folder):
    shutil.copy(paths.DATA / "datapackage.json", folder)
    description = (folder / "datapackage.json").read_text(encoding="utf-8")
    unknown = description.replace('"name": "comparators"', '"name": "abroad"').replace(
        '"name": "comparisons"', '"name": "beside"'
    )
    (folder / "datapackage.json").write_text(unknown, encoding="utf-8")
    assert open_edition(2020, figures=folder).comparators == {}


def test_figures_that_serve_for_a_ratio_are_taken(beside):
    assert len(open_edition(2020, figures=beside(LICENCES, OFFICES)).comparators) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("licences signed", "", "comparators.csv, row 2, column definition: the cell is empty. Fill it in."),
        ("open licence", "not allowed", "row 2, column reuse: OTHER does not allow its figures to be reused. Leave the figure out"),
        ("open licence", "perhaps", "row 2, column reuse: 'perhaps' is not one of open licence, single figures with citation"),
        (",ratio,", ",context,", "comparisons.csv, row 2, column numerator: contracts_3modes is marked 'context', which does not serve here."),
        (",ratio,", ",growth only,", "column numerator: contracts_3modes is marked 'growth only', which does not serve here."),
        ("Elsewhere", "Nowhere", "column numerator: no figure of contracts_3modes is printed for 2020 and Elsewhere."),
        (",50,contracts,exact,,50,", ",50,contracts,exact,,51,", "comparators.csv, row 2, column value: 50, but printed '51'."),
        ("OTHER", "NOBODY", "comparators.csv, row 2, column source: 'NOBODY' is not declared in sources."),
    ],
)  # fmt: skip
def test_a_figure_of_another_country_that_may_not_stand_there_is_refused(beside, old, new, message):
    assert message in refusal(beside(LICENCES.replace(old, new), OFFICES))


def test_growth_only_serves_for_growth(beside):
    growth = "2020,fiscal year 2020,growth_value_6modes,Elsewhere,7,percent,rounded,1,7%,OTHER,growth,open licence,growth only,"
    folder = beside(growth, comparison="growth,Elsewhere,2020,growth_value_6modes,,Elsewhere,printed growth,")
    assert len(open_edition(2020, figures=folder).comparators) == 1


def test_a_comparison_that_is_made_names_its_figures(beside):
    found = refusal(beside(LICENCES, OFFICES, comparison="licences per office,Elsewhere,2020,,,Elsewhere,,"))
    assert "comparisons.csv, row 2, column numerator: the cell is empty." in found
