"""Dependencies that are declared and never written."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.tokens.misuse import shown
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.events import Construction, MethodCall
from presynth.program.values import Instance, InstanceValue, Sequence
from presynth.source.statement import Place

_HEADER = """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct
"""
_BUCKET = """
from cdktf import TerraformOutput, TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct

bucket = S3Bucket(self, "bucket", bucket="data")
"""
_STACKS = """
# Nothing here is in a class of its own.
from cdktf import App, TerraformStack

app = App()
network, jobs = TerraformStack(app, "network"), TerraformStack(app, "jobs")
"""
_NOT_IN_TERRAFORM = ("TerraformOutput", "TerraformProvider")
"""Elements that nothing can depend on."""


class IneffectiveDependency(Rule):
    """A dependency is declared in a way that cdktf does not look at.

    ## What it does
    Looks for `node.add_dependency(…)`, which every construct has and only other frameworks read, and for `depends_on`
    with what stands for nothing in Terraform: a plain construct, a construct of the project, a stack, an output or a
    provider.

    ## Why is this bad?
    Nothing of the dependency is written, and nothing says so: Terraform makes the resources in any order. An output or
    a provider in `depends_on` is refused, by `synth` or by Terraform.

    ## Fix safety
    Between stacks, `add_dependency` of the stack itself is safe. Unsafe for a resource: `depends_on` is assigned, which
    replaces one that was passed before.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/resources
    """

    code = "PS116"
    name = "ineffective-dependency"
    group = "terraform"
    severity = Severity.WARNING
    visits = (MethodCall, Construction)
    VALID = (
        Valid(
            _BUCKET
            + """
variable = TerraformVariable(self, "name", type="string")
other = S3Bucket(self, "other", bucket="other", depends_on=[bucket, variable])
other.depends_on = [bucket.fqn]
for tag in self.node.children:
    other.node.add_metadata("tag", tag)
"""
        ),
        Valid(_STACKS + "jobs.add_dependency(network)\napp.synth()\n"),
    )
    INVALID = (
        Invalid(
            _BUCKET + 'other = S3Bucket(self, "other", bucket="other")\nother.node.«add_dependency»(bucket)\n',
            fixed=_BUCKET + 'other = S3Bucket(self, "other", bucket="other")\nother.depends_on = [bucket.fqn]\n',
            message="nothing is written",
        ),
        Invalid(
            _STACKS + "jobs.node.«add_dependency»(network)\napp.synth()\n",
            fixed=_STACKS + "jobs.add_dependency(network)\napp.synth()\n",
        ),
        Invalid(
            _HEADER
            + """

class Network(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        self.bucket = S3Bucket(self, "logs", bucket="logs")


app = App()
stack = TerraformStack(app, "stack")
AwsProvider(stack, "aws", region="eu-west-1")
network = Network(stack, "network")
S3Bucket(stack, "flow-logs", bucket="flow-logs", depends_on=[«network»])
app.synth()
""",
            message="stands for nothing in Terraform",
        ),
        Invalid(
            _BUCKET
            + """
output = TerraformOutput(self, "name", value=bucket.bucket)
S3Bucket(self, "other", bucket="other", depends_on=[bucket, «output»])
""",
            message="`output` is a `TerraformOutput`: nothing can depend on it, and synth stops",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        match subject:
            case MethodCall(name="add_dependency"):
                yield from self._of_node(subject, context)
            case Construction():
                yield from self._listed(subject, context)
            case _:
                pass

    def _of_node(self, event: MethodCall, context: Context) -> Iterator[Finding]:
        """`policy.node.add_dependency(bucket)`."""
        if event.type.name != "Node" or not isinstance(event.receiver, InstanceValue):
            return
        node = event.receiver.instance
        owner = node.key if node.part == "node" and isinstance(node.key, Instance) else None
        if owner is None or owner.type is None or not context.catalog.is_a(owner.type, "Construct"):
            return
        message = "cdktf does not look at dependencies of nodes: nothing is written"
        fixes: tuple[Fix, ...] = ()
        if context.catalog.is_a(owner.type, "TerraformStack"):
            fixes = _of_stack(event)
        elif context.catalog.is_a(owner.type, "TerraformElement"):
            fixes = _of_resource(event, context.catalog)
        yield self.finding(event.name_place, message, about=owner, fixes=fixes)

    def _listed(self, event: Construction, context: Context) -> Iterator[Finding]:
        """What `depends_on` lists and cannot."""
        argument = event.arguments.get("depends_on")
        if argument is None or not isinstance(argument.value, Sequence):
            return
        placed = len(argument.value.places) == len(argument.value.items)
        for number, item in enumerate(argument.value.items):
            if not isinstance(item, InstanceValue) or item.instance.type is None:
                continue
            type_ = item.instance.type
            place = argument.value.places[number] if placed else argument.place
            refused = any(context.catalog.is_a(type_, each) for each in _NOT_IN_TERRAFORM)
            if refused:
                by = "synth stops" if context.catalog.is_a(type_, "TerraformOutput") else "Terraform refuses it"
                message = f"{shown(place)} is a `{type_.name}`: nothing can depend on it, and {by}"
                yield self.finding(place, message, about=event.instance, severity=Severity.ERROR)
            elif context.catalog.is_a(type_, "Construct") and not context.catalog.is_a(type_, "TerraformElement"):
                message = f"{shown(place)} stands for nothing in Terraform: no dependency is written"
                yield self.finding(place, message, about=event.instance)


def _of_resource(event: MethodCall, catalog: Catalog) -> tuple[Fix, ...]:
    """`policy.depends_on = [bucket.fqn]` in its place, where all that is given has an address in Terraform."""
    owner, given = _owner(event), _given(event)
    types = [each.value.instance.type for each in event.arguments if isinstance(each.value, InstanceValue)]
    addressed = [type_ for type_ in types if type_ is not None and catalog.is_a(type_, "ITerraformDependable")]
    if owner is None or not given or len(addressed) < len(given):
        return ()
    code = f"{owner}.depends_on = [{', '.join(f'{each.text}.fqn' for each in given)}]"
    return (Fix(f"Write `{code}`", Safety.UNSAFE, (Replace(event.place, (code,)),)),)


def _of_stack(event: MethodCall) -> tuple[Fix, ...]:
    """`jobs.add_dependency(network)` in its place."""
    owner, given = _owner(event), _given(event)
    if owner is None or len(given) != 1:
        return ()
    code = f"{owner}.add_dependency({given[0].text})"
    return (Fix(f"Write `{code}`", Safety.SAFE, (Replace(event.place, (code,)),)),)


def _owner(event: MethodCall) -> str | None:
    """What stands before `.node.add_dependency(`."""
    owner, found, _ = event.place.text.partition(".node.add_dependency(")
    return owner if found else None


def _given(event: MethodCall) -> list[Place]:
    """The constructs that are passed one by one; none where there are others."""
    given = [argument.place for argument in event.arguments.items if not argument.splat]
    return [] if event.arguments.open or len(given) < len(event.arguments.items) else given
