"""Addresses that Terraform cannot read, or of what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog.catalog import Catalog
from presynth.checks.addresses.static_settings import Setting, of_construct, of_stack
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.text_literals import same_literal
from presynth.checks.templates.targets import Targets
from presynth.findings import Finding, Fix, Related, Safety
from presynth.operations import Replace
from presynth.program.events import Construction
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Instance, InstanceValue, Token, Value, is_token

_ADDRESS = re.compile(
    r"(?P<address>(?P<data>data\.)?(?P<type>[a-z][\w-]*)\.(?P<name>[A-Za-z_][\w-]*))(?P<rest>[.\[].*)?"
)
_BOOLS = ("prevent_destroy", "create_before_destroy")
_ADDRESSES = ("depends_on", "replace_triggered_by", "moved.from", "moved.to", "removed.from", "import.to")
_ATTRIBUTES = ("ignore_changes",)
_NO_RESOURCES = ("var", "local", "data", "module", "each", "count", "path", "self", "terraform", "output")
_STILL_THERE = {"moved.from": "is still in this stack: it cannot have moved", "removed.from": "is still in this stack"}
_BUCKETS = """
from cdktf import TerraformResourceLifecycle, TerraformVariable
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

data = S3Bucket(self, "data", bucket="acme-data")
logs = S3Bucket(self, "logs", bucket="acme-logs")
"""


class RefusedAddress(Rule):
    """Where Terraform wants a plain address stands a reference, or the address of nothing.

    ## What it does
    Looks at what Terraform reads before it works out any value: `replace_triggered_by`, `ignore_changes` and the
    switches of a lifecycle; `depends_on` and `provider` that an override gives; `moved`, `removed` and `import` blocks.
    There, what cdktf writes for a construct or an attribute (`${aws_s3_bucket.data.arn}`) is refused, even in
    `replace_triggered_by`, which takes constructs in Python. Addresses that are text (`aws_s3_bucket.data`) are looked
    up in the stack.

    ## Why is this bad?
    `terraform init` stops: "Invalid expression", "A single static variable reference is required", "Unsuitable value
    type"; or `plan` does: "Reference to undeclared resource", "Removed resource still exists".

    ## Fix safety
    Safe: the text is the address of the same resource.

    ## References
    - https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle (tried with what cdktf 0.21 and
      cdktn 0.24 write, on Terraform 1.11.4, 2026-11-29)
    - https://github.com/hashicorp/terraform-cdk/issues/3532
    """

    code = "PS408"
    name = "refused-address"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Program
    VALID = (
        Valid(
            _BUCKETS
            + """
late = S3Bucket(
    self,
    "late",
    bucket="acme-late",
    depends_on=[data],
    lifecycle=TerraformResourceLifecycle(
        replace_triggered_by=["aws_s3_bucket.logs.tags", f"aws_s3_bucket.{data.friendly_unique_id}"],
        ignore_changes=["tags", "tags[\\"Owner\\"]"],
        prevent_destroy=True,
    ),
)
late.add_override("depends_on", ["aws_s3_bucket.logs", "module.network", "data.aws_region.current"])
late.add_override("lifecycle.create_before_destroy", True)
self.add_override("module.network", {"source": "./network"})
self.add_override("data.aws_region.current", {})
self.add_override("moved", [{"from": "aws_s3_bucket.old", "to": "aws_s3_bucket.data"}])
self.add_override("removed", {"from": "aws_s3_bucket.gone", "lifecycle": {"destroy": False}})
self.add_override("import", [{"to": "aws_s3_bucket.data", "id": "acme-data"}])
"""
        ),
    )
    INVALID = (
        Invalid(
            """
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

app = App()
one, other = TerraformStack(app, "one"), TerraformStack(app, "other")
AwsProvider(other, "aws", region="eu-west-1")
west = AwsProvider(one, "west", region="us-west-2", alias="west")
S3Bucket(other, "data", bucket="acme-data", provider=«west»)
app.synth()
""",
            message="no provider `aws` with the alias `west` in this stack",
        ),
        Invalid(
            _BUCKETS + "logs.lifecycle = TerraformResourceLifecycle(replace_triggered_by=[«data»])\n",
            fixed=_BUCKETS
            + 'logs.lifecycle = TerraformResourceLifecycle(replace_triggered_by=["aws_s3_bucket.data"])\n',
            message="takes the address of a resource as text",
        ),
        Invalid(
            _BUCKETS + 'S3Bucket(self, "x", bucket="acme-x", lifecycle={"replace_triggered_by": [«data.arn»]})\n',
            fixed=_BUCKETS
            + 'S3Bucket(self, "x", bucket="acme-x", lifecycle={"replace_triggered_by": ["aws_s3_bucket.data.arn"]})\n',
        ),
        Invalid(
            _BUCKETS + 'logs.add_override("depends_on", [«"${aws_s3_bucket.data}"»])\n',
            fixed=_BUCKETS + 'logs.add_override("depends_on", ["aws_s3_bucket.data"])\n',
        ),
        Invalid(
            _BUCKETS + 'logs.add_override("depends_on", [«"aws_s3_bucket.date"»])\n',
            message="no `aws_s3_bucket.date` in this stack",
        ),
        Invalid(
            _BUCKETS
            + """
keep = TerraformVariable(self, "keep", type="bool")
logs.add_override("lifecycle.prevent_destroy", «keep.boolean_value»)
""",
            message="takes `True` or `False`",
        ),
        Invalid(
            _BUCKETS + 'logs.add_override("provider", «"aws.west"»)\n',
            message="no provider `aws` with the alias `west`",
        ),
        Invalid(
            _BUCKETS
            + 'self.add_override("removed", [{"from": «"aws_s3_bucket.logs"», "lifecycle": {"destroy": False}}])\n',
            message="is still in this stack",
        ),
        Invalid(
            _BUCKETS + 'self.add_override("import", [{"to": «"aws_s3_bucket.lgs"», "id": "acme-logs"}])\n',
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        targets = Targets(subject)
        for event in dict.fromkeys((*subject.chosen(Construction, _has_settings), *subject.changed)):
            is_resource = context.catalog.is_a(event.type, "TerraformResource")
            if is_resource and event.instance is not None and not is_test(event.place.path):
                for setting in of_construct(event, subject.changes.get(event.instance, ())):
                    yield from self._judged(subject, targets, event.instance, setting)
        for event in subject.chosen(Construction, _names_provider):
            if event.instance is not None and not is_test(event.place.path):
                yield from self._provider(subject, targets, event, event.instance)
        for event in subject.made("TerraformStack"):
            if event.instance is not None:
                for setting in of_stack(subject.changes.get(event.instance, ())):
                    yield from self._judged(subject, targets, event.instance, setting)

    def _provider(
        self, program: Program, targets: Targets, event: Construction, instance: Instance
    ) -> Iterator[Finding]:
        """A provider of another stack: what is written is its alias, and nothing of that alias is there."""
        given = event.arguments.get("provider")
        value = None if given is None else given.value
        provider = program.constructs.get(value.instance) if isinstance(value, InstanceValue) else None
        alias = None if provider is None else provider.arguments.value("alias")
        if given is None or provider is None or provider.instance is None or not isinstance(alias, Constant):
            return
        where, stack = targets.stack(provider.instance), targets.stack(instance)
        if where is None or stack is None or where is stack or alias.value is None:
            return
        written = Constant(f"{provider.type.terraform_type}.{alias.value}")
        problem = _provider_problem(program, targets, instance, written)
        if problem is not None:
            related = [Related(provider.callee_place, "it is made in another stack")]
            yield self.finding(given.place, f"`provider` {problem}", about=instance, related=related)

    def _judged(self, program: Program, targets: Targets, instance: Instance, setting: Setting) -> Iterator[Finding]:
        value, name = setting.value, setting.name
        if name in _BOOLS:
            problem = _switch_problem(value)
        elif name in (*_ADDRESSES, *_ATTRIBUTES):
            problem = _reference_problem(name, value) or _listing_problem(setting)
            if problem is None and name in _ADDRESSES and isinstance(value, Constant):
                problem = _address_problem(targets, instance, name, str(value.value))
        elif name == "provider":
            problem = _provider_problem(program, targets, instance, value)
        else:
            return
        if problem is not None:
            text = _as_text(program, value) if name in _ADDRESSES else None
            code = None if text is None else _literal(setting, text)
            fixes = [Fix(f"Write `{text}`", Safety.SAFE, (Replace(setting.place, (code,)),))] if code else []
            yield self.finding(setting.place, f"`{name}` {problem}", about=instance, fixes=fixes)


def _names_provider(event: Construction, _: Catalog) -> bool:
    return isinstance(event.arguments.value("provider"), InstanceValue)


def _has_settings(event: Construction, _: Catalog) -> bool:
    return any(True for _ in of_construct(event, ()))


def _switch_problem(value: Value) -> str | None:
    refused = is_token(value) or (isinstance(value, Constant) and isinstance(value.value, str) and not _is_bool(value))
    return "takes `True` or `False`: Terraform reads it before it works out any value" if refused else None


def _is_bool(value: Constant) -> bool:
    return value.value in ("true", "false")


def _reference_problem(name: str, value: Value) -> str | None:
    """What is wrong with a value that becomes `${…}`."""
    wanted = "the name of an argument" if name in _ATTRIBUTES else "the address of a resource"
    if isinstance(value, InstanceValue) and name not in _ATTRIBUTES:
        return f"takes {wanted} as text: what cdktf writes for a construct, Terraform refuses here"
    refers = isinstance(value, Token) and value.source is not None and value.source.type is not None
    if refers or (isinstance(value, Constant) and isinstance(value.value, str) and "${" in value.value):
        return f"takes {wanted} as text: Terraform refuses `${{…}}` here"
    return None


def _listing_problem(setting: Setting) -> str | None:
    is_list = setting.name in ("depends_on", "replace_triggered_by")
    text = isinstance(setting.value, Constant) and isinstance(setting.value.value, str)
    return "takes a list" if is_list and text and not setting.listed else None


def _address_problem(targets: Targets, instance: Instance, name: str, text: str) -> str | None:
    found = _ADDRESS.fullmatch(text)
    stack = targets.stack(instance)
    if name == "replace_triggered_by":
        if text in ("count.index", "each.key"):
            return None
        if found is None or text.partition(".")[0] in _NO_RESOURCES:
            return f"takes addresses of resources (`type.name`), not `{text}`"
    if found is None or stack is None:
        return None
    if name in _STILL_THERE:
        still = not found["rest"] and targets.found(stack, text) not in (None, instance)
        return f"`{text}` {_STILL_THERE[name]}" if still else None
    if name == "moved.to" or (found["type"] in _NO_RESOURCES and found["type"] != "module"):
        return None
    if targets.lacks(stack, found["type"], found["address"]):
        return f"names what is not there: no `{found['address']}` in this stack"
    return None


def _provider_problem(program: Program, targets: Targets, instance: Instance, value: Value) -> str | None:
    text = value.value if isinstance(value, Constant) and isinstance(value.value, str) else ""
    kind, _, alias = text.partition(".")
    stack = targets.stack(instance)
    if not alias or stack is None or targets.is_added_to:
        return None
    for event in program.made(kind):
        given = event.arguments.get("alias")
        where = None if event.instance is None else targets.stack(event.instance)
        known = given is None or isinstance(given.value, Constant)
        if event.arguments.open or not known or where is None:
            return None
        if where is stack and given is not None and isinstance(given.value, Constant) and given.value.value == alias:
            return None
    if any(change.path is None or change.path[0] == "provider" for change in program.changes.get(stack, ())):
        return None
    return f"names what is not there: no provider `{kind}` with the alias `{alias}` in this stack"


def _as_text(program: Program, value: Value) -> str | None:
    """The address that a reference stands for."""
    if isinstance(value, InstanceValue):
        return program.addresses.of(value.instance)
    if isinstance(value, Token) and value.source is not None:
        address = program.addresses.of(value.source)
        if address is None or value.attribute == "fqn":
            return address
        return f"{address}.{value.attribute}" if re.fullmatch(r"\w+", value.attribute) else None
    if isinstance(value, Constant) and isinstance(value.value, str):
        inner = re.fullmatch(r"\$\{\s*([\w.-]+)\s*\}", value.value)
        return None if inner is None else inner[1]
    return None


def _literal(setting: Setting, text: str) -> str | None:
    if isinstance(setting.value, Constant):
        return same_literal(setting.place.text, text)
    return f'"{text}"'
