"""SQL for the cells of a row of one file: an expression for each meaning, by macros that say what a cell plainly holds."""

import re

from helpers.register import cells, measures, modes, validity
from helpers.register.faults import BESIDE_ID, fault, literal, names_of
from helpers.register.ingest import Source
from helpers.register.money import FEN, OPEN, TWO_READINGS, YUAN_CODES

_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_BETWEEN = f"chr({ord(cells.BETWEEN)})"
_BLANK = r"[\s\x{3000}\x{00a0}]*"
_NOTHING = f"{_BLANK}({cells.NOTHING}){_BLANK}"
_YUAN = f"{_BLANK}(cny|rmb|renminbi|yuan|(chinese )?yuan( renminbi)?|¥|￥|元|人民币元?|{'|'.join(YUAN_CODES)}){_BLANK}"
# A date that exists, 29 February aside: that one is read with care.
_DAY = r"-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
_WHEN = rf"(19[5-9]\d|20\d\d)({_DAY})?"
_NARROW = "  ().,-/:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = "\u3000\u00a0" + "".join(chr(ord(letter) + 0xFEE0) for letter in _NARROW.strip())
# What has no width is taken out: nothing stands for it in `_NARROW`.
_WIDE += cells.UNSEEN
# What is written narrow already, most cells of most registers, is not looked at letter by letter.
_NARROWEST = r"[!-~\x1f\p{Han}]"

# What every total holds, or a word of void contracts: few cells hold any of it, so that few need a closer look. A word of ASCII
# that ends in a digit needs none, as most ids.
_HINTS = "[计計总總汇匯共均結结页比σΣ∑全各废撤]|其中|所有|年度|目标|完成率|中位|最[大高小低]值|增[长幅]|[差余]额|结余"
_HINTS += "|解除|终止|取消|注销|退[回款]|驳回|删除|未生效|签|意向|草稿|通过|无效|审批|审核|洽谈|谈判|协商"
_HINTS += "|[外美欧日港台韩澳加新][元币金圆]|英镑|法郎|卢布|(?i)void|draft|deleted|rejected|cancel|terminated|withdrawn|revoked"
_HINTS += "|signed|pending|negotiat|refunded|单位|元计|yuan|t o t|s u m"
_HINTS += "|total|sum|average|mean|median|max|min|avg|cumulative|ytd|percent|growth|forward|over|down|gesamt|all|итого|всего"
# What most ids are, and no word that stands for none: long, narrow, without spaces, and without the e of a number that is cut.
_PLAIN_ID = "[0-9A-DF-Za-df-z][!-DF-df-~]{9,60}"
_MACROS = rf"""
create temp macro text(cell) as coalesce(cell::varchar, '');
create temp macro is_nothing(cell) as
    case when strlen(cell) < 10 then regexp_full_match(cell, '{_NOTHING}', 'i') else false end;
create temp macro trimmed(cell) as
    if(starts_with(cell, ' ') or ends_with(cell, ' ') or contains(cell, chr(9)), trim(cell, ' ' || chr(9)), cell);
create temp macro kept(cell) as
    if(starts_with(cell, '''') or starts_with(cell, '='), regexp_replace(cell, '^(="(.*)"|''(.*))$', '\2\3'), cell);
create temp macro is_yuan(currency) as is_nothing(currency) or regexp_full_match(currency, '{_YUAN}', 'i');
create temp macro year_of(cell) as
    case when regexp_full_match(cell, '{_WHEN}') then left(cell, 4) when is_nothing(cell) then '' else cell end;
create temp macro either(date, year) as
    case when date in ('', year) then year when year = '' then date else date || {_BETWEEN} || year end;
create temp macro times(letter, cell) as len(cell) - len(replace(cell, letter, ''));
create temp macro swallows(cell, mark, marks) as
    case when contains(cell, chr(10)) then times(mark, cell) = times(chr(10), cell) * marks else false end;
create temp macro hints(cell) as
    case when strlen(cell) = length(cell) and cell[-1] between '0' and '9' and not contains(cell, ' ') then false
        else regexp_matches(cell, '{_HINTS}') end;
create temp macro is_total(cell) as
    case when strlen(cell) > 60 or regexp_full_match(cell, '[!-~]*[0-9][!-~]*') then false
        else regexp_full_match(lower(regexp_replace(replace(cell, '∑', 'σ'), '[^\p{{L}}]', '', 'g')), '{cells.TOTALS}') end;
create temp macro names_sum(cell) as regexp_matches(replace(cell, ' ', ''), '{cells.SUMS}', 'i');
create temp macro is_void(cell) as
    regexp_full_match(cell, '{_BLANK}(.*[(（]{_BLANK})?({validity.VOID}){_BLANK}([)）]{_BLANK})?', 'i');
create temp macro is_unsigned(cell) as regexp_full_match(trim(cell), '{validity.UNSIGNED}', 'i');
create temp macro is_foreign_by_remark(cell) as regexp_matches(cell, '{validity.OF_FOREIGN}');
create temp macro is_of_unit(cell) as regexp_matches(cell, '{validity.OF_UNIT}', 'i');
create temp macro is_error(cell) as
    if(starts_with(cell, '#'), regexp_full_match(lower(trim(cell)), '{cells.ERRORS}'), contains(cell, '{cells.NO_RESULT}'));
create temp macro is_example(cell) as
    case when strlen(cell) > 12 then false else regexp_full_match(cell, '[(（]?([示样范]?例|example|e\.g\.).{{0,2}}', 'i') end;
create temp macro is_cut(id) as
    case when contains(id, 'e') or contains(id, 'E') then regexp_full_match(trim(id), '\d(\.\d+)?e\+?\d+', 'i') else false end;
create temp macro narrowed(id) as kept(trimmed(if(strlen(id) = length(id), id, translate(id, '{_WIDE}', '{_NARROW}'))));
create temp macro is_no_id(id) as regexp_full_match(id, '{_BLANK}({cells.NO_ID}){_BLANK}', 'i');
create temp macro usable(id) as
    case when regexp_full_match(id, '{_PLAIN_ID}') then id
        else if(is_nothing(id) or is_cut(id) or is_no_id(id), '', narrowed(id)) end;
create temp macro plainly(cell) as
    case when regexp_full_match(cell, '({_NARROWEST}+( {_NARROWEST}+)*)?') then lower(cell)
        else lower(trim(regexp_replace(translate(cell, '{_WIDE}', '{_NARROW}'), '\s+', ' ', 'g'))) end;
create temp macro bare(cell) as regexp_replace(cell, '(合同书?|协议书?| contract| agreement)$', '');
create temp macro day_of(cell) as coalesce(
    try_cast(regexp_replace(regexp_replace(trim(cell), '\s*[年月/.]\s*', '-', 'g'), '(日|号|[ T]00:00(:00)?)$', '')
        as date)::varchar,
    try_strptime(trim(cell), ['%Y%m%d', '%d %B %Y', '%d %b %Y', '%B %d, %Y', '%b %d, %Y', '%b %d %Y'])::date::varchar,
    plainly(cell));
"""


def macros() -> str:
    """Return the SQL that defines the macros and the table of modes."""
    of_modes = ", ".join(f"'{word}': '{mode}'" for word, mode in modes.modes().items())
    # A variable: the table is not read again wherever a mode is looked up.
    table = f"set variable modes = map {{{of_modes}}};"
    british = "bare(replace(cell, 'license', 'licence'))"
    return (
        _MACROS
        + measures.macro()
        + table
        + f"create temp macro mode_of(cell) as coalesce(getvariable('modes')[{british}], cell);"
    )


def of_cells(source: Source) -> dict[str, str]:
    """Return the SQL for the cell of each meaning, empty where no column has it."""
    names = names_of(source)
    read = dict.fromkeys(("id", "date", "day", "year", "mode", "contracts", "counted_in", "currency"), "''")
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
    beside = [f"'{one}' || nullif({read[one]}, '')" for one in BESIDE_ID if one in read]
    read["beside"] = f"concat_ws({_BETWEEN}, {', '.join(beside)})" if beside else "''"
    return measures.by_measure(read | {"fault": fault(source, read), "unit": str(source.layout.unit)})


def _year(name: str, kind: str) -> str:
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"text(year({name}))"
    return f"text({name})" if _NUMERIC.fullmatch(kind) else f"year_of(text({name}))"


def _value(source: Source, text: str) -> str:
    """Return the SQL for a value with a decimal point; where a text leaves open what a mark means, two readings are marked."""
    layout = source.layout
    if layout.decimal == ",":
        return f"translate({text}, '.,', ',.')"
    if layout.decimal or not (source.mark == ";" or (layout.unit == 1 and source.kind.startswith("CSV"))):
        return text
    form = TWO_READINGS if source.mark == ";" else TWO_READINGS.replace("[.,]", "[.]")
    return f"{text} || if(regexp_full_match({text}, '{form}'), chr({ord(OPEN)}), '')"


def _amount(text: str, unit: int) -> str:
    """Return the SQL for the number in a cell where it is plainly one that holds no part of a fen, else null."""
    part = rf"(\.\d{{1,{len(str(unit * FEN)) - 1}}}0*)?"
    # Most numbers have no commas, and are cheaper to match without them.
    grouped = rf"regexp_full_match({text}, '\d{{1,3}}(,\d{{3}}){{1,4}}{part}') then replace({text}, ',', '')::double"
    return rf"case when regexp_full_match({text}, '\d{{1,14}}{part}') then ({text})::double when {grouped} end"
