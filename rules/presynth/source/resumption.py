"""Where code goes on behind a bracket or string that is not closed: lines that look like the start of a statement."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

KEYWORD = (
    r"(?:def|class|return|while|with|try|except|finally|raise|pass|break|continue|del|assert|global|nonlocal|elif|import"
    r"|from|async|else|if|for|match|case)\b"
)
"""The first word of a line that `statement_start` may take for a statement wherever it is, as a regular expression."""

_START = re.compile(
    r"""(?P<indentation>[ \t\f]*)(?:
      (?P<keyword>(?:def|class|return|while|with|try|except|finally|raise|pass|break|continue|del|assert|global
                    |nonlocal|elif|import)\b
        | from\s+[\w.]+\s+import\b
        | async\s+(?:def|with)\b
        | else\s*:
        | (?P<header>(?:(?:async\s+)?(?:if|for)\b|(?:match|case)[ \t]+[\w"'])
          (?:[^\n\#"'{]|"[^"\n\\]*"|'[^'\n\\]*')*:)[ \t]*(?:\#[^\n]*)?(?:\n|\Z))
    | (?P<clause>(?:if|for|async[ \t]+for|await|yield)\b)
    | (?P<decorator>@\s*\w)
    | (?P<docstring>[rRuU]?(?:\"""|'''))
    | (?!(?:and|or|in|is|not|if|else|for|lambda|await|yield|async)\b)
      [^\W\d]\w*(?P<attribute>(?:\s*\.\s*\w+)*)(?P<space>\s*)
      (?:(?P<augmented>(?://|\*\*|<<|>>|[-+*/%@&|^])=) | (?P<assignment>=(?!=)) | (?P<annotation>:(?!=)) | [(\[])
    )""",
    re.VERBOSE,
)
_OPERATOR = re.compile(
    r"(?<!\w)(?:and|or|not|in|is|if|else|lambda|await|yield|for|from|import|as|return|del|assert|with|while|elif|raise)\Z"
)
_LONGEST_OPERATOR = 7


class Look(Enum):
    """What a line looks like."""

    KEYWORD = "a statement that nothing in brackets can begin like"
    DECORATOR = "a decorator, or the operator @ and its operand"
    CLAUSE = "a statement, or a part of an expression that begins with the same keyword"
    DOCSTRING = "a docstring, or a string"
    ASSIGNMENT = "an assignment that no keyword argument can be"
    SPACED = "an assignment, or a keyword argument with spaces around its sign, as few write it"
    ARGUMENT = "a keyword argument, or an assignment without spaces around its sign"
    ANNOTATION = "an annotated name, or the key of a dict, or a parameter"
    CALL = "a call or a subscript"


class Start(NamedTuple):
    """A line that looks like the start of a statement."""

    indentation: str
    look: Look


def statement_start(text: str, line: int) -> Start | None:
    """How the line that begins at offset `line` looks like the start of a statement, or None if it does not."""
    match = _START.match(text, line)
    if match is None:
        return None
    header = match["header"]
    if header and any(header.count(closing) > header.count(opening) for opening, closing in ("()", "[]")):
        # The end of a compound statement's header that goes over several lines.
        return None
    if match["keyword"]:
        look = Look.KEYWORD
    elif match["decorator"]:
        look = Look.DECORATOR
    elif match["clause"]:
        look = Look.CLAUSE
    elif match["docstring"]:
        look = Look.DOCSTRING
    elif match["augmented"] or (match["assignment"] and match["attribute"]):
        look = Look.ASSIGNMENT
    elif match["assignment"]:
        look = Look.SPACED if match["space"] else Look.ARGUMENT
    else:
        look = Look.ANNOTATION if match["annotation"] else Look.CALL
    return Start(match["indentation"], look)


def ends_an_operand(text: str, end: int) -> bool:
    """Whether the code that ends at offset `end` cannot be followed by a name: it ends in an operand."""
    if not end or not (text[end - 1].isalnum() or text[end - 1] in "_)]}\"'"):
        return False
    return _OPERATOR.search(text, max(0, end - _LONGEST_OPERATOR - 1), end) is None
