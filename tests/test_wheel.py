"""Installed from a wheel, far from the checkout, the command makes the same report."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from helpers import paths

PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def run(*command: object, **more: object) -> str:
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False, **more)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """An environment with a wheel of this project, and the libraries of the one that the tests run in."""
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, paths.ROOT)
    venv.create(folder / "env", symlinks=True)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder / "env"), "platbase": str(folder / "env")}))
    (wheel,) = folder.glob("*.whl")
    run(*PIP, "--python", folder / "env/bin/python", "install", "--no-deps", wheel)
    # As a path alone: what else that environment holds, this checkout among it, is not seen.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "env" / "bin"


def test_a_wheel_makes_the_same_report(installed, tmp_path):
    where = run(installed / "python", "-c", "import helpers; print(helpers.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where
    made = run(installed / "scitech", "report", "--year", 2020, cwd=tmp_path).splitlines()
    assert {Path(name).name for name in made} == {path.name for path in (paths.REPORTS / "2020").iterdir()}
    for name in made:
        assert (tmp_path / name).read_bytes() == (paths.REPORTS / "2020" / Path(name).name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_outputs_are_accepted_in_a_checkout_alone(installed, tmp_path):
    result = subprocess.run([installed / "scitech", "accept"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "outputs are accepted in a checkout of the project" in result.stderr
