"""What ends the command early."""

from __future__ import annotations


class UsageError(Exception):
    """Something on the command line that cannot be done; the message says what can. Exit status 2."""
