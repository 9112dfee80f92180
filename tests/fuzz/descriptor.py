"""The description of the tables, damaged: refused by name, or still one that the tables can be read by."""

import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import strategies as st

from fuzz.figures import FOLDERS, TABLES, assert_names_places, assert_tells
from fuzz.texts import ODD
from helpers import open_edition, paths
from helpers.errors import InputError
from helpers.figures import load as tables
from helpers.figures.rules import check

NAME = "datapackage.json"
DESCRIBED = json.loads((paths.DATA / NAME).read_text(encoding="utf-8"))
KEYS = (
    "name", "path", "schema", "fields", "type", "format", "constraints", "required", "unique", "enum", "pattern", "minimum",
    "maximum", "minLength", "primaryKey", "foreignKeys", "reference", "resource", "missingValues", "fieldsMatch",
)  # fmt: skip
TYPES = ("string", "integer", "number", "boolean", "date", "year", "any", "object", "array", "list", "geopoint", "text")
TEXTS = ODD | st.sampled_from((*KEYS, *TYPES, "[", "(?<x", "equal", "subset", "sources"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5000) | st.floats() | TEXTS,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(KEYS), one, max_size=3),
    max_leaves=4,
)
STRAY = st.sampled_from((b"", b"\xff", b"}", b",", b'"', b"\xef\xbb\xbf", b"[" * 20_000))


@dataclass(frozen=True)
class Damage:
    """One thing done at a place of the description; places are counted round."""

    what: str
    place: int
    key: str
    value: object


@dataclass(frozen=True)
class Case:
    """The description damaged, and where so many bytes of its text are replaced by others."""

    folder: Path
    damages: tuple[Damage, ...]
    cut: tuple[int, int, bytes] | None


def _places(node: object) -> Iterator[tuple[object, object]]:
    """Yield each part that holds another, with the key of that."""
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in list(parts):
        yield node, key
        yield from _places(part)


def _replaced(node, key, damage: Damage) -> None:
    node[key] = deepcopy(damage.value)


def _dropped(node, key, damage: Damage) -> None:
    del node[key]


def _doubled(node, key, damage: Damage) -> None:
    if isinstance(node, list):
        node.append(deepcopy(node[key]))
    else:
        node[damage.key] = deepcopy(node[key])


def _renamed(node, key, damage: Damage) -> None:
    if isinstance(node, dict):
        node[damage.key] = node.pop(key)


def _added(node, key, damage: Damage) -> None:
    node.append(damage.value) if isinstance(node, list) else node.update({damage.key: damage.value})


WHATS: dict[str, Callable[[object, object, Damage], None]] = {
    "replaced": _replaced, "dropped": _dropped, "doubled": _doubled, "renamed": _renamed, "added": _added,
}  # fmt: skip


def cases() -> st.SearchStrategy[Case]:
    """Return descriptions damaged in one place or two, or in their text."""
    damages = st.builds(Damage, st.sampled_from(list(WHATS)), st.integers(0, 2000), st.sampled_from(KEYS) | ODD, VALUES)
    cut = st.tuples(st.integers(0, 13_000), st.sampled_from((0, 1, 5, 13_000)), STRAY)
    folders, some = st.sampled_from(FOLDERS), st.lists(damages, min_size=1, max_size=2).map(tuple)
    return st.builds(Case, folders, some, st.none()) | st.builds(Case, folders, st.just(()), cut)


def hold(case: Case) -> bool:
    """Read tables by a damaged description: it is refused, or a table that does not fit it is, or all is well."""
    with TemporaryDirectory() as name:
        folder = Path(shutil.copytree(case.folder, Path(name) / "tables"))
        (folder / NAME).write_bytes(damaged(case))
        try:
            check(tables.load(folder))
        except InputError as error:
            if not str(error).startswith((f"{NAME}: ", f"{NAME}, row ")):
                assert_names_places(str(error))
                json.loads((folder / NAME).read_bytes())
            return False
    return True


def damaged(case: Case) -> bytes:
    """Return the text of a damaged description."""
    described = deepcopy(DESCRIBED)
    for damage in case.damages:
        places = list(_places(described))
        if places:
            WHATS[damage.what](*places[damage.place % len(places)], damage)
    text = json.dumps(described, indent=2, ensure_ascii=False).encode()
    place, length, more = case.cut or (0, 0, b"")
    place %= len(text)
    return text[:place] + more + text[place + length :]


# Each cell of a column that takes one of a few words, as table, row and column.
WORDS = [
    (resource["name"], row, field["name"])
    for resource in DESCRIBED["resources"]
    if resource["name"] in TABLES
    for field in resource["schema"]["fields"]
    for row in range(len((FOLDERS[0] / resource["path"]).read_text(encoding="utf-8").splitlines()) - 1)
    if "enum" in field.get("constraints", {})
]


def hold_for_word(cell: tuple[str, int, str]) -> bool:
    """Describe one more word, and use it: it is refused with its place, or the edition is as sound as before."""
    table, row, column = cell
    described = deepcopy(DESCRIBED)
    fields = next(one["schema"]["fields"] for one in described["resources"] if one["name"] == table)
    next(field for field in fields if field["name"] == column)["constraints"]["enum"].append("brandnew")
    with TemporaryDirectory() as name:
        folder = Path(shutil.copytree(FOLDERS[0], Path(name) / "tables"))
        (folder / NAME).write_text(json.dumps(described), encoding="utf-8")
        frame = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
        frame.loc[row, column] = "brandnew"
        frame.to_csv(folder / f"{table}.csv", index=False)
        try:
            assert_tells(open_edition(2020, figures=folder))
        except InputError as error:
            assert_names_places(str(error))
            return False
    return True
