"""Constructs that share an id with a sibling."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.constructs.siblings import Siblings
from presynth.checks.constructs.stacks import label
from presynth.checks.schema.wording import article
from presynth.findings import Finding, Severity
from presynth.program.events import Construction
from presynth.program.program import Program


class DuplicateConstructId(Rule):
    """Two constructs of one scope have the same id.

    ## What it does
    Looks at the ids of all constructs that a stack, or any other construct, is given as scope: resources, data sources,
    outputs, variables and providers share one space of ids with each other and with the backend, whose id is `backend`;
    so do the stacks of an app. Loops, comprehensions and helper functions count turn by turn and call by call. What
    stands in branches that nobody can decide is compared within its branch only.

    ## Why is this bad?
    The second construct stops `synth`. Two resources of one type whose ids differ only in characters that Terraform
    does not allow (`a.b` and `ab`) do not: there, the second silently replaces the first.

    ## Fix safety
    Unsafe: the id becomes part of the Terraform address, and a resource that exists under the old one is replaced.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/constructs
    """

    code = "PS109"
    name = "duplicate-construct-id"
    group = "terraform"
    visits = Program
    outline_only = True
    VALID = (
        Valid("""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from constructs import Construct


class Queue(Construct):
    def __init__(self, scope, id, name):
        super().__init__(scope, id)
        self.queue = SqsQueue(self, "queue", name=name)
        TerraformOutput(self, "arn", value=self.queue.arn)


class Main(TerraformStack):
    def __init__(self, scope, id, names):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        for name in names:
            Queue(self, f"{name}-queue", name)
        for number, name in enumerate(names):
            TerraformOutput(self, f"name-{number}", value=name)
        if self.fifo():
            SqsQueue(self, "extra", name="extra.fifo", fifo_queue=True)
        else:
            SqsQueue(self, "extra", name="extra")
        SqsQueue(self, "only", name="a") if self.fifo() else SqsQueue(self, "only", name="b")

    def fifo(self):
        import os

        return bool(os.getenv("FIFO"))


app = App()
for environment in ("dev", "prod"):
    Main(app, f"main-{environment}", ["orders", "refunds"])
app.synth()
"""),
        Valid("""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queues = dict()
        for name in ("orders", "refunds", "orders"):
            self.queue(name)

    def queue(self, name):
        if name not in self.queues:
            self.queues[name] = SqsQueue(self, name, name=name)
        return self.queues[name]


app = App()
Main(app, "main")
app.synth()
"""),
        Valid("""
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Library(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)

    def standard(self):
        return SqsQueue(self, "queue", name="jobs")

    def fifo(self):
        return SqsQueue(self, "queue", name="jobs.fifo", fifo_queue=True)
"""),
        Valid("""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

old = SqsQueue(self, "queue", name="old")
self.node.try_remove_child("queue")
SqsQueue(self, "queue", name="new")
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "main", cidr_block="10.0.0.0/16")
InternetGateway(self, «"main"», vpc_id=vpc.id)
""",
            fixed="""
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.vpc import Vpc

vpc = Vpc(self, "main", cidr_block="10.0.0.0/16")
InternetGateway(self, "main-2", vpc_id=vpc.id)
""",
            message="`main` is already the id of a `Vpc`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.subnet import Subnet

for index, zone in enumerate(["a", "b"]):
    Subnet(
        self,
        «"subnet"»,
        vpc_id="vpc-1",
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )
""",
            fixed="""
from cdktf_cdktf_provider_aws.subnet import Subnet

for index, zone in enumerate(["a", "b"]):
    Subnet(
        self,
        f"subnet-{index}",
        vpc_id="vpc-1",
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )
""",
            message="more than once",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queues = [{"name": "orders", "delay": 5}, {"name": "refunds", "delay": 0}]
made = [SqsQueue(self, id_=«f"{'jobs'}"», name=queue["name"]) for queue in queues]
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queues = [{"name": "orders", "delay": 5}, {"name": "refunds", "delay": 0}]
made = [SqsQueue(self, id_=f"{'jobs'}-{queue['name']}", name=queue["name"]) for queue in queues]
""",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queue("orders")
        self.queue("refunds")

    def queue(self, name):
        return SqsQueue(self, «"queue"», name=name)


app = App()
Main(app, "main")
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        self.queue("orders")
        self.queue("refunds")

    def queue(self, name):
        return SqsQueue(self, f"queue-{name}", name=name)


app = App()
Main(app, "main")
app.synth()
""",
        ),
        Invalid(
            """
from cdktf import S3Backend
from cdktf_cdktf_provider_aws.lb import Lb

S3Backend(self, bucket="state", key="main.tfstate", region="eu-west-1")
Lb(self, «"backend"», subnets=["subnet-1", "subnet-2"])
""",
            fixed="""
from cdktf import S3Backend
from cdktf_cdktf_provider_aws.lb import Lb

S3Backend(self, bucket="state", key="main.tfstate", region="eu-west-1")
Lb(self, "backend-2", subnets=["subnet-1", "subnet-2"])
""",
        ),
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Network(TerraformStack):
    def __init__(self, scope, id, region):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)


app = App()
for region in ("eu-west-1", "eu-central-1"):
    Network(app, «"network"», region)
app.synth()
""",
            fixed="""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Network(TerraformStack):
    def __init__(self, scope, id, region):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)


app = App()
for region in ("eu-west-1", "eu-central-1"):
    Network(app, f"network-{region}", region)
app.synth()
""",
        ),
        Invalid(
            """
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

names = {"a": "orders", "b": "refunds"}
SqsQueue(self, names["a"], name=names["a"])
queue = SqsQueue(self, names["b"], name=names["b"])
TerraformOutput(self, «names["b"]», value=queue.arn)
""",
            fixed="""
from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

names = {"a": "orders", "b": "refunds"}
SqsQueue(self, names["a"], name=names["a"])
queue = SqsQueue(self, names["b"], name=names["b"])
TerraformOutput(self, f'{names["b"]}-2', value=queue.arn)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs.fifo", name="jobs.fifo", fifo_queue=True)
SqsQueue(self, «"jobsfifo"», name="jobs")
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

SqsQueue(self, "jobs.fifo", name="jobs.fifo", fifo_queue=True)
SqsQueue(self, "jobsfifo-2", name="jobs")
""",
            message="silently replaces",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

number = 0
while number < 3:
    number += 1
    SqsQueue(self, «f"queue-{number % 2}"», name=f"queue-{number}")
""",
            message="`queue-1` is given more than once",
        ),
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

with open("queues.json", encoding="utf-8") as file:
    names = json.load(file)
for name in names:
    SqsQueue(self, «"queue"», name=name)
""",
            fixed="""
import json

from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

with open("queues.json", encoding="utf-8") as file:
    names = json.load(file)
for name in names:
    SqsQueue(self, f"queue-{name}", name=name)
""",
            files={"queues.json": '["orders", "refunds"]'},
            message="every turn of the loop",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        siblings = Siblings(subject)
        for first, second in siblings.clashes():
            yield self._clash(siblings, first, second)
        for first, second in siblings.replacements():
            yield self._replacement(siblings, first, second)
        for event in siblings.repeated():
            yield self._repetition(siblings, event)

    def _clash(self, siblings: Siblings, first: Construction, second: Construction) -> Finding:
        place, given = siblings.id_place(second), siblings.id_of(second)
        message = f"`{given}` is already the id of {_named(first)} in the same scope: synth stops"
        if first.place == second.place:
            message = f"`{given}` is given more than once to {_named(second)} in the same scope: synth stops"
        fixes = siblings.fixes(first, second)
        related = siblings.related(first, second, place)
        return self.finding(place, message, about=second.instance, fixes=fixes, related=related)

    def _replacement(self, siblings: Siblings, first: Construction, second: Construction) -> Finding:
        place = siblings.id_place(second)
        message = (
            f"in Terraform's names, `{siblings.id_of(second)}` is the same as `{siblings.id_of(first)}`: this "
            f"`{second.type.name}` silently replaces that one"
        )
        fixes = siblings.fixes(first, second)
        related = siblings.related(first, second, place)
        return self.finding(place, message, about=second.instance, fixes=fixes, related=related)

    def _repetition(self, siblings: Siblings, event: Construction) -> Finding:
        place = siblings.id_place(event)
        made = f"{_named(event)} with the id `{siblings.id_of(event)}`"
        message = f"every turn of the loop makes {made}: the second stops synth"
        fixes = siblings.fixes(event, event)
        return self.finding(place, message, about=event.instance, fixes=fixes, severity=Severity.WARNING)


def _named(event: Construction) -> str:
    """`a `Vpc``: what has the id."""
    own = label(event)
    return f"{article(own[1:])} {own}"
