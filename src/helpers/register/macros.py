"""What the SQL asks of a cell: whether it is empty, an error or a total, and what it holds where that is plain."""

from helpers.register.cells import BETWEEN, ERRORS, NO_ID, NO_RESULT, NOTHING, TOTALS, UNSEEN, modes
from helpers.register.measures import macro as measure_macro
from helpers.register.money import YUAN_CODES

_BETWEEN = f"chr({ord(BETWEEN)})"
_BLANK = r"[\s\x{3000}\x{00a0}]*"
_NOTHING = f"{_BLANK}({NOTHING}){_BLANK}"
_YUAN = f"{_BLANK}(cny|rmb|renminbi|yuan|(chinese )?yuan( renminbi)?|¥|￥|元|人民币元?|{'|'.join(YUAN_CODES)}){_BLANK}"
# A date that exists, 29 February aside: that one is read with care.
_DAY = r"-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
_WHEN = rf"(19[5-9]\d|20\d\d)({_DAY})?"
_NARROW = "  ().,-/:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = "\u3000\u00a0" + "".join(chr(ord(letter) + 0xFEE0) for letter in _NARROW.strip())
# What has no width is taken out: nothing stands for it in `_NARROW`.
_WIDE += UNSEEN

# What every total holds: few cells hold any of it, so that few need a closer look. A word of ASCII that ends in a digit needs
# none, as most ids.
_HINTS = "[计計总總汇匯共均結结页比σΣ∑]|其中|全年|所有|中位|最[大高小低]值|增[长幅]|[差余]额|结余"
_HINTS += (
    "|(?i)total|sum|average|mean|median|max|min|avg|cumulative|ytd|percent|growth|forward|over|down|gesamt|all|итого|всего"
)
_MACROS = rf"""
create temp macro text(cell) as coalesce(cell::varchar, '');
create temp macro is_nothing(cell) as
    case when strlen(cell) < 10 then regexp_full_match(cell, '{_NOTHING}', 'i') else false end;
create temp macro trimmed(cell) as if(starts_with(cell, ' ') or ends_with(cell, ' '), trim(cell), cell);
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
        else regexp_full_match(lower(regexp_replace(replace(cell, '∑', 'σ'), '[^\p{{L}}]', '', 'g')), '{TOTALS}') end;
create temp macro is_error(cell) as
    if(starts_with(cell, '#'), regexp_full_match(lower(trim(cell)), '{ERRORS}'), contains(cell, '{NO_RESULT}'));
create temp macro is_example(cell) as
    case when strlen(cell) > 12 then false else regexp_full_match(cell, '[(（]?([示样范]?例|example|e\.g\.).{{0,2}}', 'i') end;
create temp macro is_cut(id) as
    case when contains(id, 'e') or contains(id, 'E') then regexp_full_match(trim(id), '\d(\.\d+)?e\+?\d+', 'i') else false end;
create temp macro narrowed(id) as if(strlen(id) = length(id), trimmed(id), trim(translate(id, '{_WIDE}', '{_NARROW}')));
create temp macro is_no_id(id) as regexp_full_match(id, '{_BLANK}({NO_ID}){_BLANK}', 'i');
create temp macro usable(id) as if(is_nothing(id) or is_cut(id) or is_no_id(id), '', narrowed(id));
create temp macro plainly(cell) as
    case when regexp_full_match(cell, '[!-~]*') then lower(cell)
        else lower(trim(regexp_replace(translate(cell, '{_WIDE}', '{_NARROW}'), '\s+', ' ', 'g'))) end;
create temp macro bare(cell) as regexp_replace(cell, '(合同书?|协议书?| contract| agreement)$', '');
create temp macro day_of(cell) as coalesce(
    try_cast(regexp_replace(regexp_replace(trim(cell), '\s*[年月/.]\s*', '-', 'g'), '(日|号|[ T]00:00(:00)?)$', '')
        as date)::varchar,
    try_strptime(trim(cell), ['%Y%m%d', '%d %B %Y', '%d %b %Y', '%B %d, %Y', '%b %d, %Y', '%b %d %Y'])::date::varchar,
    plainly(cell));
"""


def macros() -> str:
    """Return the SQL that defines them, with the table of modes."""
    of_modes = ", ".join(f"'{word}': '{mode}'" for word, mode in modes().items())
    british = "bare(replace(cell, 'license', 'licence'))"
    return _MACROS + measure_macro() + f"create temp macro mode_of(cell) as coalesce((map {{{of_modes}}})[{british}], cell);"
