"""Resources that are named by their text, where a reference would make Terraform wait for them."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.names_in_reach import spelled_before
from presynth.checks.common.resources import Resource, resources
from presynth.checks.wiring.by_name import NAMINGS, Naming
from presynth.checks.wiring.dependencies import awaited_by
from presynth.checks.wiring.gap import Gap, WiringRule, listed, may_coexist, surely_made
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.program.program import Program, is_test
from presynth.program.values import Constant, Text, Token, Value

_ROLE = """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
POLICY = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
role = IamRole(self, "role", name="servers", assume_role_policy=json.dumps(TRUST))
"""


class NamedByText(WiringRule):
    """A resource is named by its text, so that nothing makes Terraform wait for it.

    ## What it does
    Knows which arguments take the name of another resource (`role` of a policy attachment, `cluster` of an ECS service,
    `rule` of an event target), and looks for a resource of the same stack that is given just this name. A dependency
    counts however it comes about.

    ## Why is this bad?
    Terraform sees no connection in equal texts, and makes both at the same time: AWS refuses what names a thing that is
    not there yet ("NoSuchEntity", "ResourceNotFoundException", "DBSubnetGroupNotFoundFault"), and the second `apply`
    works.

    ## Fix safety
    Safe: the reference becomes the same name.

    ## References
    - https://developer.hashicorp.com/terraform/language/resources/behavior#resource-dependencies (2026-11-29)
    """

    code = "PS409"
    name = "named-by-text"
    severity = Severity.WARNING
    data_date = "2026-11-29"
    VALID = (
        Valid(
            _ROLE
            + """
IamRolePolicyAttachment(self, "first", role=role.name, policy_arn=POLICY)
IamRolePolicyAttachment(self, "second", role="servers", policy_arn=POLICY, depends_on=[role])
IamRolePolicyAttachment(self, "third", role="others", policy_arn=POLICY)
"""
        ),
    )
    INVALID = (
        Invalid(
            _ROLE + 'IamRolePolicyAttachment(self, "attached", role=«"servers"», policy_arn=POLICY)\n',
            fixed=_ROLE + 'IamRolePolicyAttachment(self, "attached", role=role.name, policy_arn=POLICY)\n',
            message="`role` names `aws_iam_role.role` by its text",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile

NAME = "servers"


class Servers:
    def __init__(self, scope):
        self.profile = IamInstanceProfile(scope, "profile", name=NAME)
        LaunchTemplate(scope, "template", iam_instance_profile={"name": «NAME»})
""",
            fixed="""
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile

NAME = "servers"


class Servers:
    def __init__(self, scope):
        self.profile = IamInstanceProfile(scope, "profile", name=NAME)
        LaunchTemplate(scope, "template", iam_instance_profile={"name": self.profile.name})
""",
        ),
    )

    def gaps(self, program: Program) -> Iterator[Gap]:
        for dependent, _, target, _ in _found(program):
            yield Gap(dependent, (target,))

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for dependent, field, target, naming in _found(subject):
            name = spelled_before(subject, target.instance, dependent.event)
            replaced = () if name is None else (Replace(field.place, (f"{name}.{naming.attribute}",)),)
            fixes = [Fix(f"Write `{name}.{naming.attribute}`", Safety.SAFE, replaced)] if replaced else []
            yield self.finding(
                field.place,
                f"`{naming.path}` names {listed(subject, [target.instance])} by its text: Terraform does not wait for "
                "it, and AWS refuses what is not there yet",
                about=dependent.instance,
                fixes=fixes,
                related=[Related(target.event.callee_place, "this is what it names")],
            )


def _found(program: Program) -> Iterator[tuple[Resource, Field, Resource, Naming]]:
    kinds = program.kinds
    made = [number for number, naming in enumerate(NAMINGS) if naming.target in kinds]
    yield from program.each(_found, made, _of_naming)


def _of_naming(program: Program, number: int) -> Iterator[tuple[Resource, Field, Resource, Naming]]:
    naming = NAMINGS[number]
    targets = list(resources(program, naming.target))
    for dependent in resources(program, *naming.dependents) if targets else ():
        if is_test(dependent.event.place.path):
            continue
        field = dependent.block.field(tuple(naming.path.split(".")))
        if field is None or not _is_text(field.value):
            continue
        target = next((each for each in targets if _is_named(each, naming, field.value, dependent)), None)
        if target is not None and _does_not_wait(dependent, target):
            yield dependent, field, target, naming


def _is_text(value: Value) -> bool:
    """Whether it is text that is known, or made of what is known and what is not known yet but the same."""
    if isinstance(value, Text):
        return all(isinstance(part, str) or (isinstance(part, Token) and part.source) for part in value.parts)
    return isinstance(value, Constant) and isinstance(value.value, str) and value.value != ""


def _is_named(target: Resource, naming: Naming, value: Value, dependent: Resource) -> bool:
    given = target.value(naming.attribute)
    if given is None or not may_coexist(target, dependent) or not surely_made(target.event, dependent.event):
        return False
    if target.provider is not dependent.provider:
        return False  # perhaps there is one of that name in the other region, too
    if isinstance(value, Constant) or isinstance(given, Constant):
        return isinstance(value, Constant) and isinstance(given, Constant) and value.value == given.value
    return isinstance(value, Text) and isinstance(given, Text) and value.parts == given.parts


def _does_not_wait(dependent: Resource, target: Resource) -> bool:
    awaited = awaited_by(dependent)
    if not awaited.complete or target.instance in awaited.instances:
        return False
    return dependent.instance not in awaited_by(target).instances
