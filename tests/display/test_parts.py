from shown import words

from helpers import open_edition
from helpers.display import explanations, parts
from helpers.display.writers import anchor
from helpers.part import Part


def cells(table, name: str) -> list[str]:
    return next([str(cell) for cell in row[1:]] for row in table.rows if str(row[0]) == name)


def test_types_of_institution_stand_beside_all_with_number_value_average_and_growth(known):
    table = parts.by_type(open_edition(2020, figures=known))
    assert table.columns == ("figure", "universities", "research institutes", "all institutions")
    assert cells(table, "reporting institutions") == ["1,433", "2,121", "3,554"]
    assert cells(table, "contracts of the three modes") == ["17,157", "3,820", "20,977"]
    # 11.42 billion divided by 17,157; 8.84 billion divided by 3,820; 20.26 billion divided by 20,977.
    assert cells(table, "average contract value of the three modes, million yuan") == ["0.6656", "2.314", "0.9658"]
    assert cells(table, "value of the three modes, printed growth, %") == ["57.6", "8.9", "32.3"]


def test_a_metric_of_a_part_has_an_entry_of_its_own(known):
    edition = open_edition(2020, figures=known)
    value = Part(edition, "universities").metric("average_contract_value_three_modes")
    assert anchor(value) == "average_contract_value_three_modes-2020-compilers-universities"
    assert "contract value of the three modes (universities) in 2020, 11.42 billion yuan" in words(
        explanations.entry(edition, value)
    )


def test_each_mode_has_number_value_average_and_shares(known):
    table = parts.by_mode(open_edition(2020, figures=known))
    # 6.98 billion divided by 14,364; 14,364 of 466,882; 6.98 of 125.61 billion.
    assert cells(table, "transfer") == ["14,364", "6.98", "0.4859", "3.077", "5.557"]
    units = ["value, billion yuan", "average value, million yuan", "of all contracts, %", "of all value, %"]
    assert list(table.columns) == ["mode", "contracts", *units]
    assert [str(row[0]) for row in table.rows] == ["transfer", "licence", "equity investment"]


def test_what_else_was_printed_stands_beside_what_it_is_a_part_of(known):
    table = parts.others(open_edition(2019, figures=known))
    assert cells(table, "value of rewards in cash, billion yuan")[:2] == ["3.09", "5.31"]
    assert cells(table, "number of institutions reporting for both years")[:2] == ["2,760", "3,450"]


def test_where_nothing_is_printed_by_part_there_is_no_table(folder):
    edition = open_edition(2019, figures=folder)
    assert [words(parts.by_type(edition)), words(parts.by_mode(edition)), words(parts.others(edition))] == [
        "No source used here prints figures by type of institution for 2019.",
        "No source used here prints the number or the value of the contracts of any single mode for 2019.",
        "",
    ]
