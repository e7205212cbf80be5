"""The configuration that a page of `docs/editors` tells people to use."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "editors"


def configuration(page: str, language: str, heading: str = "") -> str:
    """The first block of code in a language, behind a heading of the page."""
    text = (PAGES / page).read_text(encoding="utf-8")
    _, found, behind = text.partition(f"\n## {heading}\n") if heading else ("", True, text)
    assert found, f"{page} has no heading {heading}"
    block = re.search(rf"^```{language}\n(.*?)^```$", behind, re.MULTILINE | re.DOTALL)
    assert block is not None, f"{page} shows no {language}"
    return block[1]
