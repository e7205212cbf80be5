"""References in text to what a stack does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.similar import nearest
from presynth.checks.common.text_literals import same_literal
from presynth.checks.templates.construct_texts import Written, written_in, written_later
from presynth.checks.templates.references import INDEX, Call, Reference, parts
from presynth.checks.templates.syntax import HOLE, Template, bound_in, verdict
from presynth.checks.templates.targets import Targets
from presynth.checks.templates.words import clipped, origin
from presynth.findings import Finding, Fix, Safety
from presynth.operations import Replace
from presynth.program.events import Construction, MethodCall
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue
from presynth.terraform.functions import NAMES

_DECLARED = {"var": "variable", "local": "local value", "module": "module"}
_OBJECTS = {"path": ("cwd", "module", "root"), "terraform": ("applying", "env", "workspace")}
_REPEATED = {"each": "for_each", "count": "count"}
_BY_NAME = (
    *(f"get_{kind}_attribute" for kind in ("string", "number", "boolean", "list", "number_list", "any_map")),
    *(f"get_{kind}_map_attribute" for kind in ("string", "number", "boolean")),
    "interpolation_for_attribute",
)
"""Methods that are asked for an attribute by its Terraform name."""
_WITH_SELF = ("connection", "provisioner", "provisioners")
_NESTED = """
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from constructs import Construct


class Storage(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        S3Bucket(self, "logs", bucket="acme-logs")
        TerraformOutput(self, "arn", value={})


app = App()
stack = TerraformStack(app, "main")
AwsProvider(stack, "aws", region="eu-west-1")
Storage(stack, "storage")
app.synth()
"""
_BUCKET = """from cdktf import DataTerraformRemoteStateLocal, TerraformOutput, TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

stage = TerraformVariable(self, "stage", type="string")
bucket = S3Bucket(self, "data", bucket="acme-data")
"""


@dataclass(frozen=True)
class _Fault:
    """What is wrong with one part of an expression: `wrong` is what could be `better`."""

    message: str
    wrong: str = ""
    better: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Spot:
    """Text in a construct (or an override of it), and the stack that it is in. `single`: nothing else is in it."""

    targets: Targets
    instance: Instance
    stack: Instance
    written: Written
    on_stack: bool


class UndeclaredReference(Rule):
    """Text refers to something that its stack does not have.

    ## What it does
    Reads the expressions in the text that constructs and overrides are given (`${aws_s3_bucket.data.arn}`,
    `${var.stage}`), and looks for what they refer to in the stack: resources and data sources, variables, local values,
    modules; attributes of the resources that are there; `each` and `count` where nothing is repeated, `self` outside of
    provisioners; functions that Terraform does not have. What is only partly known is left alone, and so is a
    stack that code outside of the project adds to.

    ## Why is this bad?
    cdktf writes such text as it is. `terraform validate` stops: "Reference to undeclared resource", "Unsupported
    attribute", "Call to unknown function". In a construct of its own, a resource has another name than its id.

    ## Fix safety
    Unsafe: another name is a guess.

    ## References
    - https://developer.hashicorp.com/terraform/language/expressions/references (tried on Terraform 1.11.4, 2026-11-29)
    """

    code = "PS219"
    name = "undeclared-reference"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _BUCKET
            + """
values = [
    "${aws_s3_bucket.data.arn}/*",
    "${aws_s3_bucket.data}",
    "${aws_s3_bucket.data.tags[\\"a\\"]}",
    "${var.stage}-${terraform.workspace}-${path.module}",
    "${[for name, value in {a = 1} : name.x if value.y]}",
    "%{ for one_bucket in [aws_s3_bucket.data] }${one_bucket.arn} %{ endfor }",
    "${format(\\"%s\\", var.stage)}",
    "${provider::aws::arn_parse(aws_s3_bucket.data.arn).service}",
    "${aws_sqs_queue.raw.arn} ${local.raw}",
    "$${var.nothing} $${each.key}",
    "${data.terraform_remote_state.network.outputs.vpc_id}",
    "${aws_s3_bucket.several[*].arn} ${aws_s3_bucket.several[var.stage].arn} ${aws_s3_bucket.data[*].arn}",
]
for number, value in enumerate(values):
    TerraformOutput(self, f"value-{number}", value=value)
DataTerraformRemoteStateLocal(self, "network", path="network.tfstate")
self.add_override("resource.aws_sqs_queue.raw", {"name": "${each.value}", "for_each": {"a": "b"}})
self.add_override("locals", {"raw": 1})
several = S3Bucket(self, "several", bucket_prefix="several")
several.add_override("for_each", {"a": "b"})
several.add_override("tags.Key", "${each.key}")
several.add_override("dynamic.cors_rule", {"for_each": [1], "content": {"max_age_seconds": "${cors_rule.value}"}})
"""
        ),
        # Other code may add it.
        Valid(
            """
import platform_base
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

platform_base.add_variables(self)
S3Bucket(self, "data", bucket="data-${var.stage}", tags={"Id": "${random_id.suffix.hex}"})
""",
            run=False,
        ),
        Valid(_NESTED.format('"${aws_s3_bucket.storage_logs_D21BD046.arn}"')),
    )
    INVALID = (
        Invalid(
            _NESTED.format('«"${aws_s3_bucket.logs.arn}"»'),
            fixed=_NESTED.format('"${aws_s3_bucket.storage_logs_D21BD046.arn}"'),
            message="no `aws_s3_bucket.logs` in this stack",
        ),
        Invalid(
            _BUCKET + 'bucket.add_override("tags.Stage", «"acme-${var.stag}"»)\n',
            fixed=_BUCKET + 'bucket.add_override("tags.Stage", "acme-${var.stage}")\n',
            message="no variable `stag`",
        ),
        Invalid(
            _BUCKET + 'TerraformOutput(self, "name", value=«"${aws_s3_bucket.data.bucket_arn}"»)\n',
            fixed=_BUCKET + 'TerraformOutput(self, "name", value="${aws_s3_bucket.data.arn}")\n',
            message="`aws_s3_bucket` has no attribute `bucket_arn`",
        ),
        Invalid(
            _BUCKET + 'TerraformOutput(self, "name", value=bucket.get_string_attribute(«"arnn"»))\n',
            fixed=_BUCKET + 'TerraformOutput(self, "name", value=bucket.get_string_attribute("arn"))\n',
            message="no attribute `arnn`",
        ),
        Invalid(
            _BUCKET + 'TerraformOutput(self, "name", value=«"s3://${aws_s3_bucket.data}/x"»)\n',
            message="a whole resource is no text",
        ),
        Invalid(
            _BUCKET + 'TerraformOutput(self, "name", value=«"${aws_s3_bucket.data[0].arn}"»)\n',
            message="is made once",
        ),
        Invalid(
            _BUCKET
            + """
S3Bucket(self, "many", bucket_prefix="many", count=2)
TerraformOutput(self, "name", value=«"${aws_s3_bucket.many.arn}"»)
""",
            message="which of them is meant",
        ),
        Invalid(
            _BUCKET + 'TerraformOutput(self, "name", value=«"${random_id.suffix.hex}"»)\n',
            message="no `random_id.suffix`",
        ),
        Invalid(
            _BUCKET + 'S3Bucket(self, "other", bucket=«"acme-${each.key}"»)\n',
            message="without `for_each`",
        ),
        Invalid(
            _BUCKET + 'S3Bucket(self, "other", bucket=«"${lowercase(var.stage)}-x"»)\n',
            message="no function `lowercase`",
        ),
        Invalid(
            _BUCKET + 'S3Bucket(self, "other", bucket="acme", tags={"Path": «"${path.modul}"»})\n',
            fixed=_BUCKET + 'S3Bucket(self, "other", bucket="acme", tags={"Path": "${path.module}"})\n',
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        targets = Targets(subject)
        for event in subject.chosen(Construction, _has_templates):
            if event.instance is not None and not is_test(event.place.path):
                for written in written_in(event, context.catalog):
                    yield from self._judged(targets, event.instance, written)
        for instance, changes in subject.changes.items():
            for change in changes:
                for written in written_later(change):
                    if not is_test(written.place.path):
                        yield from self._judged(targets, instance, written)
        for call in subject.chosen(MethodCall, _asks_by_name):
            yield from self._asked(targets, call)

    def _asked(self, targets: Targets, call: MethodCall) -> Iterator[Finding]:
        """An attribute that is asked for by its name: `bucket.get_string_attribute("arn")`."""
        given = call.arguments.get("terraform_attribute")
        name = given.value.value if given is not None and isinstance(given.value, Constant) else None
        if given is None or not isinstance(name, str) or not isinstance(call.receiver, InstanceValue):
            return
        instance = call.receiver.instance
        if not name.isidentifier() or targets.has_attribute(instance, name) or is_test(call.place.path):
            return
        fixes = [
            Fix(f"Write `{near}`", Safety.UNSAFE, (Replace(given.place, (code,)),))
            for near in nearest(name, targets.attributes(instance), 1)
            if (code := same_literal(given.place.text, near)) is not None
        ]
        message = f"`{call.type.terraform_type}` has no attribute `{name}`: Terraform refuses it"
        yield self.finding(given.place, message, about=instance, fixes=fixes)

    def _judged(self, targets: Targets, instance: Instance, written: Written) -> Iterator[Finding]:
        stack = targets.stack(instance)
        if stack is None:
            return
        spot = _Spot(targets, instance, stack, written, stack is instance)
        bound = bound_in(written.templates)
        for template in written.templates:
            if HOLE in template.expression or template.mark != "$" or verdict(template) != "fine":
                continue
            for part in parts(template.expression, bound):
                fault = _function(part) if isinstance(part, Call) else _reference(spot, part, template)
                if fault is not None:
                    yield self._found(spot, template, fault)
                    return

    def _found(self, spot: _Spot, template: Template, fault: _Fault) -> Finding:
        written = spot.written
        source = written.origin or written.place
        fixes = [
            Fix(f"Write `{better}`", Safety.UNSAFE, (Replace(source, (source.text.replace(fault.wrong, better),)),))
            for better in fault.better
            if source.text.count(fault.wrong) == 1
        ]
        about = None if spot.on_stack else spot.instance
        message = f"{fault.message}: Terraform refuses `{clipped(template.text)}`"
        return self.finding(written.place, message, about=about, fixes=fixes, related=origin(written))


def _asks_by_name(call: MethodCall, _: Catalog) -> bool:
    return call.name in _BY_NAME


def _has_templates(event: Construction, catalog: Catalog) -> bool:
    return bool(written_in(event, catalog))


def _function(call: Call) -> _Fault | None:
    if call.name in NAMES:
        return None
    return _Fault(f"there is no function `{call.name}`", f"{call.name}(", _calls(nearest(call.name, NAMES)))


def _calls(names: list[str]) -> tuple[str, ...]:
    return tuple(f"{name}(" for name in names)


def _reference(spot: _Spot, reference: Reference, template: Template) -> _Fault | None:
    root, steps = reference
    if root in _DECLARED:
        return _declared(spot, root, steps[0])
    if root in _OBJECTS:
        return _of_object(root, steps[0])
    if root in _REPEATED:
        return _of_turn(spot, root)
    if root == "self":
        if spot.written.argument in _WITH_SELF or spot.on_stack:
            return None
        return _Fault("`self` is only known to provisioners and their connections")
    if root == "data":
        return _resource(spot, f"data.{steps[0]}", steps[1:], template) if len(steps) > 1 else None
    if root == "resource":
        return _resource(spot, steps[0], steps[1:], template) if len(steps) > 1 else None
    return _resource(spot, root, steps, template) if "_" in root else None


def _declared(spot: _Spot, kind: str, name: str) -> _Fault | None:
    address = f"{kind}.{name}"
    if name == INDEX or not spot.targets.lacks(spot.stack, kind, address):
        return None
    near = nearest(name, spot.targets.names(spot.stack, f"{kind}."), 1)
    better = (*spot.targets.likely(spot.stack, f"{kind}.", name), *(f"{kind}.{each}" for each in near))
    return _Fault(f"there is no {_DECLARED[kind]} `{name}` in this stack", address, tuple(dict.fromkeys(better)))


def _of_object(root: str, name: str) -> _Fault | None:
    known = _OBJECTS[root]
    if name in known or name == INDEX:
        return None
    better = tuple(f"{root}.{each}" for each in nearest(name, known, 1))
    return _Fault(f"`{root}` has no `{name}`", f"{root}.{name}", better)


def _of_turn(spot: _Spot, root: str) -> _Fault | None:
    """`each.key` and `count.index`, which only what is repeated has."""
    argument = _REPEATED[root]
    if spot.on_stack or spot.targets.repeats(spot.instance, argument):
        return None
    return _Fault(f"`{root}` is not known here, without `{argument}`")


def _resource(spot: _Spot, typed: str, steps: tuple[str, ...], template: Template) -> _Fault | None:
    name, rest = steps[0], steps[1:]
    if name in (INDEX, "*"):
        return None
    address, kind = f"{typed}.{name}", typed.removeprefix("data.")
    found = spot.targets.found(spot.stack, address)
    if found is None:
        return _missing(spot, typed, name) if spot.targets.lacks(spot.stack, kind, address) else None
    instance_fault = _instance(spot, found, address, rest)
    if instance_fault is not None:
        return instance_fault
    attribute = next((step for step in rest if step not in (INDEX, "*") and not step.isdigit()), None)
    if attribute is None:
        only = template.expression.strip() == address and not spot.written.alone
        return _Fault("a whole resource is no text: an attribute of it is wanted") if only and not rest else None
    if spot.targets.has_attribute(found, attribute):
        return None
    near = nearest(attribute.removeprefix(f"{kind.rpartition('_')[2]}_"), spot.targets.attributes(found), 1)
    better = tuple(f"{address}.{each}" for each in near)
    return _Fault(f"`{typed}` has no attribute `{attribute}`", f"{address}.{attribute}", better)


def _instance(spot: _Spot, found: Instance, address: str, rest: tuple[str, ...]) -> _Fault | None:
    """Whether a resource that is made several times is asked for one of them, and no other is."""
    if not rest:
        return None
    if rest[0] == INDEX or rest[0].isdigit():
        single = spot.targets.is_single(found, address)
        return _Fault(f"`{address}` is made once, and has no index") if single else None
    how = None if rest[0] == "*" else spot.targets.repetition(found, address)
    return None if how is None else _Fault(f"`{address}` has a `{how}`: which of them is meant is said by an index")


def _missing(spot: _Spot, typed: str, name: str) -> _Fault:
    address = f"{typed}.{name}"
    near = nearest(name, spot.targets.names(spot.stack, f"{typed}."), 1)
    better = (*spot.targets.likely(spot.stack, f"{typed}.", name), *(f"{typed}.{each}" for each in near))
    return _Fault(f"there is no `{address}` in this stack", address, tuple(dict.fromkeys(better)))
