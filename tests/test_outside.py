"""What comes from outside stays outside: nothing in it is run, leaves its folder, fills the memory, or tells a secret."""

import json
import os
import pickle
import re
import struct
import zipfile
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import forked
import nbformat
import pytest
from click.testing import CliRunner, Result

from helpers import paths
from helpers.cli import app
from helpers.errors import InputError
from helpers.register import ingest as intake
from helpers.run import notebooks
from helpers.run.kernels.client import Server, warm_kernels

HEADER = "institution,year,mode,value_yuan\n"
MEGABYTES = 256
SECRET = "b1946ac92492d234"


def scitech(*arguments: object) -> Result:
    """Run the command here, with kernels that are there already."""
    return CliRunner().invoke(app, list(map(str, arguments)))


def counted(file: Path, out: Path) -> CompletedProcess:
    return forked.scitech("contracts", file, "--year", 2020, "--out", out, SCITECH_KERNEL_MEMORY=str(MEGABYTES))


class Trap:
    """What an unpickler would run."""

    def __init__(self, sprung: Path):
        self.sprung = sprung

    def __reduce__(self):
        return Path.touch, (self.sprung,)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".xls", ".parquet", ".pkl"])
def test_a_pickle_is_not_opened(tmp_path, suffix):
    sprung = tmp_path / "sprung"
    pickle.loads(pickle.dumps(Trap(sprung)))
    sprung.unlink()
    (tmp_path / f"register{suffix}").write_bytes(pickle.dumps(Trap(sprung)))
    result = counted(tmp_path / f"register{suffix}", tmp_path / "out")
    assert result.returncode == 2
    assert f"register{suffix}" in result.stderr
    assert not sprung.exists()


def test_a_notebook_is_no_register(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"open({str(tmp_path / 'sprung')!r}, 'w')")])
    nbformat.write(notebook, tmp_path / "register.ipynb")
    result = counted(tmp_path / "register.ipynb", tmp_path / "out")
    assert result.returncode == 2
    assert "register.ipynb, row 1" in result.stderr
    assert not (tmp_path / "sprung").exists()


def test_notebooks_that_lie_beside_the_figures_are_not_run(tmp_path, folder):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    for name in ("01_data_loading", "03_narrative"):
        nbformat.write(notebook, folder / f"{name}.ipynb")
    result = scitech("report", "--year", 2020, "--figures", folder, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr


def workbook(path: Path, sheet: bytes, times: int) -> Path:
    """Write a workbook whose one sheet is a piece repeated."""
    from openpyxl import Workbook

    Workbook().save(path)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist() if name != "xl/worksheets/sheet1.xml"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for _ in range(times):
                part.write(sheet)
            part.write(b"</sheetData></worksheet>")
    return path


ROW = b'<row><c t="inlineStr"><is><t>' + b"x" * 4000 + b"</t></is></c></row>"


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is(tmp_path):
    bomb = workbook(tmp_path / "bomb.xlsx", ROW * 100, 1400)
    assert bomb.stat().st_size < 3 << 20
    result = counted(bomb, tmp_path / "out")
    assert result.returncode == 2
    assert re.search(r"bomb.xlsx: the workbook unpacks to 5\d\d MB. Save the sheet as CSV.", result.stderr)


def test_a_workbook_that_lies_about_its_size_ends_in_an_error_within_the_bound(tmp_path):
    bomb = workbook(tmp_path / "bomb.xlsx", ROW * 100, 1400)
    content = bomb.read_bytes()
    entry = content.rindex(b"PK\x01\x02")
    bomb.write_bytes(content[: entry + 24] + struct.pack("<I", 1000) + content[entry + 28 :])
    assert sum(part.file_size for part in zipfile.ZipFile(bomb).infolist()) < 1 << 20
    result = counted(bomb, tmp_path / "out")
    assert result.returncode == 2
    assert "bomb.xlsx" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_parquet_file_with_one_huge_value_ends_in_an_error_within_the_bound(tmp_path):
    bomb = tmp_path / "bomb.parquet"
    value = "repeat('x', 400000000)"
    query = f"select {value} as institution, 2020 as year, 'licence' as mode, 1.0 as value_yuan"
    duckdb.execute(f"copy ({query}) to '{bomb}' (format parquet, compression zstd)")
    assert bomb.stat().st_size < 1 << 20
    result = counted(bomb, tmp_path / "out")
    assert result.returncode == 2
    assert "bomb.parquet" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_parquet_file_with_more_rows_than_there_are_contracts_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "MOST_ROWS", 99)
    bomb = tmp_path / "bomb.parquet"
    columns = "'A' as institution, 2020 as year, 'licence' as mode, 1.0 as value_yuan"
    duckdb.execute(f"copy (select {columns} from range(100)) to '{bomb}' (format parquet)")
    with pytest.raises(InputError, match=r"bomb.parquet: it claims to hold 100 rows."):
        intake.sources([bomb], tmp_path)


def test_a_line_without_end_ends_in_an_error_within_the_bound(tmp_path):
    bomb = tmp_path / "bomb.csv"
    with bomb.open("w") as text:
        for _ in range(400):
            text.write("x" * (1 << 20))
    result = counted(bomb, tmp_path / "out")
    assert result.returncode == 2
    assert "bomb.csv" in result.stderr
    assert "Traceback" not in result.stderr


CODE = "A'\"; __import__('pathlib').Path({sprung!r}).touch() #"


def test_a_name_is_no_code(tmp_path):
    name = CODE.format(sprung=str(tmp_path / "sprung"))
    quoted = name.replace('"', '""')
    register = tmp_path / "register.csv"
    register.write_text(HEADER + f'"{quoted}",2020,licence,100\n' * 2 + f'"{quoted}",2020,transfer,300\n', encoding="utf-8")
    result = scitech("contracts", register, "--year", 2020, "--institution", name, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert not (tmp_path / "sprung").exists()


def test_a_folder_s_name_is_no_code_and_leads_nowhere(tmp_path, folder):
    figures = folder.rename(tmp_path / "'\nimport os; os.mkdir('sprung')\n'\"\"\"\\{0[0]}$(touch sprung)")
    result = scitech("report", "--year", 2020, "--figures", figures, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in tmp_path.iterdir()} == {figures.name, "out"}


PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
PRINTED = "import os; print({**os.environ}, open('/proc/self/environ').read() if os.path.exists('/proc/self/environ') else '')"


@pytest.mark.parametrize("warm", [True, False])
def test_a_notebook_sees_no_secret(tmp_path, monkeypatch, warm):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PRINTED)], metadata=PYTHON)
    nbformat.write(notebook, tmp_path / "one.ipynb")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(Server, "current", None)
    monkeypatch.setenv("TOKEN_OF_SOMEONE", SECRET)
    if not warm:
        monkeypatch.delattr(os, "fork")
    with warm_kernels():
        (made,) = notebooks.run(["one"], {}, tmp_path)
    assert "PATH" in made.cells[-1].outputs[0].text
    assert SECRET not in json.dumps(made)
