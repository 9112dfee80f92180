"""Lists of modes and of types of institution, read as the whole that they make up."""

import re
from collections.abc import Iterator
from dataclasses import replace

from helpers.articles.words import Token
from helpers.figures.load import Tables

# What a word for an amount right behind tells nothing new of.
_FLOWS = ("cash", "equity", "received", "reward", "research", "foreign", "ip_income", "joint_income")
# Words that only join the words of a list.
_JOINING = re.compile(
    r"[\s,、/+&和与及或以]*(?:and|or|&|以及|public|the|scientific|technology|technical|technological|commissioned|their|合同|方式)?"
    r"[\s,、和与及]*(?:the )?",
    re.IGNORECASE,
)

# Between a value and the contracts that it is of.
_OF = re.compile(r" of (the |all |these |those |their |its )?([a-z]+ ){0,1}", re.IGNORECASE)

# What rewards are paid in, and how far before they are named.
_PAID_IN = {"cash": "cash", "shares": "equity", "stock": "equity", "equity": "equity", "股权": "equity"}
_NEAR = 300

# What a part is counted in with makes up the whole.
_WIDER = {"3services": "6modes", "service_mode": "6modes", "research institutes": "all"}
_WITH = re.compile(
    r"(\b(including|counting( in)?|plus|together with|adding|along with|with)|包括|加上|连同|算上|计入|含)\s?(the |all )?$",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"(的|合同|方式){0,2}[,，]?\s?(?:are |were |is )?(included|counted in|added|too\b|and all\b|算进|计入|在内|都算|也算|算上)"
)
_WITHOUT = re.compile(
    r"(\b(leaving (aside|out)|excluding|not counting|without|apart from|disregarding)"
    r"(,? (contract )?(development|R&D|research),?( and)?)?|不含|不包括|剔除|扣除|撇开)\s?(the )?$",
    re.IGNORECASE,
)
# What is left of all modes without these.
REST = {"3services": "3modes", "3modes": "3services"}
_SOLD = re.compile(
    r"\b(sale|sales|selling|sell|sold|outright|assign\w*|transfer\w*),? (or |and |of \w+,? )?(an? )?$", re.IGNORECASE
)
_INVESTED = re.compile(
    r",? or (put|placed|brought) into (companies|firms|start-?ups)"
    r"|( (the|their|its) [a-z ]{3,40})?,? (and|or|&) (\w+ ){0,3}"
    r"(invest\w*|equity[\w-]*|shares?\b|shareholdings?|stakes?|valuations?|pric\w+)"
    r"( (investments?|deals?|swaps?))?( (in|as|for|through) [a-z ]{0,14}\b(equity|shares|stock))?",
    re.IGNORECASE,
)


def declared_wholes(tables: Tables) -> dict[frozenset[str], str]:
    """Return the whole that parts make up, by their names."""
    found = {}
    declared = tables.indicators[tables.indicators["split"] != ""]
    for (whole, _), parts in declared.groupby(["part_of", "split"])["indicator"]:
        if whole.startswith("value_"):
            found[frozenset(part.removeprefix("value_") for part in parts)] = whole.removeprefix("value_")
    modes = [names for names in found if len(names) == 3]
    found |= {frozenset().union(*modes): "6modes"}
    for whole, parts in tables.scopes[tables.scopes["split"] != ""].groupby("part_of")["scope"]:
        for split in ({"universities", "research institutes"}, {"central institutions", "local institutions"}):
            if split <= set(parts):
                found[frozenset(split)] = whole
    found[frozenset({"transfer_mode", "development_mode", "consulting_mode", "service_mode"})] = "4tech"
    return found


def merged_words(found: list[Token], text: str, wholes: dict[frozenset[str], str]) -> list[Token]:
    """Return words with each list of modes or of types of institution as one, if its parts make up one of the wholes."""
    merged: list[Token] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and (_is_flow(last, one, text[last.end : one.start]) or _is_at_home(last, one, text)):
            merged[-1] = replace(last, end=one.end)
        elif last and _is_of_place(last, one, text[last.end : one.start]):
            merged[-1] = Token(last.start, one.end, "scope", "elsewhere")
        elif last and last.role == one.role in ("series", "scope") and _is_list(last, one, text[last.end : one.start]):
            parts = (*(last.parts or (last,)), one)
            names = frozenset(part.meaning for part in parts)
            if names & {"development_mode", "consulting_mode"} and "3services" in names:
                names = names - {"3services"} | {"service_mode"}
            merged[-1] = Token(last.start, one.end, one.role, "all" if "all" in names else wholes.get(names, "list"), parts)
        else:
            merged.append(one)
    merged = [_widened(one, text) for one in merged]
    merged = [one for place, one in enumerate(merged) if not place or one.start >= merged[place - 1].end]
    apart: list[Token] = []
    for one in merged:
        # Of scopes that make up no whole each is itself; of modes the record has nothing.
        apart += one.parts if (one.role, one.meaning) == ("scope", "list") else [one]
    apart = [one for one in apart if one.meaning != "development_mode" or not _is_general(one, text)]
    return list(_of_rewards(apart, text))


def _is_general(one: Token, text: str) -> bool:
    """Tell whether a word for development is no mode: development was not linear, the development of the field."""
    is_bare = text[one.start : one.end].lower() == "development"
    return is_bare and not re.match(
        r"[\s-]{1,2}(contract|agreement|deal|mode|work|project)", text[one.end :][:12], re.IGNORECASE
    )


def _of_rewards(found: list[Token], text: str) -> Iterator[Token]:
    """Yield words with cash and shares, where rewards were spoken of last, as what rewards are paid in."""
    rewards = -_NEAR
    for one in found:
        paid_in = _PAID_IN.get(text[one.start : one.end].lower())
        if paid_in and one.start - rewards < _NEAR:
            yield replace(one, role="modifier", meaning=paid_in)
            continue
        is_reward = one.meaning == "reward" or re.search("reward|奖", text[one.start : one.end], re.IGNORECASE)
        rewards = one.end if is_reward else -_NEAR if one.meaning == "received" else rewards
        yield one


def _widened(one: Token, text: str) -> Token:
    """Return a word as the whole that the words around it make of it, as in "research institutes included"."""
    before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 60]
    if one.meaning in _WIDER and (_WITH.search(before) or _INCLUDED.match(after)):
        return replace(one, meaning=_WIDER[one.meaning], parts=())
    names = {part.meaning for part in one.parts or (one,)}
    if _WITHOUT.search(before) and (one.meaning in REST or "consulting_mode" in names):
        return replace(one, meaning=REST.get(one.meaning, "3modes"), parts=())
    if names == {"licence_mode", "equity_investment_mode"} and _SOLD.search(before):
        return replace(one, meaning="3modes", parts=())
    is_sold = "transfer_mode" in names or _SOLD.search(before)
    if one.meaning in ("list", "licence_mode") and "licence_mode" in names and is_sold and _INVESTED.match(after):
        return replace(one, end=one.end + _INVESTED.match(after).end(), meaning="3modes", parts=())
    return one


def _is_flow(last: Token, one: Token, between: str) -> bool:
    """Tell whether a word only ends the word for an amount before it, as in "value of the contracts"."""
    if last.meaning == "value" and one.meaning in ("contract", "agreement"):
        return bool(_OF.fullmatch(between))
    is_flow = one.meaning == "value" and last.role in ("noun", "foreign", "modifier") and last.meaning in _FLOWS
    return is_flow and between in ("", "的")


def _is_of_place(last: Token, one: Token, between: str) -> bool:
    """Tell whether two words name the institutions of a place: 浙江省高校, universities in Zhejiang."""
    there, here = ("elsewhere", "other"), ("all", "universities", "research institutes", "institution")
    if last.role != "scope":
        return False
    return (last.meaning in there and one.meaning in here and between in ("", " ", "的", "各", "所属")) or (
        last.meaning in here and one.meaning == "elsewhere" and between.lower() in (" in ", " of ", " across ")
    )


def _is_at_home(last: Token, one: Token, text: str) -> bool:
    """Tell whether a word only says that institutions are the country's: universities across the country."""
    return (
        last.role == one.role == "scope" and text[last.end : one.start] == " " and text[one.start : one.end].endswith("country")
    )


def _is_list(last: Token, one: Token, between: str) -> bool:
    if (last.meaning == "6modes") != (one.meaning == "6modes"):
        return False
    return len(between) <= 24 and bool(_JOINING.fullmatch(between)) and bool(between.strip())
