"""Add an invented edition to a copy of the repository, follow README, and run the whole test suite there: python run.py [FOLDER].

The edition has three sources that disagree, a new indicator with a new unit, a new scope, and an exchange rate of its weeks.
The copy has an environment of its own, made by make as on a fresh machine.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("make check", "make report YEAR={year}", "make accept", "make test")


def invented(year: int) -> dict[str, list[str]]:
    """Return rows for each table of an edition that nobody published."""
    of, out = str(year), str(year + 1)
    release, paper, weekly = f"REL{out}", f"PAPER{out}", f"WEEKLY{out}"
    return {
        "sources": [
            f"{release},Release of the next edition,Compilers,{out}-09-01,zh,,compiler,compilers,,",
            f"{paper},Research pays,Daily,{out}-09-02,en,,press,compilers,,",
            f"{weekly},Another look,Weekly,{out},en,,secondary,compilers,,",
        ],
        "indicators": [f"patents_licensed_{out},patents licensed,patents,count,,,"],
        "exchange_rates": [f"{out}-09-01,day,market,7.1000,H10"],
        "published_figures": [
            f"{of},value_6modes,all,230000000000,CNY,rounded,10000000,2300.0亿元,{release},",
            f"{of},value_6modes,all,231000000000,CNY,rounded,1000000000,231 billion yuan,{weekly},",
            f"{of},contracts_6modes,all,700000,contracts,rounded,1000,70.0万项,{release},",
            f'{of},contracts_6modes,all,710000,contracts,about,,"710,000",{paper},',
            f"{of},growth_value_6modes,all,11.5,percent,rounded,0.1,11.5%,{release},",
            f"{of},institutions_over_100m_6modes,all,417,institutions,exact,,417家,{release},",
            f"{of},single_contracts_over_100m_6modes,all,417,contracts,about,,417,{paper},",
            f"{of},value_6modes_in_dollars,all,32400000000,USD,rounded,100000000,$32.4 billion,{paper},",
            f"{of},reporting_institutions,all,4100,institutions,exact,,4100家,{release},",
            f"{of},reporting_institutions,research institutes,2400,institutions,exact,,2400家,{release},",
            f"{of},patents_licensed_{out},all,51234,patents,exact,,51234件,{release},",
        ],
    }


def main(folder: Path) -> int:
    """Copy, add, follow README; return the exit code of the first command that fails."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in listed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    year = add(folder / "data")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    for command in COMMANDS:
        print(f"$ {command.format(year=year)}", flush=True)
        code = subprocess.run(command.format(year=year).split(), cwd=folder, env=environment, check=False).returncode
        if code:
            return code
    return 0


def add(data: Path) -> int:
    """Add the edition after the last to a folder of tables, and return its data year."""
    with (data / "published_figures.csv").open(encoding="utf-8") as table:
        year = max(int(row["year"]) for row in csv.DictReader(table)) + 1
    for name, rows in invented(year).items():
        with (data / f"{name}.csv").open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)
    return year


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as scratch:
        sys.exit(main(Path(scratch)))
