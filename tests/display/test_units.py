from helpers.display.units import in_one_unit, with_limits
from helpers.part import Part


def words(cells: list) -> list[str]:
    return [getattr(cell, "words", cell) for cell in cells]


def test_values_that_differ_in_size_stand_in_the_largest_unit_with_all_their_digits(edition):
    parts = [
        Part(edition, scope).metric("average_contract_value_three_modes") for scope in ("universities", "research institutes")
    ]
    # 11.42 billion divided by 17,157, and 8.84 billion divided by 3,820.
    assert words(in_one_unit(edition, "average", [parts[0], ""])) == ["average, thousand yuan", "665.6", ""]
    assert words(in_one_unit(edition, "average", parts)) == ["average, million yuan", "0.6656", "2.314"]


def test_values_of_different_kinds_keep_their_units(edition):
    shown = [edition.metric("average_contract_value"), edition.figure("value_6modes")]
    assert in_one_unit(edition, "values", shown) == ["values", *shown]


def test_a_fall_is_a_number_that_a_spreadsheet_reads(edition):
    fall = edition.figure("growth_value_3modes", 2019)
    assert words(in_one_unit(edition, "growth", [fall])) == ["growth, %", "-19.1"]


def test_a_lower_limit_has_no_high_bound_and_what_is_about_has_none(edition):
    assert words(with_limits(edition, "share", edition.metric("value_share_floor_over_100m")))[1:] == [
        "at least 20.7",
        "20.7777",
        "",
    ]
    assert words(with_limits(edition, "share", edition.metric("share_contracts_over_100m")))[1:] == ["about 0.0559", "", ""]
    assert words(with_limits(edition, "share", edition.metric("share_institutions_over_100m")))[1:] == [
        "7.344",
        "7.344",
        "7.344",
    ]
