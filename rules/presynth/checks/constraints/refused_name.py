"""Names that AWS does not take."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule

_IMPORTS = """
from cdktf_cdktf_provider_aws.ecr_repository import EcrRepository
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter
"""


class RefusedName(ConstraintRule):
    """A name that AWS does not take.

    ## What it does
    Looks at the names and identifiers of resources and of what is within them: how long they are, at least, which
    characters are in them, how they begin and end. Of an f-string the parts count that are known. Information only,
    where the installed binding is of a provider of another major version than the one whose names are known.

    ## Why is this bad?
    Some the provider refuses when it plans, the rest AWS when it is applied.

    ## Fix safety
    Unsafe: writes other characters in the place of those that may not be there, and another name may be in use.

    ## References
    - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html (2026-11-29)
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (2026-11-29)
    - https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (2026-11-29)
    """

    code = "PS360"
    name = "refused-name"
    concern = Concern.NAME
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
    LbTargetGroup(scope, "targets", target_type="lambda", name=f"acme-{suffix}")
    KmsAlias(scope, "key", name=f"{start}/acme", target_key_id="k1")
    KmsAlias(scope, "other", name=f"al{start}", target_key_id="k1")
    SsmParameter(scope, "path", name=f"{start}/acme", type="String", value="1")
    EcrRepository(scope, "images", name="${var.name}")
"""
        ),
        Valid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter


class Payments(TerraformStack):
    def __init__(self, scope, id, *, prefix: str):
        super().__init__(scope, id)
        Lb(self, "front", name=f"{prefix}-{self.node.id}-", subnets=["subnet-1", "subnet-2"]).name = f"a-{prefix}"
        SsmParameter(self, "url", name=f"{prefix}/url", type="String", value="x")
""",
            run=False,
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
import os

suffix = os.environ["SUFFIX"]
LbTargetGroup(self, "targets", target_type="lambda", name=«f"acme-payment-processing-targets-a-{suffix}"»)
""",
            message="at most 32 characters long",
        ),
        Invalid(
            _IMPORTS
            + """
service = "Payments"
EcrRepository(self, "images", name=«f"acme/{service}"»)
""",
            message="(`P` is none of them)",
        ),
        Invalid(
            _IMPORTS
            + """
KmsAlias(self, "key", name=«"acme-payments"», target_key_id="k1")
""",
            fixed=_IMPORTS
            + """
KmsAlias(self, "key", name="alias/acme-payments", target_key_id="k1")
""",
            message="`alias/`",
        ),
        Invalid(
            _IMPORTS
            + """
SsmParameter(self, "path", name=«"acme/payments/host"», type="String", value="1")
""",
            message="with a `/` at the beginning",
        ),
        Invalid(
            _IMPORTS
            + """
for name in ("role",):
    settings = {"name": f"acme/{name}", "assume_role_policy": "{}"}
    IamRole(self, name, **«settings»)
""",
            message="(`/` is none of them)",
        ),
        Invalid(
            """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance


class Payments(TerraformStack):
    def __init__(self, scope, id, *, environment_suffix: str):
        super().__init__(scope, id)
        DbInstance(
            self,
            "db",
            identifier=«f"Payments-{environment_suffix}"»,
            instance_class="db.t4g.micro",
        )
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(self, "orders", name=«"orders_api"», port=80, protocol="HTTP", vpc_id="vpc-1")
""",
            fixed="""
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(self, "orders", name="orders-api", port=80, protocol="HTTP", vpc_id="vpc-1")
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.data_aws_region import DataAwsRegion
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile

here = DataAwsRegion(self, "here").region
service = "reconciliation-of-settlements-with-the-ledger" * 3
IamInstanceProfile(self, "worker", name=«f"{service}-{here}"»)
""",
            message="at most 128 characters long",
        ),
    )
