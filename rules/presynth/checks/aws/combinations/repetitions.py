"""What a row asks of blocks that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.combinations.consequences import Breach, Consequence
from presynth.checks.aws.values import number
from presynth.checks.common.blocks import Block, Field, Presence


class EachOrNone(Consequence):
    """An argument is set in all blocks of a kind, or in none of them."""

    def __init__(self, blocks: str, name: str) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name = blocks, name

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        found = list(block.at(steps(self._blocks)))
        if any(each.presence((self._name,)) is Presence.SET for each in found):
            for each in found:
                if each.presence((self._name,)) is Presence.UNSET:
                    yield Breach(each.place, f"`{self._name}` has to be set here, as it is beside this")


class Once(Consequence):
    """An argument is more than 0 in one block of a kind only."""

    def __init__(self, blocks: str, name: str) -> None:
        self.names = (f"{blocks}.{name}",)
        self._blocks, self._name = blocks, name

    def breaches(self, block: Block, cause: Field | None) -> Iterator[Breach]:
        fields = [each.field((self._name,)) for each in block.at(steps(self._blocks))]
        found = [field for field in fields if field is not None and (number(field.value) or 0) > 0]
        for field in found[1:]:
            yield Breach(field.place, f"`{self._name}` may be set only once")
