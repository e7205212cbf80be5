"""String literals as they are written."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?P<prefix>[rRbBuUfF]{0,2})(?P<quote>\"\"\"|'''|\"|')(?P<body>.*)(?P=quote)", re.DOTALL)


def with_suffix(code: str, suffix: str) -> str:
    """An expression for the text of `code` followed by `suffix`, which may hold replacement fields.

    A string literal is extended, anything else becomes a replacement field itself.
    """
    literal = _WHOLE.fullmatch(code)
    if literal is None or literal["quote"] in literal["body"] or "b" in literal["prefix"].lower():
        outer = "'" if '"' in code else '"'
        return f"f{outer}{{{code}}}{suffix}{outer}"
    prefix, quote, body = literal["prefix"], literal["quote"], literal["body"]
    if "{" in suffix and "f" not in prefix.lower():
        prefix, body = f"f{prefix}".replace("u", ""), body.replace("{", "{{").replace("}", "}}")
    if quote == "'":
        suffix = suffix.replace("'", '"')
    return f"{prefix}{quote}{body}{suffix}{quote}"


def same_literal(code: str, text: str) -> str | None:
    """A string literal for `text`, in the quotes of the plain literal `code`; None where that is none."""
    literal = _WHOLE.fullmatch(code)
    if literal is None or literal["prefix"] or literal["quote"] in literal["body"]:
        return None
    quote = literal["quote"]
    return None if quote in text or "\\" in text or "\n" in text else f"{quote}{text}{quote}"
