"""What the words before a place say of it: the brackets around it, the argument it is in, the word that is typed.

Code under the cursor rarely parses: this needs no more than words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from presynth.assist.tokens import Token, field_at, tokens

_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_CLOSING.values())
# fmt: off
_NOT_CALLED = frozenset((
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "while", "return", "yield", "await", "lambda",
    "assert", "del", "import", "from", "with", "as", "except", "raise", "case",
))
# fmt: on
"""Words that may stand before a bracket which is no argument list."""
_DEFINING = ("def", "class")


@dataclass
class Bracket:
    """An open bracket with what stands in it before the cursor.

    `callee` is the expression that is called or subscripted, "" for a display or a group; in a `definition` ("def" or
    "class") it is the name that is defined. `pieces` are what commas separate; the cursor is in the last one.
    """

    opener: str
    start: int
    callee: str
    definition: str = ""
    pieces: list[list[Token]] = field(default_factory=lambda: [[]])

    @property
    def is_call(self) -> bool:
        """Whether it is the argument list of a call."""
        return self.opener == "(" and bool(self.callee) and not self.definition

    @property
    def index(self) -> int:
        """How many pieces stand before the cursor's."""
        return len(self.pieces) - 1

    @property
    def place(self) -> int | None:
        """Which positional argument the cursor is at; None behind a keyword, where there can be none."""
        return None if any(_keyword(piece) for piece in self.pieces) else self.index

    @property
    def keyword(self) -> str | None:
        """The keyword whose value the cursor is in."""
        return _keyword(self.pieces[-1])

    @property
    def key(self) -> Token | None:
        """In a dict, the text that is the key whose value the cursor is in."""
        piece = self.pieces[-1]
        return piece[0] if len(piece) > 1 and piece[0].kind == "string" and piece[1].text == ":" else None

    @property
    def value(self) -> list[Token]:
        """What stands of the piece before the cursor, without its keyword or key."""
        piece = self.pieces[-1]
        return piece[2:] if self.keyword is not None or self.key is not None else piece


@dataclass(frozen=True)
class Cursor:
    """A place in a text, as the words before it say.

    `word` is the part of a name that stands before it, from `word_start`; the name goes on to `word_end`. `base` is
    the expression before a dot, if the word follows one. `string` is the text literal it is in. `brackets` are the open
    ones, the innermost last; `given` the keywords (or keys) of the innermost one with what is given, before and behind
    the cursor, without those of the cursor's own piece. In a replacement field of an f-string only the field counts;
    `around` is the cursor in the f-string as a whole.
    """

    offset: int
    word: str
    word_start: int
    word_end: int
    base: str | None
    string: Token | None
    in_comment: bool
    brackets: tuple[Bracket, ...]
    before: tuple[Token, ...]
    given: Mapping[str, str]
    around: Cursor | None = None

    @property
    def innermost(self) -> Bracket | None:
        """The bracket that was opened last."""
        return self.brackets[-1] if self.brackets else None


def cursor_at(text: str, start: int, offset: int, end: int) -> Cursor:
    """The cursor at `offset` in the logical line of `text` that begins at `start`, and has ended at `end`."""
    words = list(tokens(text, start, offset))
    last = words[-1] if words else None
    if last is not None and last.kind == "string" and _is_within(last, offset):
        whole = _cursor(text, words[:-1], offset, end, string=last)
        opened = field_at(text, last, offset) if last.is_formatted else None
        if opened is None:
            return whole
        inside = cursor_at(text, opened, offset, last.content_end)
        return replace(inside, around=replace(inside.around, around=whole) if inside.around is not None else whole)
    if last is not None and last.kind == "comment" and last.start < offset <= last.end:
        return _cursor(text, words[:-1], offset, end, in_comment=True)
    return _cursor(text, words, offset, end)


def _is_within(string: Token, offset: int) -> bool:
    return string.content <= offset and (offset <= string.content_end or not string.closed)


def _cursor(
    text: str, words: list[Token], offset: int, end: int, *, string: Token | None = None, in_comment: bool = False
) -> Cursor:
    word = words.pop() if string is None and words and words[-1].kind == "name" and words[-1].end >= offset else None
    words = [each for each in words if each.kind != "comment"]
    base = _operand(text, words[:-1]) if words and words[-1].text == "." and string is None else None
    brackets = _brackets(text, words)
    at = offset if word is None else word.start
    after = string.end if string is not None else max(offset, at if word is None else word.end)
    given = _given(text, brackets[-1], list(tokens(text, after, end))) if brackets else {}
    return Cursor(
        offset=offset,
        word=text[at:offset],
        word_start=at,
        word_end=offset if word is None else word.end,
        base=base,
        string=string,
        in_comment=in_comment,
        brackets=tuple(brackets),
        before=tuple(words),
        given=given,
    )


def _brackets(text: str, words: Sequence[Token]) -> list[Bracket]:
    """The brackets that are open behind `words`."""
    stack: list[Bracket] = []
    for number, word in enumerate(words):
        if word.kind == "operator" and word.text in _OPENING:
            if stack:
                stack[-1].pieces[-1].append(word)
            stack.append(_opened(text, words[:number], word))
        elif word.kind == "operator" and word.text in _CLOSING:
            if stack and stack[-1].opener == _CLOSING[word.text]:
                stack.pop()
            if stack:
                stack[-1].pieces[-1].append(word)
        elif stack and word.text == "," and word.kind == "operator":
            stack[-1].pieces.append([])
        elif stack:
            stack[-1].pieces[-1].append(word)
        elif word.text == ";":
            stack.clear()
    return stack


def _opened(text: str, before: Sequence[Token], opener: Token) -> Bracket:
    callee = _operand(text, before) if opener.text != "{" else None
    definition = ""
    if callee is not None and callee.isidentifier() and len(before) > 1 and before[-2].text in _DEFINING:
        definition = before[-2].text
    return Bracket(opener.text, opener.start, callee or "", definition)


def _operand(text: str, words: Sequence[Token]) -> str | None:
    """The expression that `words` end with, as far as it is names, dots, calls and subscripts."""
    index = len(words)
    start: int | None = None
    while index:
        word = words[index - 1]
        if word.kind == "name" and word.text not in _NOT_CALLED:
            start, index = index - 1, index - 1
        elif word.text in _CLOSING and word.kind == "operator":
            opened = _matching(words, index - 1)
            if opened is None:
                break
            start, index = opened, opened
            if index and (words[index - 1].kind == "name" or words[index - 1].text in _CLOSING):
                continue
        elif word.kind == "string":
            start, index = index - 1, index - 1
        else:
            break
        if not index or words[index - 1].text != ".":
            break
        index -= 1
    if start is None:
        return None
    return text[words[start].start : words[-1].end]


def _matching(words: Sequence[Token], closing: int) -> int | None:
    depth = 0
    for index in range(closing, -1, -1):
        if words[index].kind != "operator":
            continue
        if words[index].text in _CLOSING:
            depth += 1
        elif words[index].text in _OPENING:
            depth -= 1
            if depth == 0:
                return index
    return None


def _keyword(piece: Sequence[Token]) -> str | None:
    return piece[0].text if len(piece) > 1 and piece[0].kind == "name" and piece[1].text == "=" else None


def _given(text: str, bracket: Bracket, behind: Sequence[Token]) -> dict[str, str]:
    """The keywords, or keys, in a bracket but in the cursor's own piece; `behind` are the words after the cursor."""
    pieces = bracket.pieces[:-1]
    depth = 0
    later: list[list[Token]] = [[]]
    for word in behind:
        if word.kind == "operator":
            depth += (word.text in _OPENING) - (word.text in _CLOSING)
            if depth < 0:
                break
            if word.text == "," and depth == 0:
                later.append([])
                continue
        later[-1].append(word)
    found = ((_keyword(piece) or _string_key(piece), piece) for piece in (*pieces, *later[1:]))
    return {name: text[piece[1].end : piece[-1].end].strip() for name, piece in found if name}


def _string_key(piece: Sequence[Token]) -> str | None:
    """The key of a dict's entry, where it is plain text."""
    if len(piece) > 1 and piece[0].kind == "string" and piece[0].closed and piece[1].text == ":":
        return piece[0].said
    return None
