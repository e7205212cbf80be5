from __future__ import annotations

import sys

import pytest

from presynth.source import newer
from presynth.source.file import SourceFile
from presynth.source.newer import needed_version


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("type X = int", "3.12"),
        ("type X[T] = list[T]", "3.12"),
        ("def f[T](x: T): pass", "3.12"),
        ("@d\nasync def f[T](x: T):", "3.12"),
        ("class A[T]:", "3.12"),
        ("class A[T = int]:", "3.13"),
        ("except A, B:", "3.14"),
        ("    except* A:", "3.11"),
        ("x = t'{y}'", "3.14"),
        ('x = f"{y["z"]}"', "3.12"),
        ('x = f"{\n y}"', "3.12"),
        ('x = f(f"{y["("]}")', "3.12"),
    ],
)
def test_newer_syntax_is_named(monkeypatch: pytest.MonkeyPatch, text: str, needed: str) -> None:
    monkeypatch.setattr(newer, "sys", type("sys", (), {"version_info": (3, 10, 1)}))
    message = needed_version(text, "invalid syntax")
    assert message is not None
    assert message.startswith("presynth runs on Python 3.10, and ")
    assert f"needs Python {needed} or newer (invalid syntax)" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = = 1", "invalid syntax"),
        ("type X = f(", "'(' was never closed"),
        ("def f(x)", "expected ':'"),
        ("except (A, B):", "invalid syntax"),
        ("except A", "expected ':'"),
        ("x = f'{y'", "f-string: expecting '}'"),
        ("x = f'{y}' f'{z}' =", "invalid syntax"),
        ("x = 't' = t", "invalid syntax"),
    ],
)
def test_what_no_python_knows_is_not_blamed_on_this_one(
    monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.setattr(newer, "sys", type("sys", (), {"version_info": (3, 10, 1)}))
    assert needed_version(text, message) is None


def test_what_this_python_knows_is_not_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newer, "sys", type("sys", (), {"version_info": (3, 14, 0)}))
    assert needed_version("def f[T](x: T) = 1", "invalid syntax") is None


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="a Python that knows it")
def test_the_error_of_a_file_says_so() -> None:
    file = SourceFile.parse("a.py", "try:\n    pass\nexcept A, B:\n    pass\n")
    (error,) = file.errors
    assert "needs Python 3.14" in error[1]
