"""Subjects: what each number of a passage is about, by the words around it and before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.articles.numerals import Number
from helpers.articles.passages import Item, Passage
from helpers.articles.statements import (
    AVERAGE, COMPOUND, EACH, GROWTH, INCREASE, LEVEL, MATCHED, RATE, SHARE, TIMES, TOTALS, things,
)  # fmt: skip
from helpers.articles.words import Token

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "KRW", "HKD")
MONEY = ("value", "contract", "received", "reward", "volume", "research", "ip_income", "contract_research", "joint_income", "foreign", "rate")
COUNTS = ("contract", "institution", "company", "platform", "staff", "persons", "agreement", "joint_project", "foreign", "volume")
_STOP = re.compile(r"[,;:，；：。、()（）|]|\band\b|\bwhile\b|\bbut\b|\bagainst\b|和|与|及|而")
_LIGHT = re.compile(
    r"(in|of|by|and|to|from|with|were|was|are|is|for|that|which|at|on|more|less|up|down|over|during|last|this|a|an|the|than|or|as|it|they|"
    r"had|have|has|respectively|such|came|signed|went|brought|made|reported|each|per|year|years|times|alone|only|out|lie|just|says|said|"
    r"would|will|did|all|these|those|them|between|topped|answered|concluded|another|so|not|against|under|when|if|because|across|per|vs)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(\bnot|\brather than|\binstead of|不是|而非|并非|不再是)\s?(about |约)?$", re.IGNORECASE)


@dataclass
class State:
    """What the article was about so far."""

    published: int | None = None
    years: list[int] = field(default_factory=list)
    first_year: int | None = None
    scope: str = ""
    series: str = ""
    subject: "Subject | None" = None
    row: list["Subject"] = field(default_factory=list)


@dataclass
class Subject:
    """What a number is about; of each list the first is what the words say, the others would be understood as well.

    `sure` names what the sentence itself says of it.
    """

    number: Number
    relation: str
    nouns: tuple[str, ...]
    strict: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    series: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    basis: str = ""
    sure: frozenset[str] = frozenset()
    passage: Passage | None = None
    denied: bool = False


def subjects(passages: list[Passage], published: int | None) -> Iterator[Subject]:
    """Yield what each number is about."""
    state = State(published)
    for passage in passages:
        reader = _Reader(passage, state)
        found = reader.subjects()
        yield from found
        reader.leave(found)


class _Reader:
    """One passage being read, after what stood before it."""

    def __init__(self, passage: Passage, state: State):
        self.passage, self.state, self.items = passage, state, passage.items
        self.done: dict[int, Subject] = {}

    def subjects(self) -> list[Subject]:
        found = []
        for place, one in enumerate(self.items):
            if isinstance(one, Number):
                self.done[place] = self.subject(place, one)
                found.append(self.done[place])
        return found

    def leave(self, found: list[Subject]) -> None:
        """Remember what the passage was about."""
        state, tokens = self.state, [one for one in self.items if isinstance(one, Token)]
        years = [int(one.meaning) for one in tokens if one.role == "year"] or [int(o.meaning) for o in tokens if o.role == "edition"]
        years = years or [int(one.meaning) for one in tokens if one.role == "from"]
        if years:
            state.years = [*dict.fromkeys([years[-1], *years, *state.years])][:3]
            state.first_year = state.first_year or years[0]
        for role in ("scope", "series"):
            named = [one.meaning for one in tokens if one.role == role]
            if named:
                setattr(state, role, named[-1])
        if found:
            state.subject, state.row = found[-1], found

    # -- what stands around a number

    def left(self, place: int) -> Iterator[Item]:
        return iter(self.items[:place][::-1])

    def right(self, place: int, far: bool = False) -> list[Token]:
        """Return the words after a number, up to the next number or, unless `far`, the end of the phrase."""
        found, start = [], self.items[place].end
        for one in self.items[place + 1 :]:
            if isinstance(one, Number):
                if far and one.unit in ("percent", "points"):
                    continue
                break
            if not far and _STOP.search(self.passage.text[start : one.start]):
                break
            found.append(one)
        return found

    def nearest(self, place: int, role: str, meanings: tuple[str, ...] = ()) -> Token | None:
        """Return the nearest word of a role on the left, or in the phrase on the right of a number."""
        for one in self.left(place):
            if isinstance(one, Token) and one.role == role and (not meanings or one.meaning in meanings):
                return one
        return None

    def gap(self, one: Item, other: Item) -> str:
        return self.passage.text[one.end : other.start]

    def clause(self, place: int) -> list[Token]:
        """Return the words of the clause before a number, the nearest first."""
        found, start = [], self.items[place].start
        for one in self.left(place):
            if re.search(r"[,;，；。:：]", self.passage.text[one.end : start]):
                break
            if isinstance(one, Number):
                break
            found.append(one)
            start = one.start
        return found

    # -- parts of a subject

    def subject(self, place: int, number: Number) -> Subject:
        relation = self.relation(place, number)
        noun, is_sure = self.noun(place, number, relation)
        strict, near = self.modifiers(place, number, noun)
        series, has_series = self.series(place, number, noun)
        scopes, has_scope = self.scopes(place, number)
        years, has_year = self.years(place, number, relation)
        sure = {"noun": is_sure, "series": has_series, "scope": has_scope, "year": has_year}
        nouns = ("value", "contract") if noun == "volume" else (noun,)
        before = self.passage.text[max(0, number.start - 14) : number.start]
        return Subject(
            number, relation, nouns, strict, near, series, scopes, years, self.basis(place),
            frozenset(name for name, known in sure.items() if known), self.passage, bool(_NEGATED.search(before)),
        )  # fmt: skip

    def relation(self, place: int, number: Number) -> str:
        near, right = self.clause(place), self.right(place)
        named = [one.meaning for one in near if one.role == "relation"]
        after = [one.meaning for one in right if one.role == "relation"]
        if number.unit == "times":
            return TIMES
        if number.unit in ("percent", "points"):
            return self.part_or_change(place, named, after)
        if "rate" in [one.meaning for one in near if one.role == "noun"] and number.value < 10 and number.unit != "USD":
            return RATE
        if "per_person" in named + after:
            return LEVEL
        if "per_institution" in named + after or (named[:1] == ["average"] and self.is_per_institution(near)):
            return EACH
        if (AVERAGE in named or AVERAGE in after) and number.unit in CURRENCIES:
            return AVERAGE
        if self.is_change(place, named, after, near):
            return INCREASE
        if number.unit in CURRENCIES and not number.is_word and self.continues_average(place, near):
            return AVERAGE
        return LEVEL

    def is_per_institution(self, near: list[Token]) -> bool:
        return False

    def continues_average(self, place: int, near: list[Token]) -> bool:
        """Tell whether an amount goes on with an average: 666,000 yuan on campus and 2.31 million yuan in the labs."""
        before = [one for one in self.items[:place] if isinstance(one, Number) and one.unit in CURRENCIES]
        if not before or any(one.role == "noun" for one in near):
            return False
        subject = next((one for one in self.done.values() if one.number is before[-1]), None)
        return bool(subject) and subject.relation == AVERAGE and bool(re.search(r"\band\b|\bto\b|与|和|到|至|，", self.gap(before[-1], self.items[place])))

    def part_or_change(self, place: int, named: list[str], after: list[str]) -> str:
        if COMPOUND in named:
            return COMPOUND
        kinds = {"growth": GROWTH, "fall": GROWTH, "share": SHARE}
        one = next((kinds[name] for name in named if name in kinds), "")
        other = next((kinds[name] for name in after if name in kinds), "")
        follows = self.passage.text[self.items[place].end : self.items[place].end + 6]
        if re.match(r"\s(of)\b|的(单位|合同|高校)", follows) and one != GROWTH:
            return SHARE
        if one or other:
            return one or other
        row = [self.done[index] for index in self.done if self.done[index].number.unit in ("percent", "points")]
        if row:
            return row[-1].relation
        return next((kinds[one.meaning] for one in self.left(place) if isinstance(one, Token) and one.meaning in kinds), "")

    def is_change(self, place: int, named: list[str], after: list[str], near: list[Token]) -> bool:
        """Tell whether an amount or a number is an increase, as in "up 17 billion yuan", but not in "up to 17"."""
        relations = [one for one in near if one.role == "relation" and one.meaning in ("growth", "fall", "level", "from", "gap")]
        if relations and relations[0].meaning in ("growth", "fall"):
            return len(self.gap(relations[0], self.items[place]).strip()) <= 12
        text = self.passage.text[self.items[place].end : self.items[place].end + 30]
        return bool(re.match(r"\s(yuan )?(more|fewer|less) than (in|a year|the year|the previous)", text))

    def noun(self, place: int, number: Number, relation: str) -> tuple[str, bool]:
        """Return what a number counts or measures, and whether its sentence says so."""
        if number.unit in CURRENCIES or (number.scale >= 6 and not number.unit and not number.counter):
            return self.money(place)
        if number.unit:
            return self.changed(place, relation)
        return self.counted(place, number)

    def money(self, place: int) -> tuple[str, bool]:
        for one in self.right(place):
            if one.role in ("noun", "foreign", "modifier") and one.meaning in MONEY:
                return self.as_money(one.meaning), True
        for one in self.left(place):
            if isinstance(one, Token) and one.role in ("noun", "foreign") and one.meaning in MONEY:
                return self.as_money(one.meaning), True
            if isinstance(one, Token) and one.role == "series":
                return "value", True
        if any(isinstance(one, Token) and one.role == "modifier" and one.meaning in ("cash", "equity") for one in self.items):
            return "reward", True
        before = self.state.subject
        return (self.as_money(before.nouns[0]) if before else "value"), False

    def as_money(self, noun: str) -> str:
        return "value" if noun in ("contract", "volume") else noun

    def changed(self, place: int, relation: str) -> tuple[str, bool]:
        """Return the thing that grows, or is a part."""
        if relation in (GROWTH, TIMES):
            for one in self.right(place):
                if one.role in ("noun", "foreign"):
                    return one.meaning, True
        wanted = (*MONEY, *COUNTS)
        for one in self.left(place):
            if isinstance(one, Token) and one.role in ("noun", "foreign") and one.meaning in wanted:
                return one.meaning, True
            if isinstance(one, Number):
                index = next((key for key, known in self.done.items() if known.number is one), None)
                if index is not None and self.done[index].nouns[0] != "foreign" and not self.done[index].number.unit:
                    return self.done[index].nouns[0], True
        before = self.state.subject
        return (before.nouns[0] if before else ""), False

    def counted(self, place: int, number: Number) -> tuple[str, bool]:
        right, text = self.right(place), self.passage.text[number.end : number.end + 60]
        named = next((one for one in right if one.role in ("noun", "scope", "series", "foreign")), None)
        if named and self.is_head(number, named):
            return self.as_count(named), True
        if number.counter in ("家", "所", "项", "名", "人", "人次", "份", "个", "件", ""):
            follows = re.match(r"\s([a-z]+)", text)
            if not number.counter and follows and not _LIGHT.match(follows[1]):
                return "foreign", True
            return self.counted_before(place, number)
        return "foreign", True

    def is_head(self, number: Number, named: Token) -> bool:
        """Tell whether a word after a number is what it counts: with few words between, and none that begins a phrase."""
        between = self.passage.text[number.end : named.start]
        if number.counter or not between.isascii():
            return len(between) <= 8 and not re.search("[占增为是有比]", between)
        inner = re.sub(r"^\s?of (them|which|these|those)\b", "", between)
        return len(between) <= 40 and not any(_LIGHT.fullmatch(word) for word in re.findall("[A-Za-z]+", inner))

    def as_count(self, one: Token) -> str:
        return {"scope": "institution", "series": "contract"}.get(one.role, one.meaning)

    def counted_before(self, place: int, number: Number) -> tuple[str, bool]:
        usual = {"家": "institution", "所": "institution", "项": "contract", "人次": "persons"}.get(number.counter, "")
        allowed = {
            "家": ("institution", "company", "platform", "foreign"), "所": ("institution", "foreign"),
            "项": ("contract", "foreign", "volume"), "名": ("staff", "foreign"), "人": ("staff", "foreign"), "人次": ("persons", "foreign"),
            "份": ("agreement", "foreign", "contract"), "个": ("platform", "foreign", "institution", "company"),
            "件": ("foreign", "joint_project", "contract"),
        }.get(number.counter, COUNTS)  # fmt: skip
        for one in self.left(place):
            if isinstance(one, Number):
                known = next((subject for subject in self.done.values() if subject.number is one), None)
                if known and not one.unit and known.nouns[0] in allowed and not usual:
                    return known.nouns[0], True
                continue
            if one.role in ("noun", "foreign") and one.meaning in allowed:
                return one.meaning, True
            if one.role == "series" and "contract" in allowed:
                return "contract", True
            if one.role == "scope" and usual == "institution":
                return usual, True
        if usual:
            return usual, True
        before = next((one for one in self.state.row[::-1] if not one.number.unit), None)
        return (before.nouns[0] if before else "foreign"), False

    def modifiers(self, place: int, number: Number, noun: str) -> tuple[frozenset[str], frozenset[str]]:
        known = frozenset().union(*(thing.modifiers for thing in things().values() if thing.noun == noun), {"over_other"})
        right = {self.as_modifier(one) for one in self.right(place, far=not number.unit)} & known
        left = set()
        for one in self.left(place):
            if isinstance(one, Number) and (not one.unit or number.unit in CURRENCIES and one.unit in CURRENCIES):
                break
            if isinstance(one, Token):
                left.add(self.as_modifier(one))
        near = frozenset(self.as_modifier(one) for one in self.items if isinstance(one, Token)) & known
        strict = right if right and not number.unit else right | (left & known)
        if noun == "reward" and {"cash", "equity"} <= strict:
            strict -= {"cash", "equity"}
        return frozenset(strict - {"single"}), near

    def as_modifier(self, one: Token) -> str:
        return one.meaning if one.role in ("modifier", "noun") else ""

    def series(self, place: int, number: Number, noun: str) -> tuple[tuple[str, ...], bool]:
        found = self.listed(place, "series") or next((one for one in self.right(place) if one.role == "series"), None)
        found = found or self.nearest(place, "series")
        if found:
            return (found.meaning,), True
        if noun == "institution":
            return ("", "6modes", "3modes", "3services"), False
        return tuple(dict.fromkeys([self.state.series or "6modes", "6modes"])), False

    def scopes(self, place: int, number: Number) -> tuple[tuple[str, ...], bool]:
        found = self.listed(place, "scope") or next((one for one in self.right(place) if one.role == "scope"), None)
        found = found or self.nearest(place, "scope")
        if found:
            return (found.meaning,), True
        before = self.state.scope
        return ((before,) if before == "other" else tuple(dict.fromkeys([before or "all", "all"]))), False

    def listed(self, place: int, role: str) -> Token | None:
        """Return the word of a list that belongs to a number of a list, where there are as many of both."""
        row = self.row(place)
        if len(row) < 2:
            return None
        words = [part for one in self.items[: row[0]] if isinstance(one, Token) and one.role == role for part in (one.parts or (one,))]
        joined = any(isinstance(one, Token) and one.role == "join" for one in self.items)
        if len(words) >= len(row) and joined and len({word.meaning for word in words[-len(row) :]}) == len(row):
            return words[-len(row) :][row.index(place)]
        return None

    def row(self, place: int) -> list[int]:
        """Return the places of the numbers that make a list with a number: of one unit, with nothing but commas between."""
        places = [index for index, one in enumerate(self.items) if isinstance(one, Number)]
        rows: list[list[int]] = []
        for index in places:
            one = self.items[index]
            last = self.items[rows[-1][-1]] if rows else None
            is_next = last and last.unit == one.unit and re.fullmatch(r"[\s,、，]*(和|与|及|and|or)?\s*", self.gap(last, one))
            rows.append([index]) if not is_next else rows[-1].append(index)
        return next(row for row in rows if place in row)

    def years(self, place: int, number: Number, relation: str) -> tuple[tuple[int, ...], bool]:
        listed = self.listed(place, "year")
        if listed:
            return (int(listed.meaning),), True
        found = self.year_after(place) or self.year_before(place, relation)
        if found:
            return (found,), True
        state = self.state
        later = next((int(one.meaning) for one in self.items[place:] if isinstance(one, Token) and one.role == "year"), None)
        if later:
            return (later,), True
        back = 1 if self.is_previous(place, relation) else 0
        years = state.years or ([state.published - 1, state.published - 2] if state.published else [])
        return tuple(dict.fromkeys(year - back for year in [*years[:1], *([state.first_year] if state.first_year else []), *years[1:2]])), bool(back)

    def year_after(self, place: int) -> int | None:
        for one in self.items[place + 1 :]:
            if isinstance(one, Number):
                return None
            if one.role in ("year", "from", "beside"):
                gap = self.gap(self.items[place], one)
                return int(one.meaning) if re.fullmatch(r"[^,;，；。、()]{0,40}\b(in|of|for|during)\s|\s?[（(]", gap) else None
            if one.role == "time":
                gap = self.gap(self.items[place], one)
                if one.meaning in ("last", "this") and self.state.published and not re.search("[,，;；]", gap):
                    return self.state.published - (one.meaning == "last")
        return None

    def year_before(self, place: int, relation: str) -> int | None:
        passed = False
        for one in self.left(place):
            if isinstance(one, Number):
                passed = True
                continue
            near = not passed and len(self.gap(one, self.items[place])) <= (4 if one.role == "beside" else 16)
            if one.role == "year" and not self.is_of_another(one):
                return int(one.meaning)
            if one.role in ("beside", "from") and near and relation not in (GROWTH, INCREASE, TIMES):
                return int(one.meaning)
            if one.role == "time" and one.meaning in ("last", "this") and self.state.published:
                return self.state.published - (one.meaning == "last")
            if one.role == "time" and one.meaning == "previous" and self.is_previous(place, relation):
                years = [int(known.meaning) for known in self.items[:place] if isinstance(known, Token) and known.role == "year"] or self.state.years
                return years[-1 if years is not self.state.years else 0] - 1 if years else None
        return None

    def is_of_another(self, year: Token) -> bool:
        """Tell whether a year stands after a number from which something rose, and belongs to it alone."""
        index = self.items.index(year)
        before = next((one for one in self.items[:index][::-1] if isinstance(one, Number)), None)
        if before is None or not re.fullmatch(r"[^,;，；。]{0,30}\b(in|of|for)\s", self.gap(before, year)):
            return False
        return bool(re.search(r"(from|against|with|to|than)\s(the |some |about )?$", self.passage.text[max(0, before.start - 14) : before.start]))

    def is_previous(self, place: int, relation: str) -> bool:
        """Tell whether a number is that of the year before, as in "against 2,766 a year before"."""
        if relation in (GROWTH, INCREASE, TIMES, COMPOUND):
            return False
        number = self.items[place]
        for one in [*self.clause(place), *self.right(place)]:
            if one.role == "time" and one.meaning == "previous":
                before = self.passage.text[max(0, one.start - 10) : one.start]
                return not re.search(r"(than|over|on|比|较|与|同)\s?(in )?(the |a )?$", before) or number.start < one.start
        return False

    def basis(self, place: int) -> str:
        for one in self.left(place):
            if isinstance(one, Token) and one.meaning in (MATCHED, TOTALS) and one.role in ("modifier", "basis"):
                return one.meaning
        for one in self.right(place):
            if one.meaning in (MATCHED, TOTALS):
                return one.meaning
        return ""
