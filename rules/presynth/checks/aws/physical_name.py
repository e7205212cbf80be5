"""Names that AWS does not take."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.documents import text_of
from presynth.checks.aws.naming_rules import RULES, misfit
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.resources import Resource
from presynth.checks.templates import HOLE
from presynth.findings import Finding, Severity
from presynth.program.values import Token, options_of

_IMPORTS = """
from cdktf_cdktf_provider_aws.ecr_repository import EcrRepository
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
"""


class RefusedName(ResourceRule):
    """A name that AWS does not take.

    ## What it does
    Looks at the physical names of some forty types of resources: how long they are, at least, which characters are in
    them, how they begin and end. Of an f-string the parts count that are known.

    ## Why is this bad?
    Some the provider refuses when it plans, the rest AWS when it is applied. What fits in one environment can be too
    long in the next: a name that is refused for only some of the values that are known is a warning.

    ## References
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29)
    - https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (2026-11-29)
    """

    code = "PS360"
    name = "refused-name"
    severity = Severity.ERROR
    terraform_types = tuple(RULES)
    VALID = (
        Valid(
            _IMPORTS
            + """
Lb(self, "front", name="acme-payments-production-front", subnets=["subnet-1", "subnet-2"])
EcrRepository(self, "images", name="acme/payments_api.v2")
KmsAlias(self, "key", name="alias/acme/payments", target_key_id="k1")
SsmParameter(self, "path", name="/acme/payments/awsome", type="String", value="1")
SsmParameter(self, "plain", name="AcmePayments", type="String", value="1")
IamRole(self, "role", name="acme+payments@live", assume_role_policy="{}")
"""
        ),
        Valid(
            _IMPORTS
            + """

def named(scope, name, suffix, start):
    Lb(scope, "front", name=f"{name}-front", subnets=["subnet-1", "subnet-2"])
    LbTargetGroup(scope, "targets", name=f"acme-{suffix}")
    KmsAlias(scope, "key", name=f"{start}/acme", target_key_id="k1")
    KmsAlias(scope, "other", name=f"al{start}", target_key_id="k1")
    SsmParameter(scope, "path", name=f"{start}/acme", type="String", value="1")
    EcrRepository(scope, "images", name="${var.name}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
import os

suffix = os.environ["SUFFIX"]
LbTargetGroup(self, "targets", name=«f"acme-payment-processing-targets-a-{suffix}"»)
""",
            message="at most 32 characters long, and this is at least 34",
        ),
        Invalid(
            _IMPORTS
            + """
service = "Payments"
EcrRepository(self, "images", name=«f"acme/{service}"»)
""",
            message="this has `P`",
        ),
        Invalid(
            _IMPORTS
            + """
KmsAlias(self, "key", name=«"acme-payments"», target_key_id="k1")
""",
            message="`alias/`",
        ),
        Invalid(
            _IMPORTS
            + """
SsmParameter(self, "path", name=«"acme/payments/host"», type="String", value="1")
""",
            message="beginning with /",
        ),
        Invalid(
            _IMPORTS
            + """
for name in ("role",):
    settings = {"name": f"acme/{name}", "assume_role_policy": "{}"}
    IamRole(self, name, **«settings»)
""",
            message="this has `/`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        rule = RULES[resource.event.type.terraform_type]
        field = resource.field(rule.argument)
        if field is None:
            return
        options = options_of(field.value)
        if any(isinstance(option, Token) for option in options):
            return
        reasons = [misfit(rule, text, HOLE) if (text := text_of(option)) else None for option in options]
        found = [reason for reason in reasons if reason is not None]
        if found:
            yield self.finding(
                field.place,
                f"the `{rule.argument}` of `{resource.event.type.terraform_type}` is {found[0]}: AWS refuses it",
                about=resource.instance,
                severity=None if len(found) == len(options) else Severity.WARNING,
            )
