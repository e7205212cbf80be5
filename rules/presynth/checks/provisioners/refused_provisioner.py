"""Provisioners and conditions that Terraform refuses."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Presence, presence_of
from presynth.checks.common.placed import placed_tokens
from presynth.checks.templates.references import Reference, parts
from presynth.checks.templates.syntax import HOLE, templates
from presynth.findings import Finding
from presynth.program.arguments import Arguments
from presynth.program.events import Construction
from presynth.program.program import is_test
from presynth.program.values import Constant, Instance, Mapping, Sequence, StructValue, Token, Value
from presynth.source.statement import Place

_REMOTE = ("FileProvisioner", "RemoteExecProvisioner")
_ONE_OF = {
    "FileProvisioner": ("content", "source"),
    "RemoteExecProvisioner": ("inline", "script", "scripts"),
}
_WITH_CONDITIONS = ("precondition", "postcondition")
_INSTANCE = """from cdktf import (
    FileProvisioner,
    LocalExecProvisioner,
    Precondition,
    RemoteExecProvisioner,
    SSHProvisionerConnection,
    TerraformResourceLifecycle,
)
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

MACHINE = {"ami": "ami-0c55b159cbfafe1f0", "instance_type": "t3.micro"}
"""


class RefusedProvisioner(Rule):
    """A provisioner or a condition is given what Terraform refuses, or lacks what it needs.

    ## What it does
    Looks at the `provisioners` of resources: those that work on another machine need a `connection` (their own, or the
    resource's), a file has either `content` or `source`, a remote script one of `inline`, `script` and `scripts`, and
    what runs at destruction may only speak of the resource itself. The condition of a precondition or postcondition, of
    an output's too, has to be an expression (`${…}`) that is true or false, and speaks of something.

    ## Why is this bad?
    `terraform init`, `validate` or `apply` stops: "Invalid reference from destroy provisioner", "Only one of … must be
    set", "Missing connection configuration for provisioner", "Invalid precondition expression".

    ## References
    - https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax (tried on Terraform 1.11.4,
      2026-11-29)
    """

    code = "PS222"
    name = "refused-provisioner"
    group = "terraform"
    data_date = "2026-11-29"
    visits = Construction
    VALID = (
        Valid(
            _INSTANCE
            + """
ssh = SSHProvisionerConnection(type="ssh", host="${self.public_ip}", user="ec2-user")
Instance(
    self,
    "own",
    **MACHINE,
    provisioners=[
        FileProvisioner(type="file", source="boot.sh", destination="/tmp/boot.sh", connection=ssh),
        LocalExecProvisioner(type="local-exec", when="destroy", command="echo ${self.id}"),
    ],
)
Instance(
    self,
    "shared",
    **MACHINE,
    connection=ssh,
    provisioners=[RemoteExecProvisioner(type="remote-exec", inline=["true"])],
    lifecycle=TerraformResourceLifecycle(
        precondition=[Precondition(condition='${terraform.workspace != "x"}', error_message="Not in x.")]
    ),
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _INSTANCE
            + """
Instance(
    self,
    "web",
    **MACHINE,
    provisioners=[«FileProvisioner(type="file", source="boot.sh", destination="/tmp/boot.sh")»],
)
""",
            message="needs a `connection`",
        ),
        Invalid(
            _INSTANCE
            + """
ssh = SSHProvisionerConnection(type="ssh", host="${self.public_ip}", user="ec2-user")
both = RemoteExecProvisioner(type="remote-exec", inline=["true"], script="a.sh", connection=ssh)
Instance(self, "web", **MACHINE, provisioners=[«both»])
""",
            message="only one of `inline`, `script`",
        ),
        Invalid(
            _INSTANCE
            + """
bucket = S3Bucket(self, "data", bucket="acme-data")
clean = LocalExecProvisioner(type="local-exec", when="destroy", command=f"aws s3 rm s3://{bucket.id}")
Instance(self, "web", **MACHINE, provisioners=[«clean»])
""",
            message="only speak of the resource itself",
        ),
        Invalid(
            _INSTANCE
            + """
Instance(
    self,
    "web",
    **MACHINE,
    lifecycle=TerraformResourceLifecycle(
        precondition=[Precondition(condition=«"terraform.workspace == 'prod'"», error_message="Only in prod.")]
    ),
)
""",
            message="is plain text",
        ),
        Invalid(
            _INSTANCE.replace("import (", "import (\n    Fn,", 1)
            + """
bucket = S3Bucket(self, "data", bucket="acme-data")
Instance(
    self,
    "web",
    **MACHINE,
    lifecycle=TerraformResourceLifecycle(
        precondition=[Precondition(condition=«Fn.length_of(bucket.tags_all)», error_message="No tags.")]
    ),
)
""",
            message="neither true nor false",
        ),
        Invalid(
            _INSTANCE.replace("import (", "import (\n    TerraformOutput,", 1)
            + """
rule = Precondition(condition=«"${1 > 0}"», error_message="No.")
TerraformOutput(self, "name", value="x", precondition=rule)
""",
            message="speaks of nothing that there is",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Construction)
        if subject.instance is None or is_test(subject.place.path):
            return
        given = subject.arguments.get("provisioners")
        if given is not None and isinstance(given.value, Sequence):
            connected = _may_be_set(subject.arguments, "connection")
            places = given.value.places if len(given.value.places) == len(given.value.items) else ()
            for number, item in enumerate(given.value.items):
                if isinstance(item, StructValue):
                    place = places[number] if places else given.place
                    yield from self._provisioner(item, place, subject.instance, connected=connected)
        for name, value, place in _conditions(subject):
            problem = _condition_problem(value)
            if problem is not None:
                yield self.finding(place, f"the condition of this {name} {problem}", about=subject.instance)

    def _provisioner(
        self, item: StructValue, place: Place, instance: Instance, *, connected: bool
    ) -> Iterator[Finding]:
        kind, arguments = item.type.name, item.arguments
        if kind in _REMOTE and not connected and not _may_be_set(arguments, "connection"):
            message = f"a `{kind}` needs a `connection`, of its own or of the resource: `apply` stops without"
            yield self.finding(place, message, about=instance)
        chosen = [name for name in _ONE_OF.get(kind, ()) if _is_set(arguments, name)]
        if len(chosen) > 1:
            listed = ", ".join(f"`{name}`" for name in chosen)
            yield self.finding(place, f"only one of {listed} may be set: Terraform refuses more", about=instance)
        when = arguments.get("when")
        if when is not None and isinstance(when.value, Constant) and when.value.value == "destroy":
            others = [
                token
                for argument in arguments
                for token, _ in placed_tokens(argument.value, argument.place)
                if token.source is not None and token.source is not instance
            ]
            if others:
                message = (
                    "what runs at destruction may only speak of the resource itself (`${self.…}`): Terraform refuses "
                    f"`{others[0].attribute}` of another one"
                )
                yield self.finding(place, message, about=instance)


def _condition_problem(value: Value) -> str | None:
    """What is wrong with a condition."""
    text = value.value if isinstance(value, Constant) else None
    if isinstance(text, bool):
        return "speaks of nothing that there is: Terraform refuses it"
    if isinstance(text, str):
        if "${" not in text:
            return "is plain text: an expression is written `${…}`"
        found = [part for template in templates(text) for part in parts(template.expression)]
        speaks = HOLE in text or any(isinstance(part, Reference) for part in found)
        return None if speaks else "speaks of nothing that there is: Terraform refuses it"
    if isinstance(value, Token):
        is_none = value.type.kind in ("number", "list", "map")
    else:
        is_none = isinstance(text, int | float) or isinstance(value, Sequence | Mapping)
    return "is neither true nor false: `Op` and `Fn` compare" if is_none else None


def _is_set(arguments: Arguments, name: str) -> bool:
    given = arguments.get(name)
    return given is not None and presence_of(given.value) is Presence.SET


def _may_be_set(arguments: Arguments, name: str) -> bool:
    given = arguments.get(name)
    return arguments.open or (given is not None and presence_of(given.value) is not Presence.UNSET)


def _conditions(event: Construction) -> Iterator[tuple[str, Value, Place]]:
    """The conditions of a resource's lifecycle, or of an output, with what they are."""
    lifecycle, own = event.arguments.get("lifecycle"), event.arguments.get("precondition")
    if own is not None and event.type.name == "TerraformOutput":
        yield from _condition("precondition", own.value, own.place)
    for name in _WITH_CONDITIONS if lifecycle is not None else ():
        rules = None if lifecycle is None else _field(lifecycle.value, name, lifecycle.place)
        for rule in rules[0].items if rules is not None and isinstance(rules[0], Sequence) else ():
            yield from _condition(name, rule, rules[1] if rules is not None else event.place)


def _condition(name: str, rule: Value, place: Place) -> Iterator[tuple[str, Value, Place]]:
    condition = _field(rule, "condition", place)
    if condition is not None:
        yield name, *condition


def _field(value: Value, name: str, place: Place) -> tuple[Value, Place] | None:
    if isinstance(value, StructValue):
        argument = value.arguments.get(name)
        return None if argument is None else (argument.value, argument.place)
    entry = value.entry(name) if isinstance(value, Mapping) else None
    return None if entry is None else (entry.value, entry.place or place)
