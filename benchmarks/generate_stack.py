"""Writes a CDKTF stack as large as one likes, the same for the same arguments: what benchmarks and tests read.

    python benchmarks/generate_stack.py --constructs 700 --binding cdktf > stack.py

Five lines a construct, as in the stacks that people write: 700 make 3,500 lines. They are AWS resources that refer to
one another, with structs, f-strings, tags and loops, and nothing is wrong with them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from textwrap import indent

_CLASSES = {
    "s3_bucket": ("S3Bucket",),
    "s3_bucket_public_access_block": ("S3BucketPublicAccessBlock",),
    "s3_bucket_versioning": ("S3BucketVersioningA", "S3BucketVersioningVersioningConfiguration"),
    "kms_key": ("KmsKey",),
    "sqs_queue": ("SqsQueue",),
    "iam_role": ("IamRole",),
    "iam_role_policy_attachment": ("IamRolePolicyAttachment",),
    "lambda_function": ("LambdaFunction", "LambdaFunctionEnvironment"),
    "cloudwatch_log_group": ("CloudwatchLogGroup",),
    "cloudwatch_metric_alarm": ("CloudwatchMetricAlarm",),
    "security_group": ("SecurityGroup", "SecurityGroupIngress", "SecurityGroupEgress"),
    "provider": ("AwsProvider", "AwsProviderDefaultTags"),
    "vpc": ("Vpc",),
    "subnet": ("Subnet",),
}
_PACKAGES = {"cdktf": ("cdktf", "cdktf_cdktf_provider_aws"), "cdktn": ("cdktn", "cdktn_provider_aws")}


def _storage(n: int) -> str:
    return f"""\
key_{n} = KmsKey(self, "key-{n}", description=f"Data of service {n} in {{environment}}", enable_key_rotation=True)
bucket_{n} = S3Bucket(
    self,
    "bucket-{n}",
    bucket=f"{{self.prefix}}-service-{n}",
    force_destroy=environment != "prod",
    tags={{"Name": f"service-{n}", "Environment": environment}},
)
S3BucketPublicAccessBlock(self, "bucket-{n}-access", bucket=bucket_{n}.id, block_public_acls=True)
S3BucketVersioningA(
    self,
    "bucket-{n}-versioning",
    bucket=bucket_{n}.id,
    versioning_configuration=S3BucketVersioningVersioningConfiguration(status="Enabled"),
)
"""


def _compute(n: int) -> str:
    return f"""\
# Service {n} runs with a role of its own.
role_{n} = IamRole(self, "role-{n}", name=f"{{self.prefix}}-service-{n}", assume_role_policy=ASSUME_ROLE)
IamRolePolicyAttachment(self, "role-{n}-basic", role=role_{n}.name, policy_arn=BASIC_EXECUTION)
function_{n} = LambdaFunction(
    self,
    "function-{n}",
    function_name=f"{{self.prefix}}-service-{n}",
    role=role_{n}.arn,
    runtime="python3.12",
    handler="main.handler",
    filename="../../../build/service-{n}.zip",
    environment=LambdaFunctionEnvironment(variables={{"QUEUE": "jobs-{n}", "STAGE": environment}}),
)
logs_{n} = CloudwatchLogGroup(
    self, "logs-{n}", name=f"/aws/lambda/{{function_{n}.function_name}}", retention_in_days=30
)
"""


def _messages(n: int) -> str:
    return f"""\
dead_{n} = SqsQueue(self, "dead-{n}", name=f"{{self.prefix}}-dead-{n}", message_retention_seconds=1209600)
queue_{n} = SqsQueue(
    self,
    "queue-{n}",
    name=f"{{self.prefix}}-jobs-{n}",
    redrive_policy=json.dumps({{"deadLetterTargetArn": dead_{n}.arn, "maxReceiveCount": 5}}),
)
if environment == "prod":
    CloudwatchMetricAlarm(
        self,
        "queue-{n}-alarm",
        alarm_name=f"{{self.prefix}}-jobs-{n}",
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=2,
        threshold=100,
    )
"""


def _network(n: int) -> str:
    return f"""\
group_{n} = SecurityGroup(
    self,
    "group-{n}",
    vpc_id=self.vpc.id,
    ingress=[SecurityGroupIngress(from_port=443, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/8"])],
    egress=[SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
    tags={{**self.tags, "Name": f"service-{n}"}},
)
for index, zone in enumerate(ZONES):
    cidr = f"10.{n % 250}.{{index}}.0/24"
    Subnet(self, f"subnet-{n}-{{index}}", vpc_id=self.vpc.id, availability_zone=zone, cidr_block=cidr)
"""


_GROUPS: tuple[tuple[int, Callable[[int], str]], ...] = ((4, _storage), (4, _compute), (3, _messages), (2, _network))


def generate(constructs: int = 700, binding: str = "cdktf") -> str:
    """The source of a stack with at least `constructs` calls that make a construct, and fewer than four more."""
    core, provider = _PACKAGES[binding]
    imports = "".join(f"from {provider}.{module} import {', '.join(names)}\n" for module, names in _CLASSES.items())
    return _HEAD.format(core=core, imports=imports) + "".join(_services(constructs - 2)) + _TAIL


def _services(constructs: int) -> Iterator[str]:
    made, number = 0, 0
    while made < constructs:
        count, group = _GROUPS[number % len(_GROUPS)]
        yield indent(group(number) + "\n", " " * 8)
        made += count
        number += 1


_HEAD = '''\
"""A stack for measuring: generated, not deployed."""

import json

from constructs import Construct
from {core} import App, TerraformOutput, TerraformStack
{imports}
ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
BASIC_EXECUTION = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
ASSUME_ROLE = json.dumps(
    {{
        "Version": "2012-10-17",
        "Statement": [
            {{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {{"Service": "lambda.amazonaws.com"}}}}
        ],
    }}
)


class ServicesStack(TerraformStack):
    """Buckets, functions, queues and networks of many services."""

    def __init__(self, scope: Construct, id: str, *, environment: str = "dev", region: str = "eu-central-1"):
        super().__init__(scope, id)
        self.prefix = f"acme-{{environment}}"
        self.tags = {{"Environment": environment, "Owner": "platform"}}
        AwsProvider(self, "aws", region=region, default_tags=[AwsProviderDefaultTags(tags=self.tags)])
        self.vpc = Vpc(self, "vpc", ipv4_ipam_pool_id="ipam-pool-0a1b2c3d", ipv4_netmask_length=16, tags=self.tags)

'''
_TAIL = """\
        TerraformOutput(self, "vpc_id", value=self.vpc.id)


app = App()
ServicesStack(app, "services", environment="prod")
app.synth()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a CDKTF stack to standard output.")
    parser.add_argument("--constructs", type=int, default=700)
    parser.add_argument("--binding", choices=sorted(_PACKAGES), default="cdktf")
    arguments = parser.parse_args()
    print(generate(arguments.constructs, arguments.binding), end="")


if __name__ == "__main__":
    main()
