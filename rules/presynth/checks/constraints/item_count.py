"""Lists with more or fewer items than the provider takes."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule
from presynth.checks.constraints.violations import Violation


class WrongItemCount(ConstraintRule):
    """A list with more items, or fewer, than the provider takes.

    ## What it does
    Counts the items of lists, and the blocks that a resource repeats, where the AWS provider's source has a limit. A
    list that may hold more than can be seen is only too long, never too short. Information only, where the installed
    binding is of a provider of another major version than the one whose limits are known.

    ## Why is this bad?
    `terraform plan` fails: "Too many … blocks", "list must contain at most … elements".

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the provider's source of versions 6.25.0 and
      6.58.0: 2026-11-22)
    """

    code = "PS312"
    name = "wrong-item-count"
    concern = Concern.COUNT
    VALID = (
        Valid(
            """
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(self, "api", name="api", ordered_placement_strategy=[{"type": "random"}] * 5)
"""
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(self, "api", name="api", ordered_placement_strategy=«[{"type": "random"} for _ in range(6)]»)
""",
            message="must have at most 5 items, not 6",
        ),
    )

    def message(self, violation: Violation) -> str:
        """How many there may be, and how many there are."""
        items = getattr(violation.value, "items", ())
        return f"`{violation.label}` must have {violation.fault.wanted}, not {len(items)}"
