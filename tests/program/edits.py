"""What people type, at random."""

from __future__ import annotations

import random

WORDS = [
    "name",
    "self",
    "(",
    ")",
    "[",
    "]",
    ",",
    '"x"',
    "for",
    "=",
    "\n",
    "    ",
    ":",
    "None",
    "#",
    "é😀",
    "**",
    "if x:\n",
]


def edited(text: str, rng: random.Random) -> str:
    """The text after something that a user may do to it."""
    place = rng.randrange(len(text))
    match rng.randrange(5):
        case 0:
            return text[:place] + text[place + rng.randrange(1, 4) :]
        case 1:
            return text[:place] + rng.choice(WORDS) + text[place:]
        case 2:
            lines = text.split("\n")
            at = rng.randrange(len(lines))
            return "\n".join(lines[:at] + lines[at + 1 :])
        case 3:
            lines = text.split("\n")
            at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            return "\n".join([*lines[:at], lines[other], *lines[at:]])
        case _:
            return text.replace("eu-west-1", f"eu-west-{rng.randrange(9)}")
