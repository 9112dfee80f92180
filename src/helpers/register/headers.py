"""Headers of a register in English or Chinese: which column holds what, and what unit its values are in."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from helpers.errors import InputError, Problem, refusal
from helpers.register import columns
from helpers.register.choices import IGNORE, NONE, Choices, answer
from helpers.register.heads import Head
from helpers.register.money import FOREIGN, joined, unit_in
from helpers.register.names import MEANINGS, in_one_line, is_likely, meaning, unit_of_value
from helpers.register.validity import is_converted

NEEDED = {"institution": {"institution"}, "mode": {"mode"}, "value": {"value"}, "year or date": {"year", "date"}}
# No register has more columns.
_WIDEST = 2000
# So many headers without a meaning are named.
_NAMED = 12
UNITS = "yuan, 10k yuan, million yuan, billion yuan, 元, 万元, 百万元 or 亿元"
# A column of 1, 2, 3 that tells rows from totals, and no contracts from each other; such headers stand above it.
RUNNING = "running number"
NUMBERS = {"编号", "id", "序号", "行号", "no"}
_USED = {*MEANINGS, RUNNING} - {"technology value"}
# Meanings that no sum rests on.
BESIDE = {"title", "buyer", "province", "type", "synthetic"}
_IN_ONE = "Give each contract one row, with its mode, its value and its year or date in one column each."
_ALONE = Head(())
_ONLY_TECHNOLOGY = "the technology transaction amount leaves out what is not technology, such as equipment"


@dataclass(frozen=True)
class Layout:
    """What was understood of a header: the column of each meaning, and the yuan that values are counted in.

    `unit` is 0 where each row names its own. `institution` is that of all rows where no column holds it; `notes` are said;
    `decimal` is the mark before the decimals of values, empty where that is open; `counts` tells whether the ids are 1, 2, 3
    and so on; `ignored` are the columns that are left out as chosen.
    """

    header: tuple[str, ...]
    columns: dict[str, int]
    unit: int
    institution: str = ""
    notes: tuple[str, ...] = ()
    counts: bool = False
    decimal: str = ""
    ignored: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The place of the last column on which sums rest."""
        return max(place for meaning, place in self.columns.items() if meaning not in BESIDE)

    def without_id(self) -> "Layout":
        """Return the layout with its ids passed over."""
        columns = {meaning: place for meaning, place in self.columns.items() if meaning != "id"}
        return replace(self, columns=columns, counts=False)

    def taken_for(self) -> list[tuple[str, str]]:
        """Return each column's name and what it was taken for, in the order of the file."""
        found = {place: meaning for meaning, place in self.columns.items()}
        return [(name, found.get(place, "not used")) for place, name in enumerate(self.header) if name or place in found]


def understand(file: str, header: Sequence[str], choices: Choices = NONE, head: Head = _ALONE) -> Layout:
    """Find columns by their headers, what stands near them and what was chosen; raises InputError with all that is unclear."""
    header = tuple(map(in_one_line, header))
    rows, above, problem = head.rows, head.unit, partial(Problem, file, head.row)
    if len(header) > _WIDEST:
        raise refusal(file, head.row, f"the header has {len(header):,} columns.", "Delete those beside the contracts.")
    cells = [[row[place] for row in rows if place < len(row)] for place in range(len(header))]
    found = [_taken_for(name, of_column, choices) for name, of_column in zip(header, cells, strict=True)]
    meanings = _without_empty(_settled(header, _in_yuan(header, found, cells, choices), choices), cells)
    if problems := [*_problems(problem, header, meanings, choices), *columns.questions(file, header, meanings, cells, choices)]:
        raise InputError(problems)
    places = {meaning: place for place, meaning in enumerate(meanings) if meaning in _USED}
    notes = [_ONLY_TECHNOLOGY] if "technology value" in found and "technology value" not in meanings else []
    ids = cells[places["id"]] if "id" in places else []
    notes += [f"ids like {id} were cut by a spreadsheet, and are no ids" for id in filter(columns.is_cut, ids)][:1]
    name, values = header[places["value"]], cells[places["value"]]
    by_row = "unit" in places or not (unit_of_value(name) or above or choices.unit) and columns.name_units(values)
    unit, clash = _unit(problem, name, choices.unit, above, by_row)
    of_all = "" if "institution" in places else choices.institution
    ignored = tuple(place for place, meaning in enumerate(meanings) if meaning == IGNORE)
    return Layout(header, places, unit, of_all, (*notes, *clash), columns.counts_up(ids), ignored=ignored)


def _without_empty(meanings: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """Return meanings of which, of columns that claim the same, one without a cell has none."""
    is_filled = [any(map(str.strip, of_column)) for of_column in cells]
    held = {one for one, filled in zip(meanings, is_filled, strict=True) if filled}
    return ["" if one in held and not filled else one for one, filled in zip(meanings, is_filled, strict=True)]


def with_decimals(layout: Layout, rows: Sequence[Sequence[str]], may_be_comma: bool = True) -> Layout:
    """Return a layout that knows from its first values which mark decimals follow, a comma only where it may be."""
    place = layout.columns["value"]
    values = [row[place] for row in rows if place < len(row)]
    mark = columns.decimal_mark(values, ".," if may_be_comma else ".")
    notes = ["decimals of values follow a comma"] if mark == "," else []
    if layout.unit and (own := columns.first_in_other_unit(values, layout.unit)):
        notes.append(f"values that name another unit themselves, like {own}, are counted in it")
    return replace(layout, decimal=mark, notes=(*layout.notes, *notes))


def unit_of(text: str) -> int:
    """Return the yuan that a unit stands for, or raise InputError.

    >>> unit_of("万元"), unit_of("million CNY"), unit_of("元")
    (10000, 1000000, 1)
    """
    found = unit_in(text)
    if not found or found == FOREIGN:
        raise InputError(f"The unit {text!r} is not known. Use {UNITS}.")
    return found


def _settled(header: Sequence[str], found: Sequence[str], choices: Choices) -> list[str]:
    """Return meanings in which a likely one gives way to a plain one, and a technology transaction amount to the value."""
    plain = {one for name, one in zip(header, found, strict=True) if name in choices.columns or not is_likely(name)}
    gone = [name not in choices.columns and is_likely(name) and one in plain for name, one in zip(header, found, strict=True)]
    left = ["" if is_gone else one for one, is_gone in zip(found, gone, strict=True)]
    return ["value" if one == "technology value" and "value" not in left else one for one in left]


def _in_yuan(header: Sequence[str], found: Sequence[str], cells: Sequence[Sequence[str]], choices: Choices) -> list[str]:
    """Return meanings in which, of columns of values, those in yuan stand for the others, and for the currency of those.

    Values that were converted do so where each row has one.
    """
    values = [(name, of_column) for name, one, of_column in zip(header, found, cells, strict=True) if one == "value"]
    if "currency" in found:
        in_yuan = {name for name, of_column in values if is_converted(name) and all(map(str.strip, of_column))}
    else:
        in_yuan = {name for name, _ in values if unit_of_value(name) != FOREIGN}
    others = {name for name, _ in values} - in_yuan
    if not in_yuan or not (others or "currency" in found) or {"value", "currency"} & set(choices.columns.values()):
        return list(found)
    return [IGNORE if name in others or one == "currency" else one for name, one in zip(header, found, strict=True)]


def _taken_for(name: str, cells: Sequence[str], choices: Choices) -> str:
    """Return what a column is taken for: as chosen, by its header, and by its cells where a header may mean two things."""
    if name in choices.columns:
        return choices.columns[name]
    found = meaning(name)
    if found == "institution" and columns.are_units(cells):
        return "unit"
    return RUNNING if joined(name) in NUMBERS and columns.counts_up(cells) else found


def _unit(problem: Callable, name: str, asked: int, above: int, by_row: bool) -> tuple[int, list[str]]:
    """Return the yuan that values are counted in, and what clashes with the units of the rows."""
    named = unit_of_value(name)
    if by_row:
        other = max(named or above or asked or 0, 0)
        return other, [f"the unit of each row is used, not {other:,} yuan"] if other else []
    if named == FOREIGN or above == FOREIGN:
        unclear = (
            "its unit is a foreign currency." if named else "the row above the header names a foreign currency.",
            f"Convert the values to yuan, or use a column in yuan: {answer('column', IGNORE, name)}.",
        )
    elif not named and not above and not asked:
        unclear = "no unit is named.", f"Name it in the header, or with {answer('unit', '万元')}: {UNITS}."
    elif named and asked and named != asked:
        unclear = "the header names another unit than --unit.", "Leave --unit out, or correct it."
    elif above and (named or asked) and above != (named or asked):
        unclear = "the row above the header names another unit.", "Correct the one that is wrong."
    else:
        return named or above or asked, []
    raise InputError([problem("value", *unclear)])


def _problems(problem: Callable, header: Sequence[str], meanings: Sequence[str], choices: Choices) -> Iterator[Problem]:
    """Yield each meaning that two columns claim, and each that is needed and missing."""
    for one in MEANINGS:
        names = [name for name, found in zip(header, meanings, strict=True) if found == one]
        if len(names) > 1 and one not in ("title", "buyer", "technology value"):
            message = f"the columns {' and '.join(map(repr, names))} both claim to be the {one}."
            leave = f"Rename the one that is not, or leave it out, like {answer('column', IGNORE, names[-1])}."
            yield problem("", message, leave)
    fix = "Name it in the header; scitech contracts --template FILE.xlsx shows all columns."
    unread = [repr(name) for name, found in zip(header, meanings, strict=True) if name.strip() and not found]
    unread = f" Columns without a meaning: {', '.join(unread[:_NAMED])}." if unread else ""
    if len(header) == 1 and re.search("[,;|\t].*[,;|\t]", header[0]):
        unread = " All stands in one column: split it, in Excel by Data, Text to Columns."
    for name, enough in NEEDED.items():
        if name == "institution" and choices.institution:
            continue
        more = f" Or name the column: {answer('column', name.split()[-1], 'HEADER')}."
        if name == "institution":
            more += f" Or give the institution of all rows with {answer('institution', 'NAME')}."
        if not enough.intersection(meanings):
            found = columns.spread(name, header)
            why = f"the {name} is spread over several columns: {found}." if found else f"no column for the {name} was found."
            yield problem("", why, _IN_ONE if found else fix + more + unread)
