"""A column that says what each row measures: counts and values, kept apart so that neither is taken for the other."""

COUNTS = (
    "number", "numbers", "no.", "count", "counts", "quantity", "contracts", "number of contracts",
    "数量", "份数", "项数", "件数", "合同数", "合同数量", "合同份数", "合同项数", "项", "件", "份", "个数",
)  # fmt: skip
VALUES = (
    "value", "values", "amount", "amounts", "total value", "contract value", "contract amount",
    "金额", "合同额", "合同金额", "成交额", "成交金额", "合同成交额", "合同总金额",
)  # fmt: skip
# Of a group of contracts, and neither their number nor their value.
OTHERS = ("share", "growth", "growth rate", "average", "average value", "占比", "比重", "增长率", "同比", "均值", "平均金额")
MEASURES = (*COUNTS, *VALUES, *OTHERS)
# Why a row of a measure is not counted.
UNKNOWN, ANOTHER = "unknown measure", "a share, growth or average of others"
# Stands in place of the number of contracts of a row that holds their value alone.
NO_COUNT = "\x1d"

_KINDS = dict.fromkeys(COUNTS, "count") | dict.fromkeys(VALUES, "value") | dict.fromkeys(OTHERS, "other")


def macro() -> str:
    """Return the SQL that says of a cell whether it names a count, a value or another measure; empty for none of them."""
    kinds = ", ".join(f"'{word}': '{kind}'" for word, kind in _KINDS.items())
    return f"create temp macro measure_of(cell) as coalesce((map {{{kinds}}})[plainly(cell)], '');"


def by_measure(read: dict[str, str]) -> dict[str, str]:
    """Return the SQL for the cells of a register in which a row holds a count or a value, by that for the cells as they stand.

    >>> by_measure({"value": "v"})
    {'value': 'v'}
    """
    if "measure" not in read:
        return read
    kind, value = f"measure_of({read['measure']})", read["value"]
    count = f"if(is_nothing({value}), '?', {value})"
    changed = {name: f"if({kind} = 'count', '', {read[name]})" for name in ("counted_in", "currency")}
    changed |= {"value": f"if({kind} = 'count', '0', {value})", "amount": f"if({kind} = 'count', 0, {read['amount']})"}
    changed["contracts"] = f"case {kind} when 'count' then {count} when 'value' then '{NO_COUNT}' else '' end"
    changed["unit"] = f"if({kind} = 'count', 1, {read['unit']})"
    # Both rows of a contract have its id.
    changed["id"] = f"if(is_nothing({read['id']}) or is_cut({read['id']}), {read['id']}, {read['id']} || ' ' || {kind})"
    changed["fault"] = f"case {kind} when '' then '{UNKNOWN}' when 'other' then '{ANOTHER}' else {read['fault']} end"
    return read | changed
