"""SQL for the cells of a row of one file: one expression for each meaning, and for what is wrong with the row."""

import re

from helpers.register.cells import BETWEEN, ERROR, EXAMPLE_ROW, HEADER, NO_RESULT, SWALLOWED, TOTAL, UNSAVED
from helpers.register.headers import RUNNING
from helpers.register.ingest import Source
from helpers.register.measures import told_apart
from helpers.register.money import FEN, OPEN, TWO_READINGS

# Meanings that tell contracts apart, and are not counted.
_BESIDE = ("province", "type", "title", "buyer")
_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_BETWEEN = f"chr({ord(BETWEEN)})"


def of_cells(source: Source) -> dict[str, str]:
    """Return the SQL for the cell of each meaning, empty where no column has it."""
    names, read = (
        names_of(source),
        dict.fromkeys(("id", "date", "day", "year", "mode", "contracts", "counted_in", "currency"), "''"),
    )
    read["institution"] = literal(source.layout.institution)
    for meaning, place in source.layout.columns.items():
        name = "counted_in" if meaning == "unit" else meaning
        read[name] = f"text({names[place]})"
        if meaning in ("date", "year"):
            read |= {name: _year(names[place], source.types[place])} | ({"day": read[name]} if meaning == "date" else {})
        elif meaning == "value":
            read["value"] = _value(source, read["value"])
            numeric = _NUMERIC.fullmatch(source.types[place])
            read["amount"] = f"{names[place]}::double" if numeric else _amount(read["value"], source.layout.unit or 1)
    beside = [f"'{one}' || nullif({read[one]}, '')" for one in _BESIDE if one in read]
    read["beside"] = f"concat_ws({_BETWEEN}, {', '.join(beside)})" if beside else "''"
    return told_apart(read | {"fault": _fault(source, read), "unit": str(source.layout.unit)})


def _fault(source: Source, read: dict[str, str]) -> str:
    """Return the SQL for what a row is for more than one of its cells; institutions and modes are read with care anyway."""
    columns, names = source.layout.columns, names_of(source)
    careful = {place for meaning, place in columns.items() if meaning not in ("id", RUNNING, *_BESIDE)}
    others = [place for place in range(len(names)) if place not in careful and source.types[place] == "VARCHAR"]
    swallows = [f"swallows({name}, '{source.mark}', {len(names) - 1})" for name in names] if source.has_quotes else []
    totals = [f"case when {_unusual(source, place)} then {_is_total(source, place)} else false end" for place in others]
    checked = [read[one] for one in ("id", *_BESIDE) if one in columns]
    header = " and ".join(
        f"trim({read[one]}) = {literal(source.layout.header[columns[one]].strip())}" for one in ("mode", "value")
    )
    bare = [f"contains({one}, '{NO_RESULT}')" for one in checked]
    errors = [f"is_error({one})" for one in checked]
    examples = [f"is_example({read[one]})" for one in (RUNNING,) if one in columns]
    cases = (
        (SWALLOWED, swallows),
        (EXAMPLE_ROW, examples),
        (TOTAL, totals),
        (HEADER, [header]),
        (UNSAVED, bare),
        (ERROR, errors),
    )
    when = " ".join(f"when {' or '.join(any_of)} then {literal(why)}" for why, any_of in cases if any_of)
    return f"case {when} else '' end" if when else "''"


def _is_total(source: Source, place: int) -> str:
    """Return the SQL for whether a cell is a total; of a contract with an id, a remark may begin like one: 其中设备费20万元."""
    id = source.layout.columns.get("id", place)
    is_short = "" if id == place else f" and (strlen(text(c{place})) < 13 or usable(text(c{id})) = '')"
    return f"is_total(text(c{place})){is_short}"


def _unusual(source: Source, place: int) -> str:
    """Return the SQL for whether a cell may be a total: it is none of the usual words of its column, and holds a hint."""
    usual, cell = source.usual.get(place), f"text(c{place})"
    is_usual = f"list_contains([{', '.join(map(literal, usual))}], {cell})" if usual else "false"
    return f"not {is_usual} and hints({cell})"


def _year(name: str, kind: str) -> str:
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"text(year({name}))"
    return f"text({name})" if _NUMERIC.fullmatch(kind) else f"year_of(text({name}))"


def _value(source: Source, text: str) -> str:
    """Return the SQL for a value with a decimal point; where semicolons leave that open, what has two readings is marked."""
    if source.layout.decimal == ",":
        return f"translate({text}, '.,', ',.')"
    is_open = source.mark == ";" and not source.layout.decimal
    return f"{text} || if(regexp_full_match({text}, '{TWO_READINGS}'), chr({ord(OPEN)}), '')" if is_open else text


def _amount(text: str, unit: int) -> str:
    """Return the SQL for the number in a cell where it is plainly one that holds no part of a fen, else null."""
    part = rf"(\.\d{{1,{len(str(unit * FEN)) - 1}}}0*)?"
    # Most numbers have no commas, and are cheaper to match without them.
    grouped = rf"regexp_full_match({text}, '\d{{1,3}}(,\d{{3}}){{1,4}}{part}') then replace({text}, ',', '')::double"
    return rf"case when regexp_full_match({text}, '\d{{1,14}}{part}') then ({text})::double when {grouped} end"


def names_of(source: Source) -> list[str]:
    """Return the names of a file's columns in SQL."""
    return [f"c{number}" for number in range(len(source.layout.header))]


def literal(text: str) -> str:
    """Return a text as SQL has it; braces are those of a format to come.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"
