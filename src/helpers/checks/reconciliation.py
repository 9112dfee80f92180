"""Where observations agree and where they do not: by rule, from values, units and sources alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from helpers.checks.plausibility import slips
from helpers.display.formatting import number
from helpers.display.markup import escape, link
from helpers.figures.interval import Interval, evaluate
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation
from helpers.metrics import functions as metrics

# Fewer significant digits than this may meet by chance.
TELLING_DIGITS = 3
SEVERITIES = ("conflict", "slip", "basis", "agreement")


@dataclass(frozen=True)
class Finding:
    """What a rule found about some observations: a conflict, a likely slip, another basis, or agreement; and a sentence."""

    rule: str
    severity: str
    observations: tuple[Observation, ...]
    sentence: str
    worked: Interval | None = None

    @property
    def year(self) -> int:
        """The latest data year that it is about."""
        return max(s.year for s in self.observations)

    @property
    def doubted(self) -> tuple[Observation, ...]:
        """The observations that it puts in doubt: all where sources stand against each other, else the one worked out anew."""
        return self.observations if self.rule in ("repeated", "attributed", "split") else self.observations[:1]

    @property
    def inputs(self) -> tuple[Observation, ...]:
        """The observations it rests on."""
        return self.observations

    @property
    def anchor(self) -> str:
        """Name of the entry that says how it was found."""
        return self.observations[0].finding(self.rule)

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that it is about."""
        return frozenset(s.indicator for s in self.observations)


def reconcile(groups: Groups, tables: Tables) -> list[Finding]:
    """Apply every rule to every observation; the gravest findings first, then the latest years."""
    findings = [finding for rule in RULES.values() for finding in rule(groups, tables)]
    return sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), -f.year))


def _repeated(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Compare what several sources print for one indicator, year and scope."""
    for said in groups.values():
        if len(said) < 2:
            continue
        lead = said[0]
        if all(a.interval.agrees(b.interval) for a, b in combinations(said, 2)):
            sentence = f"{link(str(len(said)), lead.anchor)} sources agree on the {lead.name}: {lead.text}."
            yield Finding("repeated", "agreement", tuple(said), sentence)
        else:
            sentence = f"Sources disagree on the {lead.name}: {_sides(said)}."
            yield Finding("repeated", "conflict", tuple(said), sentence)


def _attributed(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Find one number that different sources give to different indicators of one year."""
    by_number = {}
    for said in groups.values():
        for one in said:
            if one.kind in ("count", "amount") and _digits(one.interval.value) >= TELLING_DIGITS:
                by_number.setdefault((one.year, one.scope, one.interval.value), []).append(one)
    for (year, _, _), said in by_number.items():
        sources = {}
        for one in said:
            sources.setdefault(one.indicator, set()).add(one.source)
        if not set.intersection(*sources.values()):
            said = sorted(said, key=lambda one: (-len(sources[one.indicator]), one.indicator))
            ways = {}
            for one in said:
                ways.setdefault(one.label, []).append(one)
            told = ", and as ".join(f"{escape(label)} by {_credits(way)}" for label, way in ways.items())
            sentence = f"One number of {year}, {said[0].text}, is printed as {told}."
            yield Finding("attributed", "conflict", tuple(said), sentence)


def _splits(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """Add up the parts of a split and compare the sum with the whole."""
    declared = tables.indicators[tables.indicators["split"] != ""]
    parts = declared.groupby(["part_of", "split"])["indicator"].agg(list)
    for (whole_name, _), names in parts.items():
        for (indicator, year, scope), (whole, *_) in groups.items():
            said = [groups.get((name, year, scope)) for name in names]
            if indicator == whole_name and all(said):
                found = [lead for lead, *_ in said]
                total = evaluate(lambda *values: sum(values), *(p.interval for p in found))
                terms = " + ".join(p.text for p in found)
                yield _compared("split", (whole, *found), total, f"{terms} against {whole.text}")


def _averages(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Divide the totals and compare with the average printed."""
    for said in groups.values():
        for one in (s for s in said if s.kind == "average"):
            match [groups.get((name.strip(), one.year, one.scope)) for name in one.of.split("/")]:
                case [[total, *_], [count, *_]] if worked := evaluate(metrics.average, total.interval, count.interval):
                    told = f"{one.text} printed, {_told('average', one, worked, one.unit)} from {total.text} "
                    told += f"and {count.text} {escape(count.unit)}"
                    yield _compared("average", (one, total, count), worked, told)


def _growth(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Work out growth from the printed totals and compare with the rate printed."""
    for one, now, before in _with_totals(groups, "growth"):
        worked = evaluate(metrics.growth_rate, now.interval, before.interval)
        if not worked:
            continue
        percent = evaluate(lambda fraction: fraction * 100, worked)
        gap = evaluate(lambda a, b: a - b, one.interval, percent)
        told = (
            f"{one.text} printed by {one.credit}, {_told('growth', one, percent, 'percent')} from {before.text} and {now.text}"
        )
        told += f", a gap of {_told('growth', one, gap, 'percent').replace(' %', '')} percentage points"
        yield _compared("growth", (one, now, before), percent, told)


def _increases(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Subtract the totals and compare with the increase printed."""
    for one, now, before in _with_totals(groups, "increase"):
        worked = evaluate(lambda a, b: a - b, now.interval, before.interval)
        told = (
            f"{one.text} printed by {one.credit}, {_told('increase', one, worked, one.unit)} from {before.text} and {now.text}"
        )
        yield _compared("increase", (one, now, before), worked, told)


def _slips(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Hold a figure against its kind and the neighbouring years, for slips of the pen."""
    for found, sentence in slips(groups):
        yield Finding("slip", "slip", found, sentence)


def _with_totals(groups: Groups, kind: str) -> Iterator[tuple[Observation, Observation, Observation]]:
    for said in groups.values():
        for one in (s for s in said if s.kind == kind):
            now, before = (groups.get((one.of, one.year - back, one.scope)) for back in (0, 1))
            if now and before:
                yield one, now[0], before[0]


def _dollars(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """Compare the rate behind a converted amount with those of the data year and of the week of publication."""
    for said in groups.values():
        for one in (s for s in said if s.kind == "conversion" and s.interval.claimed):
            base = groups.get((one.of, one.year, one.scope), [])
            yuan = next((s for s in base if s.source == one.source), base[0] if base else None)
            implied = yuan and evaluate(metrics.exchange_rate, yuan.interval, one.interval)
            if implied:
                yield _converted(one, yuan, implied, tables.exchange_rates)


def _converted(one: Observation, yuan: Observation, implied: Interval, rates: pd.DataFrame) -> Finding:
    told = f"{one.text} for {yuan.text} ({one.credit}) implies {_told('dollars', one, implied, 'CNY per USD')} per dollar"
    others = []
    for when, chosen in (("the publication week", _week(rates, one.published)), (f"{one.year}", _year(rates, one.year))):
        if chosen is None:
            told += f"; no rate of {when} is at hand"
        elif implied.agrees(chosen):
            return Finding("dollars", "basis", (one, yuan), f"{told}, a rate of {when} ({_rates(one, chosen)}).")
        else:
            others.append(f"{when} ({_rates(one, chosen)})")
    known = f"no rate of {' or '.join(others)}" if others else "no rate at hand"
    return Finding("dollars", "conflict", (one, yuan), f"{told}, which fits {known}.")


def _rates(one: Observation, span: Interval) -> str:
    """Return daily or yearly rates as printed: one, or the lowest and the highest."""
    return link(" to ".join(f"{rate:.4f}" for rate in dict.fromkeys((span.low, span.high))), one.finding("dollars"))


def _week(rates: pd.DataFrame, published: str) -> Interval | None:
    days = rates[rates["period_type"] == "day"]
    distance = pd.to_datetime(days["period"]) - pd.to_datetime(published, errors="coerce")
    return _span(days.loc[distance.abs() <= pd.Timedelta(days=7), "cny_per_usd"])


def _year(rates: pd.DataFrame, year: int) -> Interval | None:
    return _span(rates.loc[rates["period"] == str(year), "cny_per_usd"])


def _span(rates: pd.Series) -> Interval | None:
    found = rates.astype(float)
    return None if found.empty else Interval(found.median(), found.min(), found.max())


def _compared(rule: str, said: tuple[Observation, ...], worked: Interval, told: str) -> Finding:
    """State whether the first observation agrees with what was worked out from the others."""
    agrees = said[0].interval.agrees(worked)
    sentence = f"{'Agreement' if agrees else 'Difference'} in the {said[0].name}: {told}."
    # A rate on another basis is no contradiction: assumption A1.
    severity = "agreement" if agrees else "basis" if rule == "growth" else "conflict"
    return Finding(rule, severity, said, sentence, worked)


def _told(rule: str, one: Observation, worked: Interval, unit: str) -> str:
    return link(number(worked, unit), one.finding(rule))


def _sides(said: list[Observation]) -> str:
    by_text = {}
    for one in said:
        by_text.setdefault(one.text, []).append(one)
    return ", against ".join(f"{text} by {_credits(group)}" for text, group in by_text.items())


def _credits(said: list[Observation]) -> str:
    return "; ".join(escape(f"{one.publisher} ({one.published or 'undated'}, {one.grade})") for one in said)


def _digits(value: float) -> int:
    return len(f"{value:.0f}".strip("0"))


RULES = {
    "repeated": _repeated,
    "attributed": _attributed,
    "split": _splits,
    "average": _averages,
    "growth": _growth,
    "increase": _increases,
    "dollars": _dollars,
    "slip": _slips,
}
