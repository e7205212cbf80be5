"""Why a fix is not made."""

from __future__ import annotations


class FixRefused(Exception):  # noqa: N818 - no error: the fix does not fit the text
    """A fix cannot be made: `reason` says why, in words that go on after "not fixed: "."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
