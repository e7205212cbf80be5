"""Where items and commas are in one expression, import or signature, as libcst reads it.

libcst takes a third of a second to be imported: import this module where it is needed first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import libcst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from presynth.fixes.comma_list import CommaList, Item
from presynth.fixes.refusal import FixRefused

_Bracketed = libcst.Call | libcst.Dict | libcst.List | libcst.Set | libcst.Tuple


class _Parsed:
    """Code of a file, parsed by itself with `before` and `behind` around it; `at` is its offset in the file."""

    def __init__(self, before: str, code: str, behind: str, at: int) -> None:
        text = f"{before}{code}{behind}"
        try:
            # Not copied: nobody else has it.
            wrapper = MetadataWrapper(libcst.parse_module(text), unsafe_skip_copy=True)
        except libcst.ParserSyntaxError:
            raise FixRefused("the code around it cannot be read") from None
        self.module = wrapper.module
        self._ranges = wrapper.resolve(PositionProvider)
        self._starts = [at - len(before)]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: libcst.CSTNode) -> tuple[int, int]:
        """Where the node starts and ends in the file."""
        range_ = self._ranges[node]
        assert isinstance(range_, CodeRange)
        start, end = range_.start, range_.end
        return self._starts[start.line - 1] + start.column, self._starts[end.line - 1] + end.column

    def item(self, node: libcst.CSTNode, comma: libcst.Comma | libcst.MaybeSentinel) -> Item:
        start, end = self.span(node)
        if isinstance(comma, libcst.Comma):
            return Item(start, self.span(comma.whitespace_before)[0], self.span(comma)[0])
        if isinstance(node, libcst.Param):
            # Its own range is that of its name.
            end = self.span(node.whitespace_after_param)[0]
        elif isinstance(node, libcst.ParamSlash):
            end = start + 1
        return Item(start, end, None)

    def quotes_around(self, offset: int) -> Iterator[str]:
        """The quotes of the f-strings that have the offset in a replacement field."""
        for node in self._ranges:
            if isinstance(node, libcst.FormattedString):
                fields = (part for part in node.parts if isinstance(part, libcst.FormattedStringExpression))
                if any(start <= offset < end for start, end in map(self.span, fields)):
                    yield node.quote

    @property
    def statement(self) -> libcst.CSTNode:
        """The first statement."""
        first = self.module.body[0]
        return first.body[0] if isinstance(first, libcst.SimpleStatementLine) else first


def items_of(code: str, at: int) -> CommaList:
    """The arguments of a call, or the items of a display, whose whole text `code` is. Raises FixRefused."""
    parsed = _Parsed("(", code, ")", at)
    statement = parsed.statement
    node = statement.value if isinstance(statement, libcst.Expr) else None
    if not isinstance(node, _Bracketed):
        raise FixRefused("that is neither a call nor a list or dict that is written out")
    items = _items(parsed, node)
    is_tuple = isinstance(node, libcst.Tuple)
    if is_tuple and len(node.lpar) == 1:
        # The only parentheses are those that stand around to parse it.
        return CommaList(items[0].start, items[-1].behind, items, bracketed=False, one_needs_comma=True)
    tail = _open_arguments(node.args) if isinstance(node, libcst.Call) else 0
    start = parsed.span(_blanks_behind_bracket(node))[0]
    return CommaList(start, at + len(code) - 1, items, tail=tail, one_needs_comma=is_tuple)


def _items(parsed: _Parsed, node: _Bracketed) -> tuple[Item, ...]:
    elements: Sequence[libcst.Arg | libcst.BaseElement | libcst.BaseDictElement]
    elements = node.args if isinstance(node, libcst.Call) else node.elements
    return tuple(parsed.item(element, element.comma) for element in elements)


def _blanks_behind_bracket(node: _Bracketed) -> libcst.BaseParenthesizableWhitespace:
    match node:
        case libcst.Call():
            return node.whitespace_before_args
        case libcst.List():
            return node.lbracket.whitespace_after
        case libcst.Tuple():
            return node.lpar[-1].whitespace_after
        case _:
            return node.lbrace.whitespace_after


def _open_arguments(arguments: Iterable[libcst.Arg]) -> int:
    """How many `**` arguments stand at the end."""
    count = 0
    for argument in arguments:
        count = count + 1 if argument.star == "**" else 0
    return count


def quotes_around(code: str, at: int, offset: int) -> list[str]:
    """The quotes of the f-strings that an offset in the expression `code` is code of. Raises FixRefused."""
    return list(_Parsed("(", code, ")", at).quotes_around(offset))


def imported_names(code: str, at: int) -> CommaList:
    """The names of the import statement that `code` is. Raises FixRefused."""
    parsed = _Parsed("", code, "\n", at)
    node = parsed.statement
    if not isinstance(node, libcst.Import | libcst.ImportFrom) or isinstance(node.names, libcst.ImportStar):
        raise FixRefused("that is no import of names")
    items = tuple(parsed.item(alias, alias.comma) for alias in node.names)
    if isinstance(node, libcst.ImportFrom) and node.lpar is not None and node.rpar is not None:
        return CommaList(parsed.span(node.lpar.whitespace_after)[0], parsed.span(node.rpar)[1] - 1, items)
    return CommaList(items[0].start, items[-1].behind, items, bracketed=False)


def module_name(code: str, at: int) -> tuple[int, int]:
    """Where the from-import that `code` is names its module, dots included. Raises FixRefused."""
    parsed = _Parsed("", code, "\n", at)
    node = parsed.statement
    if not isinstance(node, libcst.ImportFrom):
        raise FixRefused("that is no from-import")
    parts = [*node.relative, *([node.module] if node.module is not None else [])]
    return parsed.span(parts[0])[0], parsed.span(parts[-1])[1]


def parameters(code: str, at: int, inline_body: bool) -> tuple[CommaList, bool]:
    """The parameters of the def whose header `code` is, and whether there is a `*` among them.

    `inline_body`: `code` has the body behind its colon. Raises FixRefused.
    """
    parsed = _Parsed("", code, "\n" if inline_body else "\n pass\n", at)
    node = parsed.statement
    if not isinstance(node, libcst.FunctionDef):
        raise FixRefused("that is no function")
    given = node.params
    starred = not isinstance(given.star_arg, libcst.MaybeSentinel)
    parts = (
        *given.posonly_params,
        given.posonly_ind,
        *given.params,
        given.star_arg,
        *given.kwonly_params,
        given.star_kwarg,
    )
    items = tuple(
        parsed.item(part, part.comma)
        for part in parts
        if isinstance(part, libcst.Param | libcst.ParamSlash | libcst.ParamStar)
    )
    start, end = parsed.span(node.whitespace_before_params)
    if items:
        end = _closing(code, items[-1].behind - at) + at
    return CommaList(start, end, items, tail=given.star_kwarg is not None), starred


def _closing(code: str, offset: int) -> int:
    """The offset of the first `)` from `offset` on, comments passed over."""
    while code[offset] != ")":
        offset = code.index("\n", offset) if code[offset] == "#" else offset + 1
    return offset
