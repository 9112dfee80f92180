"""Text that would run, break or mislead wherever it were not shown as it is written, and tables full of it."""

from pathlib import Path

import pandas as pd

# None holds a number alone: it would be held against the value that it is printed for.
STRINGS = (
    "<script>window.hacked=true</script>",
    "<img src=x onerror=window.hacked=true>",
    "\"'><svg onload=window.hacked=true>",
    "' onmouseover='window.hacked=true",
    "[click](javascript:window.hacked=true)",
    "javascript:window.hacked=true",
    "</table></div><h1>broken",
    "</summary></details><details open ontoggle=window.hacked=true>",
    "</text></svg><svg><a href='javascript:window.hacked=true'><text>label",
    "<!-- open",
    "turned \u202egnp.exe",
    '=HYPERLINK("http://x.example","y")',
    "{{ 7*7 }} {% raw %}",
    r"$\href{javascript:window.hacked=true}{x}$ \\",
    "`code` **bold** # head | cell",
    "http://x.example/",
    'https://x.example/" onmouseover="window.hacked=true',
)


def spoil(folder: Path) -> None:
    """Put every string into every field of free text: in rows of its own, and in rows that the story rests on."""
    tables = {
        name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("sources", "indicators", "published_figures")
    }
    for number, text in enumerate(STRINGS):
        name, source = f"host_{number}", f"HOST{number}"
        tables["sources"].loc[source] = [source, text, text, "2022", "en", text, "press", "compilers", text, text]
        tables["indicators"].loc[name] = [name, text, text, "count", "", "", text]
        tables["published_figures"].loc[name] = ["2020", name, "all", "7", text, "exact", "", text, source, text]
    for table, column in (("sources", "publisher"), ("indicators", "label"), ("published_figures", "printed")):
        used = range(len(tables[table]) - len(STRINGS))
        for row in used:
            tables[table].iloc[row, tables[table].columns.get_loc(column)] = STRINGS[row % len(STRINGS)]
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
