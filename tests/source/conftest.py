"""What the tests of this folder share."""

from __future__ import annotations

import ast
import importlib.util
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from presynth.source.file import SourceFile

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def generate() -> Callable[[int], str]:
    """The benchmarks' generator of stacks: from a number of constructs to source."""
    path = ROOT / "benchmarks" / "generate_stack.py"
    specification = importlib.util.spec_from_file_location("generate_stack", path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.generate


@pytest.fixture(scope="session")
def stack(generate: Callable[[int], str]) -> str:
    """A stack of 40 constructs."""
    return generate(40)


@pytest.fixture(scope="session")
def library() -> Path:
    """The standard library's folder."""
    return Path(sysconfig.get_path("stdlib"))


@pytest.fixture(scope="session")
def describe() -> Callable[[SourceFile], list[object]]:
    """All that two parses of one text must have in common."""
    return _describe


def _describe(file: SourceFile) -> list[object]:
    statements: list[object] = [
        (
            statement.line,
            statement.kind,
            statement.text,
            statement.indent,
            statement.shift,
            statement.error,
            len(statement.body),
            None if statement.node is None else ast.dump(statement.node, include_attributes=True),
        )
        for statement in file.walk()
    ]
    return [*statements, file.errors, file.suppressions, file.line_count]
