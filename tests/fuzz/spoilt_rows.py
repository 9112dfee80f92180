"""Ways to spoil the rows of a register: totals, repetitions, refunds, and what is no row at all."""

from hypothesis import strategies as st

from fuzz.right import INSTITUTIONS, MODES, Register

TOTALS = (
    "合计", "总 计", "小计：", "Total", "本页合计", "Grand total", "累计", "【合计】", "Σ", "六类合计", "过次页", "平均", "其中：技术开发", "Sub-total",
    "Average", "合计（大写）", "T O T A L", "2020年合计",
)  # fmt: skip
SUM = "equals the sum of rows above it or below"
# Other words for each mode, institution and amount of a register that is right.
MODES_AGAIN = dict(
    zip(MODES, ("技术开发合同", "专利权转让", "Patent License", "作价投资", "技术咨询", "Technical services"), strict=True)
)
NAMES_AGAIN = dict(zip(INSTITUTIONS, ("示例大学 ", "样例学院　", "Ｕｎｉ Ａ"), strict=True))


def _total(one: Register, draw) -> None:
    total = {
        "value": one.sum(one.rows),
        draw(st.sampled_from(("id", "institution", "mode", "date"))): draw(st.sampled_from(TOTALS)),
    }
    one.rows.insert(draw(st.integers(0, len(one.rows))), total)


def _total_unread(one: Register, draw) -> None:
    """Put the word for a total into a column without a meaning."""
    one.insert("more", draw(st.sampled_from(("备注", "序号", "院系"))), draw(st.integers(0, 5)))
    for row in one.rows:
        row["more"] = draw(st.sampled_from(("甲", "乙")))
    one.rows.append(
        draw(st.sampled_from(one.rows)) | {"id": "", "value": one.sum(one.rows), "more": draw(st.sampled_from(TOTALS))}
    )


def _bare_total(one: Register, draw) -> None:
    total = {"institution": "全校情况", "mode": "技术开发", "date": "2020", "value": one.sum(one.rows)}
    one.rows.insert(draw(st.sampled_from((0, len(one.rows)))), total)
    one.stop(SUM)


def _subtotals(one: Register, draw) -> None:
    """Add the sum of each institution or mode below its rows, without a word for it and without an id."""
    by = draw(st.sampled_from(("institution", "mode")))
    word = draw(st.sampled_from(("", "小计", "合计")))
    one.rows.sort(key=lambda row: row[by])
    found = []
    for name in sorted({row[by] for row in one.rows}):
        own = [row for row in one.rows if row[by] == name]
        beside = {"institution": own[0]["institution"], "mode": own[0]["mode"], "date": "2020"}
        subtotal = {**beside, by: f"{name} total" if word and name.isascii() else f"{name}{word}", "value": one.sum(own)}
        found += [*own, subtotal] if word or len(own) > 1 else own
    if len(found) > len(one.rows) and not word:
        one.stop(SUM)
    one.rows = found


def _by_mode(one: Register, draw) -> None:
    """Add a row of the whole for each mode, as tables of a ministry have, to a register without ids."""
    del one.header["id"]
    modes = ("技术开发", "技术服务")
    for number, row in enumerate(one.rows):
        row["mode"] = modes[number % 2]
    if len(one.rows) < 4:
        return
    whole = [
        {
            "institution": "全省",
            "mode": mode,
            "date": "2020",
            "value": one.sum([row for row in one.rows if row["mode"] == mode]),
        }
        for mode in modes
    ]
    one.rows = draw(st.sampled_from(([*whole, *one.rows], [*one.rows, *whole])))
    one.stop(SUM)


def _again(one: Register, draw) -> None:
    one.rows.append(dict(draw(st.sampled_from(one.rows))))
    one.words = "repeated: 1"


def _again_in_other_words(one: Register, draw) -> None:
    """Write a contract a second time, differently: what was understood is the same."""
    row = dict(draw(st.sampled_from(one.rows)))
    number = one.rows.index(row)
    day = f"2020-03-{number + 13:02}"
    one.rows[number]["date"] = day
    changed = {
        "mode": MODES_AGAIN[row["mode"]], "institution": NAMES_AGAIN[row["institution"]], "value": f"{int(row['value']):,}.00",
        "date": draw(st.sampled_from((f"2020年3月{number + 13}日", f"2020/3/{number + 13}", f"Mar {number + 13}, 2020"))),
    }  # fmt: skip
    again = row | {"date": day} | {one: changed[one] for one in draw(st.sets(st.sampled_from(sorted(changed)), min_size=1))}
    if draw(st.booleans()):
        del one.header["id"]
        one.words = "repeated without an id: 1"
    else:
        one.words = "repeated: 1"
    one.rows.append(again)


def _conflict(one: Register, draw) -> None:
    row = draw(st.sampled_from(one.rows))
    column = draw(st.sampled_from(("value", "institution", "mode", "date")))
    others = {"value": f"{row['value']}1", "institution": "另一大学", "mode": "技术培训与服务", "date": "2019-05-06"}
    one.rows.append(
        row | {column: others[column] if column != "mode" else "技术服务" if row["mode"] != "技术服务" else "技术开发"}
    )
    one.lost, one.words = {row["id"]}, "conflicting id: 2"


def _refund(one: Register, draw) -> None:
    """Add a refund, with an id of its own or that of its contract."""
    row = draw(st.sampled_from(one.rows))
    refund = row | {"value": f"-{row['value']}"}
    one.lost, one.words = {draw(st.sampled_from((row["id"], "HT-R")))}, "negative value: 1"
    one.rows.append(refund | {"id": min(one.lost)})


def _header_again(one: Register, draw) -> None:
    place = draw(st.integers(1, len(one.rows)))
    names = dict(zip(one.header, one.names(), strict=True))
    one.rows.insert(place, names)


def _blank_rows(one: Register, draw) -> None:
    for _ in range(draw(st.integers(1, 4))):
        one.rows.insert(draw(st.integers(0, len(one.rows))), {})


WAYS = {
    "a total": _total, "a total in a column unread": _total_unread, "a total without a word": _bare_total, "subtotals": _subtotals,
    "sums by mode": _by_mode, "a row again": _again, "a row again in other words": _again_in_other_words, "a conflict": _conflict,
    "a refund": _refund, "the header again": _header_again, "blank rows": _blank_rows,
}  # fmt: skip
