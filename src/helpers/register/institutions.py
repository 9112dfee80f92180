"""Institutions of a register: the one that is asked for, and whether there is but one."""

from difflib import get_close_matches

from helpers.errors import InputError, visible
from helpers.parameters import RegisterParameters
from helpers.register.cells import clean
from helpers.register.summary import Register


def known(register: Register, asked: RegisterParameters) -> str:
    """Return the institution as the register writes it; refuse a year without rows and an unknown name."""
    if asked.year not in register.years:
        have = ", ".join(f"{year} ({rows} rows)" for year, rows in register.years.items()) or "none"
        rejected = ", ".join(f"{reason} ({rows} rows)" for reason, rows in register.rejected.items())
        why = f" Rows rejected, all years: {rejected}. Correct those rows, or give another year." if rejected else ""
        raise InputError(f"The register has no row of {asked.year} that can be used. Years found: {have}.{why}")
    names = sorted(register.groups.loc[register.groups["year"] == asked.year, "institution"].unique())
    name = clean(asked.institution)
    if name and name not in names:
        near = visible(", ".join(get_close_matches(name, names, n=3, cutoff=0.3) or names[:3]))
        raise InputError(f"The register has no row of {asked.institution!r} in {asked.year}. Similar names: {near}.")
    return name


def only(register: Register, year: int) -> str:
    """Return the only institution of a year and the year before, also of their rejected rows; empty where there are several."""
    names = set(register.groups.loc[register.groups["year"].isin((year, year - 1)), "institution"])
    return names.pop() if len(names) == 1 and {*register.lost["institution"]} <= {"", *names} else ""
