"""Text of the wrong form or length."""

from __future__ import annotations

from presynth.checks.base import Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule

_SUBNET = "from cdktf_cdktf_provider_aws.subnet import Subnet\n"
_ATTACHMENT = "from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment\n"


class MalformedValue(ConstraintRule):
    """Text that has not the form, or the length, that the provider wants.

    ## What it does
    Checks texts where the AWS provider's source does: ARNs, account ids, regions, CIDR blocks (with bits of a host
    set), addresses, JSON and policies, base64, `https` URLs, times, time windows, regular expressions, lengths, and
    what descriptions and passwords are made up of. Of a text that is partly known, the known parts are. Information
    only, where the installed binding is of a provider of another major version than the one whose source was read.

    ## Why is this bad?
    `terraform plan` fails: "… is an invalid ARN", "… is not a valid CIDR block", "expected length of … to be in the
    range …".

    ## Fix safety
    Unsafe: offered for CIDR blocks, whose network it writes.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (the provider's source of versions 6.25.0 and
      6.58.0: 2026-11-22)
    - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (2026-11-29)
    """

    code = "PS311"
    name = "malformed-value"
    concern = Concern.FORMAT
    VALID = (
        Valid(_SUBNET + 'Subnet(self, "a", vpc_id="vpc-1", cidr_block="10.0.1.0/24")\n'),
        Valid(
            _ATTACHMENT
            + 'IamRolePolicyAttachment(self, "a", role="r", policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess")\n'
        ),
        Valid(
            _ATTACHMENT
            + """
partition = "aws" if self.node.try_get_context("global") else "aws-cn"
IamRolePolicyAttachment(self, "a", role="r", policy_arn=f"arn:{partition}:iam::aws:policy/ReadOnlyAccess")
"""
        ),
        Valid(
            """
from cdktf import Fn
from cdktf_cdktf_provider_aws.iam_role import IamRole

IamRole(self, "api", assume_role_policy=Fn.jsonencode({"Version": "2012-10-17", "Statement": []}))
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.db_instance import DbInstance

DbInstance(self, "db", instance_class="db.t4g.micro", maintenance_window="Sun:04:00-Sun:05:00", backup_window="")
"""
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.docdb_cluster import DocdbCluster

DocdbCluster(self, "db", master_username="acme", master_password=«"s3cret@home"»)
""",
            message="other than `/`, `@`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

SecurityGroup(self, "web", description=«"Web → application"», vpc_id="vpc-1")
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

SecurityGroup(self, "web", description="Web - application", vpc_id="vpc-1")
""",
            message="(`→` is none of them)",
        ),
        Invalid(
            _SUBNET + 'Subnet(self, "a", vpc_id="vpc-1", cidr_block=«"10.0.1.1/24"»)\n',
            fixed=_SUBNET + 'Subnet(self, "a", vpc_id="vpc-1", cidr_block="10.0.1.0/24")\n',
            message="without host bits",
        ),
        Invalid(
            _SUBNET
            + """
for number in range(2):
    Subnet(self, f"a{number}", vpc_id="vpc-1", cidr_block=«f"10.0.{number}.0"»)
""",
        ),
        Invalid(
            _ATTACHMENT + 'IamRolePolicyAttachment(self, "a", role="r", policy_arn=«"AmazonS3ReadOnlyAccess"»)\n',
            message='must be an ARN (`arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`), not `"AmazonS3ReadOnlyAccess"`',
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self,
    "web",
    ingress=[
        SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/8", «"192.168.1.7/16"»])
    ],
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

SecurityGroup(
    self,
    "web",
    ingress=[
        SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/8", "192.168.0.0/16"])
    ],
)
""",
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "orders", redrive_policy=«"{maxReceiveCount: 5}"»)
dead = SqsQueue(self, "dead")
SqsQueue(self, "late", redrive_policy=json.dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}))
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster

RdsCluster(self, "db", engine="aurora-mysql", preferred_backup_window=«"4:00-5:00"»)
""",
        ),
    )
