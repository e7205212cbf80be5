"""Roles that the service they are given to may not assume."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from presynth.checks.aws.access.key_policies import is_made
from presynth.checks.aws.access.policies import Written, policy
from presynth.checks.aws.access.role_users import ROLE_USES
from presynth.checks.aws.access.service_principals import SERVICES
from presynth.checks.aws.values import referred
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Field
from presynth.checks.common.resources import Resource, resources
from presynth.checks.common.text_literals import same_literal
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.operations import Replace
from presynth.source.statement import Place

_DOMAIN = ".amazonaws.com"
_PODS, _TAGGED = "pods.eks", ("sts:AssumeRole", "sts:TagSession")
"""https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html (2026-11-29): EKS tags the sessions of pods."""
_LATE = {
    "aws_ecs_task_definition": "no task can start with it",
    "aws_glue_job": "the job cannot run with it",
    "aws_cloudwatch_metric_stream": "nothing is streamed with it",
    "aws_ssm_maintenance_window_task": "the task cannot run with it",
}
"""What is made with a role as it is, and what fails when the role is to be assumed."""

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.eks_pod_identity_association import EksPodIdentityAssociation
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.scheduler_schedule import SchedulerSchedule
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine


def trusted(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def flow(scope, name, role):
    definition = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})
    SfnStateMachine(scope, name, name=name, role_arn=role, definition=definition)

"""
_FUNCTION = """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction

trust = {{"Effect": "Allow", "Principal": {{"Service": {}}}, "Action": "sts:AssumeRole"}}
document = {{"Version": "2012-10-17", "Statement": [trust]}}
role = IamRole(self, "role", assume_role_policy=json.dumps(document))
code = {{"s3_bucket": "code", "s3_key": "api.zip", "handler": "api.handler", "runtime": "python3.13"}}
LambdaFunction(self, "api", function_name="api", role=role.arn, **code)
"""
_STACK = """
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Orders(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
"""


class _Use(NamedTuple):
    """Where a role is given to a service."""

    made: Resource
    field: Field
    service: str


class RoleNotForService(ResourceRule):
    """A role is given to a service that may not assume it.

    ## What it does
    Looks at the roles of functions, tasks, clusters, state machines, schedules, builds, … that are made in the project,
    and at the principals in their `assume_role_policy`. It says nothing of one that is not wholly known. Where the role
    serves somebody else, it is the use that is reported, else the principal. A role for pods of EKS has to be tagged by
    them, too.

    ## Why is this bad?
    AWS refuses what is given the role: "The role defined for the function cannot be assumed by Lambda", "Role with arn
    … could not be assumed because it does not exist or the trusted entity is not correct". Of tasks none starts,
    and no job of Glue runs (a warning): "ECS was unable to assume the role".

    ## Fix safety
    Unsafe: perhaps another role was meant.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html (2026-11-29)
    - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html (2026-11-29)
    - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html (2026-11-29)
    """

    code = "PS378"
    name = "role-not-for-service"
    terraform_types = tuple(dict.fromkeys(use.terraform_type for use in ROLE_USES))
    VALID = (
        Valid(
            _IMPORTS
            + _STACK
            + """
        role = IamRole(self, "role", assume_role_policy=trusted(["states.amazonaws.com", "lambda.amazonaws.com"]))
        flow(self, "one", role.arn)
        local = IamRole(self, "local", assume_role_policy=trusted("states.eu-west-1.amazonaws.com"))
        flow(self, "two", local.arn)
"""
        ),
        Valid(
            _IMPORTS
            + _STACK.replace("scope, id):", "scope, id, *, service, document, role):")
            + """
        flow(self, "one", IamRole(self, "role", assume_role_policy=trusted(service)).arn)
        flow(self, "two", IamRole(self, "other", assume_role_policy=document).arn)
        flow(self, "three", role)
""",
            run=False,
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + _STACK
            + """
        role = IamRole(self, "role", assume_role_policy=«trusted("lambda.amazonaws.com")»)
        flow(self, "orders", role.arn)
""",
            message="states.amazonaws.com has to be able to assume the role",
        ),
        Invalid(
            _FUNCTION.format('«"ec2.amazonaws.com"»'),
            fixed=_FUNCTION.format('"lambda.amazonaws.com"'),
            message="lambda.amazonaws.com has to be able to assume the role that is given to an `aws_lambda_function`",
        ),
        Invalid(
            _IMPORTS
            + _STACK
            + """
        role = IamRole(self, "role", assume_role_policy=trusted("states.amazonaws.com"))
        flow(self, "orders", role.arn)
        schedule = {"arn": "arn:aws:sqs:eu-west-1:111122223333:orders", "role_arn": «role.arn»}
        SchedulerSchedule(
            self,
            "daily",
            schedule_expression="rate(1 day)",
            flexible_time_window={"mode": "OFF"},
            target=schedule,
        )
""",
            message="only states.amazonaws.com is",
        ),
        Invalid(
            _IMPORTS
            + _STACK
            + """
        role = IamRole(self, "role", assume_role_policy=trusted("pods.eks.amazonaws.com"))
        pod = {"namespace": "orders", "service_account": "api"}
        EksPodIdentityAssociation(self, "pod", cluster_name="main", role_arn=«role.arn», **pod)
""",
            message="`sts:TagSession`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for role, use in _uses(resource):
            trusted = _trusted(role)
            if trusted is None:
                continue
            if not any(_is(each.text, use.service) for each in trusted):
                yield self._told(role, use, trusted)
            elif use.service == _PODS and (absent := _not_allowed(role)):
                message = f"{_PODS}{_DOMAIN} has to be allowed `{absent}` in the trust policy of the role as well"
                related = (Related(role.event.callee_place, "the role is made here"),)
                text = f"{message}: EKS refuses the `{use.made.event.type.terraform_type}`"
                yield self.finding(use.field.place, text, about=use.made.instance, related=related)

    def _told(self, role: Resource, use: _Use, trusted: list[Written]) -> Finding:
        kind = use.made.event.type.terraform_type
        outcome = _LATE.get(kind, f"AWS refuses the `{kind}`")
        severity = Severity.WARNING if kind in _LATE else Severity.ERROR
        message = f"{use.service}{_DOMAIN} has to be able to assume the role"
        if len(trusted) != 1 or _serves(role, trusted):
            allowed = f", only {' and '.join(each.text for each in trusted)} is" if trusted else ""
            related = (Related(role.event.callee_place, "the role is made here"),)
            text = f"{message}, and is not{allowed}: {outcome}"
            return self.finding(use.field.place, text, about=use.made.instance, related=related, severity=severity)
        text = f"{message} that is given to an `{kind}`, not {trusted[0].text}: {outcome}"
        related = (Related(use.field.place, "the role is given here"),)
        place = _origin(role, trusted[0])
        code = same_literal(place.text, f"{use.service}{_DOMAIN}")
        fixes = () if code is None else (Fix(f"Trust `{use.service}`", Safety.UNSAFE, (Replace(place, (code,)),)),)
        return self.finding(place, text, about=role.instance, related=related, fixes=fixes, severity=severity)


def _origin(role: Resource, principal: Written) -> Place:
    """Where to say otherwise for this role: at the principal, where it is written out and for no other role."""
    field = role.field("assume_role_policy")
    if field is None:
        return principal.place
    is_literal = same_literal(principal.place.text, principal.text) is not None
    others = (other for other in resources(role.program, "aws_iam_role") if other.instance is not role.instance)
    is_shared = any(each.place == principal.place for other in others for each in _trusted(other) or ())
    return principal.place if is_literal and not is_shared else field.place


def _uses(made: Resource) -> Iterator[tuple[Resource, _Use]]:
    """The roles that a resource is given."""
    for terraform_type, path, service, beyond in ROLE_USES:
        if terraform_type != made.event.type.terraform_type:
            continue
        for block in made.block.at(path[:-1]):
            field = block.field(path[-1:])
            role = None if field is None or not field.sure else referred(made.program, field.value)
            if beyond and role is not None:
                role = referred(made.program, role.value(beyond))
            if field is not None and role is not None and is_made(role, "aws_iam_role"):
                yield role, _Use(made, field, service)


def _serves(role: Resource, trusted: list[Written]) -> bool:
    """Whether a role is given to a service that may assume it."""
    users = resources(role.program, *RoleNotForService.terraform_types)
    return any(
        found.instance is role.instance and any(_is(each.text, use.service) for each in trusted)
        for user in users
        for found, use in _uses(user)
    )


def _trusted(role: Resource) -> list[Written] | None:
    """The services that may assume a role; None where not all of them are known."""
    found = policy(role.program, role.field("assume_role_policy"))
    if found is None or found.open:
        return None
    services: list[Written] = []
    for statement in found.statements:
        if statement.open or "NotPrincipal" in statement.keys or "*" in statement.principals:
            return None
        if not statement.allows or not statement.principals:
            continue
        services += statement.principals.get("Service", [])
        if not all(each.known and each.text != "*" for each in statement.principals.get("AWS", ())):
            return None
    if not all(each.known and _is_listed(each.text) for each in services):
        return None
    return services


def _not_allowed(role: Resource) -> str | None:
    """What pods may not do with a role that EKS asks for, where all that they may do is known."""
    found = policy(role.program, role.field("assume_role_policy"))
    allowed: set[str] = set()
    for statement in () if found is None else found.statements:
        actions = statement.values.get("Action", [])
        if not all(each.known for each in actions) or "NotAction" in statement.keys:
            return None
        if statement.allows and any(_is(each.text, _PODS) for each in statement.principals.get("Service", ())):
            allowed.update(each.text.lower() for each in actions)
    return None if allowed & {"*", "sts:*"} else next((each for each in _TAGGED if each.lower() not in allowed), None)


def _is_listed(principal: str) -> bool:
    """Whether it is a service, in its own name or that of a region; what is none is another rule's."""
    name = _service(principal)
    return name in SERVICES or any(name.startswith(f"{each}.") for each in SERVICES)


def _service(principal: str) -> str:
    return principal.partition(_DOMAIN)[0]


def _is(principal: str, service: str) -> bool:
    name = _service(principal)
    return name == service or name.startswith(f"{service}.")
