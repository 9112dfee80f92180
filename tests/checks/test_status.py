"""Which figures of a group are sound, which sources dispute one, and what that makes of a metric value."""

import pytest

from helpers import open_edition
from helpers.checks.status import disputing, sound, status_of

INSTITUTIONS = "2020,institutions_over_100m_6modes,all,{0},institutions,exact,,{0},{1},"
CONTRACTS = "2020,single_contracts_over_100m_6modes,all,{0},contracts,exact,,{0},{1},"


def printed(edition, indicator="institutions_over_100m_6modes"):
    return edition.observations[indicator, 2020, "all"]


def camps(edition, group):
    return [[one.source for one in camp] for camp in sound(group, edition.findings)]


def test_figures_that_agree_make_one_camp_and_others_another(add):
    rows = [INSTITUTIONS.format(number, source) for number, source in ((43, "RELEASE"), (43, "PAPER"), (52, "OTHER"))]
    edition = open_edition(2020, figures=add(*rows))
    group = printed(edition)
    assert camps(edition, group) == [["RELEASE", "PAPER"], ["OTHER"]]
    assert disputing(group[:2], group, edition.findings) == tuple(group)


def test_a_slip_is_not_sound_where_another_figure_is(add, replace):
    replace("published_figures", "CNY,rounded,1000000000,1 billion yuan,PAPER", "CNY,rounded,1000000000,10 billion yuan,PAPER")
    replace("published_figures", "1000000000,CNY,rounded,1000000000,10", "10000000000,CNY,rounded,1000000000,10")
    edition = open_edition(2020, figures=add())
    group = printed(edition, "value_6modes")
    assert [finding.rule for finding in edition.findings if finding.severity == "slip"] == ["slip"]
    (slip,) = [finding.observations[0] for finding in edition.findings if finding.severity == "slip"]
    assert {one.source for one in group} == {"RELEASE", "PAPER"}
    assert camps(edition, group) == [[one.source for one in group if one != slip]]
    assert camps(edition, [slip]) == [[slip.source]]
    assert disputing(group[:1], group, edition.findings) == ()


# A number of fewer digits may be equal by chance.
@pytest.mark.parametrize(("number", "meanings"), [(43, 0), (431, 2)])
def test_what_a_number_counts_is_disputed_among_all_who_print_it(add, number, meanings):
    edition = open_edition(2020, figures=add(INSTITUTIONS.format(number, "RELEASE"), CONTRACTS.format(number, "PAPER")))
    group = printed(edition)
    assert sound(group, edition.findings) == [group]
    assert len({one.indicator for one in disputing(group, group, edition.findings)}) == meanings


def test_a_share_of_a_number_whose_meaning_is_disputed_is_disputed(add):
    whole = "2020,reporting_institutions,all,1000,institutions,exact,,1000,RELEASE,"
    edition = open_edition(2020, figures=add(INSTITUTIONS.format(431, "RELEASE"), CONTRACTS.format(431, "PAPER"), whole))
    assert edition.metric("share_institutions_over_100m").status == "disputed"


def test_a_figure_is_agreed_where_two_sources_print_it_alike(add):
    rows = [
        "2020,reporting_institutions,all,100,institutions,exact,,100,RELEASE,",
        INSTITUTIONS.format(43, "RELEASE"),
        INSTITUTIONS.format(52, "OTHER"),
    ]
    edition = open_edition(2020, figures=add(*rows))
    names = ("contracts_6modes", "reporting_institutions", "institutions_over_100m_6modes")
    statuses = [status_of(printed(edition, name)[0], edition.observations, edition.findings) for name in names]
    assert statuses == ["agreed", "single source", "disputed"]


def test_a_dispute_on_what_a_number_counts_is_a_reason_in_its_own_year_alone(add):
    value = "{},value_6modes,all,100000000000,CNY,rounded,1000000000,1000亿元,{},"
    rows = [value.format(year, source) for year in (2021, 2022, 2023) for source in ("RELEASE", "PAPER")]
    for number, year in ((420, "2021"), (431, "2022"), (440, "2023")):
        rows += [INSTITUTIONS.format(number, source).replace("2020", year) for source in ("RELEASE", "OTHER")]
    edition = open_edition(2022, figures=add(*rows, CONTRACTS.format(431, "PAPER").replace("2020", "2022")))
    reasons = [edition.metric("value_share_floor_over_100m", year=year).reason for year in (2021, 2022, 2023)]
    assert reasons == ["", "Sources disagree on what the number counts; the result is the same for each meaning.", ""]


def test_a_figure_is_no_misprint_because_another_is(add):
    with (add() / "indicators.csv").open("a", encoding="utf-8") as table:
        for mode in ("transfer", "licence"):
            table.write(f"contracts_{mode}_mode,{mode},contracts,count,,contracts_3modes,single modes\n")
    figure = "2020,{},all,{},contracts,exact,,{},{},"
    numbers = (("contracts_3modes", 470, "RELEASE"), ("contracts_3modes", 490, "PAPER"))
    parts = (("contracts_transfer_mode", 300, "PAPER"), ("contracts_licence_mode", 170, "PAPER"))
    edition = open_edition(
        2020, figures=add(*(figure.format(name, number, number, of) for name, number, of in numbers + parts))
    )
    of_group = {
        one.source: status_of(one, edition.observations, edition.findings) for one in printed(edition, "contracts_3modes")
    }
    assert of_group == {"RELEASE": "single source", "PAPER": "misprint"}


def test_a_dispute_on_what_another_number_counts_disputes_nothing(add):
    rows = [INSTITUTIONS.format(431, "RELEASE"), CONTRACTS.format(431, "PAPER")]
    edition = open_edition(2020, figures=add(*rows))
    group = printed(edition, "contracts_6modes")
    assert [one.rule for one in edition.findings].count("attributed") == 1
    assert disputing(group, group, edition.findings) == ()


@pytest.mark.parametrize(("other", "status"), [(43, "agreed"), (44, "single source")])
def test_an_estimate_is_borne_out_by_its_like_alone(add, other, status):
    rows = [INSTITUTIONS.format(*one).replace("exact", "about") for one in ((43, "RELEASE"), (other, "PAPER"))]
    edition = open_edition(2020, figures=add(*rows))
    assert status_of(printed(edition)[0], edition.observations, edition.findings) == status


def test_a_lower_limit_from_a_figure_that_another_source_contradicts_is_disputed(add):
    edition = open_edition(2020, figures=add(INSTITUTIONS.format(5, "RELEASE"), INSTITUTIONS.format(6, "OTHER")))
    assert edition.metric("value_share_floor_over_100m").status == "disputed"
