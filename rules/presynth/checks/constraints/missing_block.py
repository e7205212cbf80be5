"""Blocks that the provider wants and the binding does not."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule
from presynth.checks.constraints.violations import Violation

_SOURCE = """
from cdktf_cdktf_provider_aws.verifiedpermissions_policy_store import (
    VerifiedpermissionsPolicyStore,
    VerifiedpermissionsPolicyStoreValidationSettings as Validation,
)
"""


class MissingBlock(ConstraintRule):
    """A block that the provider requires, though the binding calls it optional.

    ## What it does
    Looks for blocks that the AWS provider's source marks as required, in resources and in the blocks they have. What
    may come later or from elsewhere (`put_…`, an override, `**settings` that are not known) is not missing.

    ## Why is this bad?
    The binding accepts the resource; `terraform plan` fails: "Block … must have a configuration value".

    ## References
    - https://developer.hashicorp.com/terraform/plugin/framework/migrating/attributes-blocks/blocks (2026-11-29)
    """

    code = "PS313"
    name = "missing-block"
    concern = Concern.ABSENCE
    VALID = (
        Valid(_SOURCE + 'VerifiedpermissionsPolicyStore(self, "s", validation_settings=[Validation(mode="STRICT")])\n'),
        Valid(
            _SOURCE
            + """
store = VerifiedpermissionsPolicyStore(self, "store")
store.put_validation_settings([Validation(mode="OFF")])
"""
        ),
    )
    INVALID = (
        Invalid(
            _SOURCE + '«VerifiedpermissionsPolicyStore»(self, "store", description="of the shop")\n',
            message="`validation_settings` is missing",
        ),
    )

    def message(self, violation: Violation) -> str:
        """What is missing."""
        return f"`{violation.label}` is missing: the provider requires it, though the binding calls it optional"
