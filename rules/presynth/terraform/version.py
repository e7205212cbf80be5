"""A version of Terraform or OpenTofu, known exactly or within bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Product = Literal["terraform", "opentofu"]
Release = tuple[int, int, int]

_NUMBER = r"[vV]?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+][0-9A-Za-z.+-]+)?"
_TERM = re.compile(rf"\s*(~>|>=|<=|!=|[=~^<>])?\s*{_NUMBER}\s*(?:,|$|(?=[\s<>=!~^]))")
_HIGHEST = (1 << 30, 0, 0)


@dataclass(frozen=True)
class TerraformVersion:
    """What is known of the version a project runs.

    `version` is what was written: a version ("1.9.5"), a part of one ("1.9": any 1.9) or a constraint
    ("~> 1.9.0", ">= 1.5, < 2.0"). `source` names the file or setting it comes from. A pre-release counts as its
    release.
    """

    product: Product
    version: str
    source: str
    lowest: Release
    end: Release
    """The first release above all possible ones."""

    @classmethod
    def parse(cls, product: Product, text: str, source: str) -> TerraformVersion | None:
        """Read a version or a constraint of Terraform's or npm's kind; None for anything else ("latest")."""
        lowest, end = (0, 0, 0), _HIGHEST
        text = text.strip()
        position = 0
        while position < len(text):
            term = _TERM.match(text, position)
            if term is None:
                return None
            term_lowest, term_end = _bounds(term.group(1) or "", [term.group(group) for group in (2, 3, 4)])
            lowest, end = max(lowest, term_lowest), min(end, term_end)
            position = term.end()
        if not text or lowest >= end:
            return None
        return cls(product, text, source, lowest, end)

    @property
    def is_pinned(self) -> bool:
        """Whether the minor version is certain, and with it what Terraform can do."""
        return self.end <= _after(self.lowest, 1)

    def at_least(self, version: str) -> bool | None:
        """Whether the project runs `version` ("1.10") or a later one; None when both is possible.

        Raises ValueError when `version` is not two or three numbers.
        """
        numbers = [int(number) for number in version.split(".")]
        major, minor, patch = numbers if len(numbers) == 3 else (*numbers, 0)
        wanted = (major, minor, patch)
        if self.lowest >= wanted:
            return True
        return False if self.end <= wanted else None


def _bounds(operator: str, parts: list[str | None]) -> tuple[Release, Release]:
    """The lowest release that a term allows, and the first above those it allows.

    Where Terraform and npm read a term differently ("> 1.9", "<= 1.9"), the wider reading.
    """
    numbers = [int(part) for part in parts if part is not None and part.isdigit()]
    given = len(numbers)
    major, minor, patch = (*numbers, 0, 0)[:3]
    low = (major, minor, patch)
    if operator in {">=", ">"}:
        return low, _HIGHEST
    if operator == "<":
        return (0, 0, 0), low
    if operator == "<=":
        return (0, 0, 0), _after(low, given - 1)
    if operator == "!=":
        return (0, 0, 0), _HIGHEST
    if operator == "~>":
        return low, _after(low, max(given - 2, 0))
    if operator == "^":
        return low, _after(low, 0 if major else 1)
    if operator == "~":
        return low, _after(low, min(given - 1, 1))
    return low, _after(low, given - 1)


def _after(release: Release, position: int) -> Release:
    """The first release with another number at `position` (0 major, 1 minor, 2 patch)."""
    major, minor, patch = release
    if position == 0:
        return major + 1, 0, 0
    return (major, minor + 1, 0) if position == 1 else (major, minor, patch + 1)
