"""What names are made up of, judged also where only parts of them are known."""

from __future__ import annotations

import re
from functools import lru_cache

from presynth.catalog.constraints import Pattern

Parts = tuple[str | None, ...]
"""The parts of a text in their order; None is one that is not known and may be empty."""

_SUBSTITUTES = "-_"


def offence(pattern: Pattern, parts: Parts) -> str | None:
    """What about a text is not as the pattern says, in brackets, or nothing more to say; None where it may be right."""
    known = [part for part in parts if part]
    for part in known:
        strange = _others(pattern.characters).search(part) if pattern.characters else None
        if strange is not None:
            return f" (`{strange[0]}` is none of them)"
        if any(each in part for each in pattern.never):
            return ""
    begin, end = parts[0] or "", parts[-1] or ""
    is_whole = len(parts) == 1
    if begin and not (_within(pattern.first, begin[0]) and _begins(pattern, begin, is_whole)):
        return ""
    if end and (not _within(pattern.last, end[-1]) or end.endswith(pattern.not_last)):
        return ""
    is_wrong = is_whole and pattern.whole and re.fullmatch(pattern.whole, begin) is None
    return "" if is_wrong else None


def repaired(pattern: Pattern, text: str) -> str | None:
    """The text with other characters in the place of those that may not be there, where that makes it right."""
    lowered = text if _within(pattern.characters, "A") else text.lower()
    substitute = next((each for each in _SUBSTITUTES if _within(pattern.characters, each)), "")
    changed = "".join(each if _within(pattern.characters, each) else substitute for each in lowered)
    changed = changed if changed.startswith(pattern.begins) else pattern.begins + changed
    return changed if changed != text and offence(pattern, (changed,)) is None else None


def _begins(pattern: Pattern, begin: str, is_whole: bool) -> bool:
    """Whether the beginning is right, as far as it is known."""
    if begin.startswith(pattern.not_first):
        return False
    return begin.startswith(pattern.begins) or (not is_whole and pattern.begins.startswith(begin))


def _within(characters: str, character: str) -> bool:
    return not characters or _class(characters).match(character) is not None


@lru_cache(maxsize=128)
def _others(characters: str) -> re.Pattern[str]:
    """A character that is none of these."""
    return re.compile(f"(?![{characters}]).", re.DOTALL)


@lru_cache(maxsize=128)
def _class(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{characters}]")
