"""One logical line into syntax nodes, by itself."""

from __future__ import annotations

import ast
import threading
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import cast

from presynth.source.logical_line import LogicalLine, Parsed
from presynth.source.newer import needed_version
from presynth.source.statement import Kind, SyntaxFault

_FILE = "<presynth>"
# What must stand before and below a line of this kind so that it can be parsed; "{0}" is the line's indentation.
_BEFORE = {
    Kind.ELIF: "{0}if 1: pass\n",
    Kind.ELSE: "{0}if 1: pass\n",
    Kind.EXCEPT: "{0}try: pass\n",
    Kind.FINALLY: "{0}try: pass\n",
}
_BODY = "\n{0} pass"
_CASES = "\n{0} case _: pass"
_HANDLER = "\n{0}finally: pass"
_quiet = threading.RLock()


@contextmanager
def no_warnings() -> Generator[None]:
    """While this is entered, parsing warns of nothing, whatever the program's filters say."""
    with _quiet, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def parse(line: LogicalLine, kind: Kind) -> Parsed:
    """Parses `line` as a statement of `kind`; never raises."""
    margin = line.text[: len(line.text) - len(line.text.lstrip(" \t\f"))]
    if kind is Kind.CASE and not margin:
        return Parsed((), 0, SyntaxFault("a case stands indented below its match", 0, 0))
    before = "" if not margin else "match 1:\n" if kind is Kind.CASE else "if 1:\n"
    before += _BEFORE.get(kind, "").format(margin)
    shift = before.count("\n")
    source = f"{before}{line.text}{_below(line, kind).format(margin)}\n"
    try:
        module = compile(source, _FILE, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        return Parsed((), shift, _fault(line, error, shift))
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return Parsed((), shift, SyntaxFault(_reason(error), 0, len(margin)))
    assert isinstance(module, ast.Module)
    nodes = _own_nodes(module, bool(margin))
    if not nodes or (kind is not Kind.SIMPLE and len(nodes) > 1):
        return Parsed((), shift, SyntaxFault("invalid syntax", 0, len(margin)))
    return Parsed(tuple(nodes) if kind is Kind.SIMPLE else _header(line, kind, nodes[0], shift), shift)


def _own_nodes(module: ast.Module, wrapped: bool) -> Sequence[ast.stmt | ast.match_case]:
    if not wrapped:
        return module.body
    wrapper = module.body[0]
    if len(module.body) > 1:
        return ()
    return wrapper.cases if isinstance(wrapper, ast.Match) else cast(ast.If, wrapper).body


def _below(line: LogicalLine, kind: Kind) -> str:
    """The stand-in for what is indented below `line`, and what its compound statement needs to be whole."""
    if kind is Kind.SIMPLE:
        return ""
    if kind is Kind.MATCH:
        return _CASES
    body = _BODY if line.colon else ""
    return body + _HANDLER if kind is Kind.TRY else body


def _header(line: LogicalLine, kind: Kind, node: ast.AST, shift: int) -> tuple[ast.AST, ...]:
    """The node of a compound statement's header, a stand-in for its body, and the nodes of a body behind its colon."""
    last = line.text[: line.code_end]
    end_line, end_byte = last.count("\n") + 1 + shift, len(last.rpartition("\n")[2].encode())
    if isinstance(node, ast.Match):
        node.cases, node.end_lineno, node.end_col_offset = [], end_line, end_byte
        return (node,)
    stand_in = ast.Pass(lineno=end_line, col_offset=end_byte, end_lineno=end_line, end_col_offset=end_byte)
    if kind in (Kind.ELSE, Kind.FINALLY):
        body = cast(ast.If, node).orelse if kind is Kind.ELSE else cast(ast.Try, node).finalbody
        word = cast(ast.stmt, node).col_offset
        header = ast.Pass(
            lineno=1 + shift, col_offset=word, end_lineno=1 + shift, end_col_offset=word + len(kind.value)
        )
        return (header,) if line.colon else (header, *body)
    if kind is Kind.ELIF:
        node = cast(ast.If, node).orelse[0]
    elif kind is Kind.EXCEPT:
        node = cast(ast.Try, node).handlers[0]
    header = cast(ast.If, node)  # or any other node with a body
    body = header.body
    header.body = [stand_in]
    if kind is Kind.TRY:
        cast(ast.Try, node).finalbody = []
    if line.colon and kind is not Kind.CASE:
        header.end_lineno, header.end_col_offset = end_line, end_byte
    return (node,) if line.colon else (node, *body)


def _reason(error: Exception) -> str:
    if isinstance(error, (RecursionError, MemoryError)):
        return "too deeply nested to be parsed"
    return str(error)


def _fault(line: LogicalLine, error: SyntaxError, shift: int) -> SyntaxFault:
    """What Python says of `line`, at a place inside of it."""
    physical = line.text.split("\n")
    row = min(max((error.lineno or 1) - 1 - shift, 0), len(physical) - 1)
    column = min(max((error.offset or 1) - 1, 0), len(physical[row]))
    message = error.msg
    needed = needed_version(line.text, message)
    return SyntaxFault(needed or message, row, column)
