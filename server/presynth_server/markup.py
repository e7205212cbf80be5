"""Text to read, in the form that the client shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsprotocol import types

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_FENCE = re.compile(r"^```\w*\n|\n```$", re.MULTILINE)


def markup(text: str, formats: Sequence[types.MarkupKind] | None) -> types.MarkupContent:
    """Markdown, or plain text made of it for a client that does not name Markdown among its `formats`."""
    if formats is not None and types.MarkupKind.Markdown in formats:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    plain = _LINK.sub(r"\1: \2", _FENCE.sub("", text)).replace("`", "").replace("**", "")
    return types.MarkupContent(types.MarkupKind.PlainText, plain)
