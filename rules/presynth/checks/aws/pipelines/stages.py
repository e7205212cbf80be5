"""The stages and actions of a pipeline, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from presynth.checks.aws.values import Item, field_number, field_text, is_whole, items, text
from presynth.checks.common.blocks import Block, Presence
from presynth.checks.common.resources import Resource


@dataclass(frozen=True)
class Artifact:
    """An artifact that an action takes or gives: its name, None where that is not known."""

    name: str | None
    item: Item


@dataclass(frozen=True, eq=False)
class Action:
    """An action, with the number of its stage (from 0)."""

    stage: int
    block: Block

    @cached_property
    def name(self) -> str:
        return field_text(self.block, "name") or "this action"

    @cached_property
    def category(self) -> str | None:
        return field_text(self.block, "category")

    @cached_property
    def order(self) -> tuple[int, float] | None:
        """When it runs: later than what is less. None where that is not known."""
        order = field_number(self.block, "run_order")
        if order is None and self.block.presence(("run_order",)) is not Presence.UNSET:
            return None
        return self.stage, order or 1

    def artifacts(self, argument: str) -> list[Artifact]:
        """The artifacts in one of its two lists."""
        return [Artifact(text(item.value), item) for item in items(self.block.field((argument,)))]

    def count(self, argument: str) -> int | None:
        """How many artifacts are in a list; None where that is not known."""
        if self.block.presence((argument,)) is Presence.UNSET:
            return 0
        field = self.block.field((argument,))
        return len(items(field)) if is_whole(field) else None


@dataclass(frozen=True)
class Stages:
    """What is in a pipeline. Not `complete`: there may be more stages, or more actions in one of them."""

    blocks: tuple[Block, ...]
    actions: tuple[Action, ...]
    complete: bool


def stages(pipeline: Resource) -> Stages:
    """The stages of a pipeline."""
    blocks, complete = pipeline.block.children("stage")
    actions: list[Action] = []
    for number, block in enumerate(blocks):
        children, all_known = block.children("action")
        complete = complete and all_known
        actions += [Action(number, child) for child in children]
    return Stages(blocks, tuple(actions), complete)


def given(found: Stages) -> Iterator[tuple[Action, Artifact]]:
    """All artifacts that actions give."""
    for action in found.actions:
        for artifact in action.artifacts("output_artifacts"):
            yield action, artifact
