"""SQL for what a row is for more than one of its cells: a total, a header again, a void contract, an example, several rows."""

from helpers.register import cells
from helpers.register.headers import RUNNING
from helpers.register.ingest import Source
from helpers.register.validity import holds_states, is_converted

# Meanings that tell contracts apart, and are not counted.
BESIDE_ID = ("province", "type", "title", "buyer")


def fault(source: Source, read: dict[str, str]) -> str:
    """Return the SQL for what a row is for more than one of its cells; institutions and modes are read with care anyway."""
    columns, names = source.layout.columns, names_of(source)
    careful = {place for meaning, place in columns.items() if meaning not in ("id", RUNNING, *BESIDE_ID)}
    others = [place for place in range(len(names)) if place not in careful and source.types[place] == "VARCHAR"]
    checked = [read[one] for one in ("id", *BESIDE_ID) if one in columns]
    holds = " or ".join(f"contains({one}, '{cells.NO_RESULT}')" for one in checked)
    unsaved = f"if({holds}, {literal(cells.UNSAVED)}, {literal(cells.ERROR)})"
    whole = f"trim(concat({', '.join(f'text({name})' for name in names)}))"
    cases = {
        literal(cells.SWALLOWED): [
            f"swallows({name}, '{source.mark}', {len(names) - 1})" for name in names if source.has_quotes
        ],
        literal(cells.EXAMPLE_ROW): [f"is_example({read[RUNNING]})"] if RUNNING in columns else [],
        **{_odd(source, place): [_unusual(source, place)] for place in others},
        literal(cells.CUT): _cut(source),
        literal(cells.HEADER): _header(source),
        unsaved: [f"is_error({one})" for one in checked],
        # Most rows have a value, and are looked at no further.
        literal(cells.EMPTY): [f"case when trim({read['value']}) = '' then is_nothing({whole}) else false end"],
    }
    found = [f"case when {' or '.join(any_of)} then {why} end" for why, any_of in cases.items() if any_of]
    return f"coalesce({', '.join([*found, literal('')])})"


def _header(source: Source) -> list[str]:
    """Return the SQL for whether two cells of a row are the names of their columns; a head of two rows has them in either."""
    # A column of numbers cannot hold its name.
    places = {one: place for one, place in source.layout.columns.items() if source.types[place] == "VARCHAR"}
    names = {one: literal(source.layout.header[place].strip()) for one, place in places.items()}
    pairs = ("mode", "value"), ("mode", "date"), ("mode", "year"), ("institution", "id"), ("institution", "mode")
    pairs = [pair for pair in pairs if names.keys() >= {*pair}]
    # Few rows hold both names: in the others no cell need be trimmed.
    held = [" and ".join(f"contains(text(c{places[one]}), {names[one]})" for one in pair) for pair in pairs]
    are = [" and ".join(f"trim(text(c{places[one]})) = {names[one]}" for one in pair) for pair in pairs]
    return [f"case when {' or '.join(held)} then {' or '.join(are)} else false end"] if pairs else []


def _odd(source: Source, place: int) -> str:
    """Return the SQL for what an unusual cell of this column makes of its row, null for nothing: a total, no valid contract."""
    layout, cell = source.layout, f"text(c{place})"
    found = {_is_total(source, place): cells.TOTAL}
    if place not in layout.ignored:
        found[f"is_void({cell})"] = cells.VOIDED
        if holds_states(layout.header[place]):
            found[f"is_unsigned({cell})"] = cells.VOIDED
        if place not in layout.columns.values() and not is_converted(layout.header[layout.columns["value"]]):
            found[f"is_foreign_by_remark({cell})"] = "foreign currency"
            found[f"is_of_unit({cell})"] = "unit in a remark"
    return f"case {' '.join(f'when {holds} then {literal(why)}' for holds, why in found.items())} end"


def _cut(source: Source) -> list[str]:
    """Return the SQL for whether a number in a text has no quotation marks: 1,200 is cut at its comma, and a remark is 200."""
    value, header = source.layout.columns["value"], source.layout.header
    name = header[value + 1] if value + 1 < len(header) and value + 1 not in source.layout.columns.values() else ""
    if source.mark != "," or not source.kind.startswith("CSV") or not name or cells.NUMBERS.search(name):
        return []
    parts = rf"regexp_full_match(text(c{value}), '\d{{1,3}}')", rf"regexp_full_match(text(c{value + 1}), '\d{{3}}(\.\d+)?')"
    return [f"case when strlen(text(c{value})) < 4 then {' and '.join(parts)} else false end"]


def _is_total(source: Source, place: int) -> str:
    """Return the SQL for whether a cell is a total; beside an id, only a short one that names a sum: all may be a territory."""
    id, cell = source.layout.columns.get("id", place), f"text(c{place})"
    is_sum = "" if id == place else f" and (usable(text(c{id})) = '' or (strlen({cell}) < 13 and names_sum({cell})))"
    return f"is_total({cell}){is_sum}"


def _unusual(source: Source, place: int) -> str:
    """Return the SQL for whether a cell may be a total: it is none of the usual words of its column, and holds a hint."""
    usual, cell = ", ".join(map(literal, source.usual.get(place, []))), f"text(c{place})"
    return f"case when {cell} in ({usual}) then false else hints({cell}) end" if usual else f"hints({cell})"


def names_of(source: Source) -> list[str]:
    """Return the names of a file's columns in SQL."""
    return [f"c{number}" for number in range(len(source.layout.header))]


def literal(text: object) -> str:
    """Return a text as SQL has it.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + str(text).replace("'", "''") + "'"
