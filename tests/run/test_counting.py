"""A register is counted in a process of its own: what goes wrong there is named for what it is."""

import os
import signal

import pytest
from registers import register

from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register import summary
from helpers.run import counting

GOOD = "1,A,,2020-01-01,transfer,100,"


def refusal(folder, monkeypatch, fault, kind: type[Exception] = InputError) -> Exception:
    """Return how a register is refused when a fault takes the place of counting."""
    monkeypatch.setattr(summary, "count_rows", fault)
    asked = RegisterParameters(contracts=[str(register(folder, GOOD))], year=2020)
    with pytest.raises(kind) as caught:
        counting.count(asked, folder, "", lambda line: None)
    return caught.value


def raising(error: BaseException):
    def fault(*arguments: object):
        raise error

    return fault


def test_a_mistake_in_the_program_is_called_one_and_has_its_traceback(tmp_path, monkeypatch):
    error = refusal(tmp_path, monkeypatch, raising(TypeError("no such thing")), TypeError)
    assert str(error) == "no such thing"
    (note,) = error.__notes__
    assert "Traceback (most recent call last)" in note
    assert "in fault" in note


def test_more_memory_than_is_allowed_is_called_that(tmp_path, monkeypatch):
    monkeypatch.setenv("SCITECH_KERNEL_MEMORY", "512")
    error = refusal(tmp_path, monkeypatch, raising(MemoryError()))
    assert "as when it takes more than 512 MB. SCITECH_KERNEL_MEMORY sets how much it may." in str(error)


def test_a_reader_that_is_killed_may_have_taken_too_much_memory(tmp_path, monkeypatch):
    error = refusal(tmp_path, monkeypatch, lambda *arguments: os.kill(os.getpid(), signal.SIGKILL))
    assert "ended with -9, as when it takes more than" in str(error)


def test_a_register_is_counted_into_a_summary_and_the_rejected_rows(tmp_path):
    lines = []
    asked = RegisterParameters(contracts=[str(register(tmp_path, GOOD, "2,B,,2020,other,1,"))], year=2020, allow_rejected=1)
    made = counting.count(asked, tmp_path, "", lines.append)
    assert (made.years, made.rejected) == ({2020: 1}, {"unknown mode": 1})
    assert (tmp_path / counting.REJECTED).read_text(encoding="utf-8") == "file,row,reason\nregister.csv,3,unknown mode\n"
    assert len(lines) == 1
