"""Importing a class of a binding that is named, and known to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.assist.class_names import modules_of
from presynth.assist.point import Point
from presynth.assist.word import word_at
from presynth.findings import Fix, Safety
from presynth.fixes.mentions import mentions
from presynth.operations import AddImport
from presynth.program.values import UNKNOWN

_MOST = 5


def importing(point: Point) -> Iterator[Fix]:
    """The imports that the name at a position may lack."""
    word = word_at(point)
    if word is None or word.cursor.base is not None or word.cursor.string is not None or word.cursor.in_comment:
        return
    if word.is_keyword or word.is_module_path or word.imported is not None or not _is_unbound(point, word.text):
        return
    for module in modules_of(point, word.text)[:_MOST]:
        yield Fix(f"Import `{word.text}` from `{module}`", Safety.SAFE, (AddImport(point.path, module, word.text),))


def _is_unbound(point: Point, name: str) -> bool:
    """Whether nothing in the file binds a name."""
    if name in point.names or point.value(name) is not UNKNOWN:
        return False
    found = (mentions(statement, name) for statement in point.source.walk() if statement.node is not None)
    return not any(each.binds or each.parameter or each.hides for each in found)
