"""An ARN where an id or a name is wanted, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.constraints.judging import Concern
from presynth.checks.constraints.rule import ConstraintRule, shown
from presynth.checks.constraints.violations import Violation, violations
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.changes import Configured
from presynth.program.values import Text, Token, Value

_DATE = "2026-11-29"
_ROLE = """
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment

role = IamRole(self, "role", assume_role_policy="{}")
"""
_QUEUE = """
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription

queue = SqsQueue(self, "orders")
topic = SnsTopic(self, "events")
"""


class WrongReference(ConstraintRule):
    """An ARN where an id, a name or a URL is wanted, or the reverse.

    ## What it does
    Compares which attribute of another resource an argument is set to (`.arn`, `.id`, `.name`, `.url`) with what it
    takes: an ARN where the provider checks for one or the argument is called so, an id or a name where AWS's API
    knows only these. The id of a VPC is none of a subnet's, and so on. Many resources have their ARN, name or URL
    as `id`, which is respected; of a resource whose `id` is not known, and of arguments that take both, nothing is
    said.

    ## Why is this bad?
    The value is known only during `terraform apply`. Then the provider calls it an invalid ARN, or AWS refuses it or
    does not find what it names, with the stack half made.

    ## Fix safety
    Unsafe: reads the other attribute, where the resource has it.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs (attributes of the resources; all: 2026-11-29)
    """

    code = "PS309"
    name = "wrong-reference"
    data_date = _DATE
    concern = Concern.REFERENCE
    VALID = (
        Valid(
            _ROLE + 'IamRolePolicyAttachment(self, "a", role=role.id, policy_arn="arn:aws:iam::aws:policy/Whatever")\n'
        ),
        Valid(
            _QUEUE
            + """
SnsTopicSubscription(self, "s", topic_arn=topic.id, protocol="sqs", endpoint=queue.arn)
key = KmsKey(self, "key")
SqsQueue(self, "late", kms_master_key_id=key.arn)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.api_gateway_base_path_mapping import ApiGatewayBasePathMapping
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi

api = ApiGatewayRestApi(self, "api", name="orders")
ApiGatewayBasePathMapping(self, "mapping", api_id=api.id, domain_name="api.acme-pay.net")
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.data_aws_ecs_cluster import DataAwsEcsCluster
from cdktf_cdktf_provider_aws.lb_target_group_attachment import LbTargetGroupAttachment
from cdktf_cdktf_provider_aws.lb import Lb

front = Lb(self, "front", subnets=["subnet-1"], security_groups=["sg-1"])
shared = DataAwsEcsCluster(self, "shared", cluster_name="shared")
LbTargetGroupAttachment(self, "a", target_group_arn=shared.id, target_id=front.arn)
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_replication_configuration import (
    S3BucketReplicationConfigurationA,
    S3BucketReplicationConfigurationRule,
    S3BucketReplicationConfigurationRuleDestination,
)

copy = S3Bucket(self, "copy", bucket="copy")
S3BucketReplicationConfigurationA(
    self,
    "replication",
    bucket="original",
    role="arn:aws:iam::123456789012:role/copy",
    rule=[
        S3BucketReplicationConfigurationRule(
            status="Enabled", destination=S3BucketReplicationConfigurationRuleDestination(bucket=copy.arn)
        )
    ],
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _ROLE
            + """
IamRolePolicyAttachment(self, "a", role=«role.arn», policy_arn="arn:aws:iam::aws:policy/Whatever")
""",
            fixed=_ROLE
            + """
IamRolePolicyAttachment(self, "a", role=role.name, policy_arn="arn:aws:iam::aws:policy/Whatever")
""",
            message="`role` takes a name, and `role.arn` is an ARN",
        ),
        Invalid(
            _QUEUE + 'SnsTopicSubscription(self, "s", topic_arn=«topic.name», protocol="sqs", endpoint=queue.arn)\n',
            fixed=_QUEUE + 'SnsTopicSubscription(self, "s", topic_arn=topic.arn, protocol="sqs", endpoint=queue.arn)\n',
        ),
        Invalid(
            _QUEUE
            + """
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy

settings = {"queue_url": queue.arn, "policy": "{}"}
SqsQueuePolicy(self, "p", **«settings»)
""",
            message="`queue_url` takes a URL",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
DbSubnetGroup(self, "group", subnet_ids=["subnet-0a1b2c3d", «vpc.id»])
""",
            message="`subnet_ids` takes the id of an `aws_subnet`, and `vpc.id` is that of an `aws_vpc`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet

subnet = Subnet(self, "subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
SecurityGroup(self, "web", vpc_id=«subnet.id»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet

subnet = Subnet(self, "subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
SecurityGroup(self, "web", vpc_id=subnet.vpc_id)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway

address = Eip(self, "address", domain="vpc")
NatGateway(self, "nat", allocation_id=«address.public_ip», subnet_id="subnet-1")
""",
            fixed="""
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway

address = Eip(self, "address", domain="vpc")
NatGateway(self, "nat", allocation_id=address.id, subnet_id="subnet-1")
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone

zone = Route53Zone(self, "zone", name="acme.dev")
Route53Record(self, "www", zone_id=«zone.name», name="www", type="A", ttl=300, records=["192.0.2.1"])
""",
            fixed="""
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone

zone = Route53Zone(self, "zone", name="acme.dev")
Route53Record(self, "www", zone_id=zone.id, name="www", type="A", ttl=300, records=["192.0.2.1"])
""",
        ),
        Invalid(
            """
from constructs import Construct
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc


class Network(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        self._vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        self.web = SecurityGroup(self, "web", vpc_id=self._vpc.id)
        self.subnets = [Subnet(self, f"s{n}", vpc_id=self._vpc.id, cidr_block=f"10.0.{n}.0/24") for n in range(2)]

    @property
    def web_group(self):
        return self.web.arn


class Web(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        network = Network(self, "network")
        Instance(
            self,
            "server",
            ami="ami-0123456789abcdef0",
            instance_type="t3.micro",
            subnet_id=network.subnets[0].id,
            vpc_security_group_ids=[«network.web_group»],
        )
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

job = LambdaFunction(
    self,
    "job",
    function_name="job",
    role="arn:aws:iam::111122223333:role/job",
    filename="job.zip",
    handler="job.run",
    runtime="python3.13",
)
ApiGatewayIntegration(
    self,
    "run",
    rest_api_id="a1b2c3",
    resource_id="d4e5f6",
    http_method="POST",
    integration_http_method="POST",
    type="AWS_PROXY",
    uri=«job.arn»,
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

job = LambdaFunction(
    self,
    "job",
    function_name="job",
    role="arn:aws:iam::111122223333:role/job",
    filename="job.zip",
    handler="job.run",
    runtime="python3.13",
)
ApiGatewayIntegration(
    self,
    "run",
    rest_api_id="a1b2c3",
    resource_id="d4e5f6",
    http_method="POST",
    integration_http_method="POST",
    type="AWS_PROXY",
    uri=job.invoke_arn,
)
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        """References to the wrong attribute, in one resource."""
        assert isinstance(subject, Configured)
        for violation in violations(context.catalog, subject):
            if violation.fault.concern is self.concern:
                fix = _fix(violation)
                yield self.finding(
                    violation.place,
                    _message(violation),
                    about=violation.instance,
                    fixes=() if fix is None else (fix,),
                    severity=None if violation.table.certain else Severity.INFO,
                )


def _message(violation: Violation) -> str:
    token = _token(violation.value)
    if token is None:
        return f"`{violation.label}` takes {violation.fault.wanted}, and {shown(violation.value)} is an ARN"
    text = violation.place.text
    given = text if text.endswith(f".{token.attribute}") and "\n" not in text else token.attribute
    source = None if token.source is None else token.source.type
    if violation.fault.wanted.startswith("the id of") and source is not None:
        return (
            f"`{violation.label}` takes {violation.fault.wanted}, and `{given}` is that of an `{source.terraform_type}`"
        )
    told = {"arn": "is an ARN", "invoke_arn": "is the ARN that API Gateway calls"}.get(token.attribute, "is none")
    return f"`{violation.label}` takes {violation.fault.wanted}, and `{given}` {told}"


def _fix(violation: Violation) -> Fix | None:
    """Read the attribute that is wanted, of the same object, where the attribute is read in place."""
    token, wanted = _token(violation.value), violation.fault.instead
    text = violation.place.text
    if token is None or wanted is None or not text.endswith(f".{token.attribute}"):
        return None
    owner = text.removesuffix(f".{token.attribute}")
    return Fix(f"Use `.{wanted}`", Safety.UNSAFE, (Replace(violation.place, (f"{owner}.{wanted}",)),))


def _token(value: Value) -> Token | None:
    if isinstance(value, Text) and len(value.parts) == 1 and isinstance(value.parts[0], Token):
        value = value.parts[0]
    return value if isinstance(value, Token) else None
