"""Services that are not called so in policies."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.access.policies import PLACES, Written, policies
from presynth.checks.aws.access.service_principals import may_exist, meant
from presynth.checks.aws.documents import text_of
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace

_ARGUMENTS = {"aws_lambda_permission": "principal", "aws_iam_service_linked_role": "aws_service_name"}
"""What names a service outside of a policy."""


class UnknownServicePrincipal(ResourceRule):
    """A service is named in a policy by a name that it does not have.

    ## What it does
    Looks at the service principals in the policies of roles and resources, in permissions of functions and of
    service-linked roles, for names
    that are often written for others (`ecs-task.amazonaws.com`, `stepfunctions.amazonaws.com`), another domain
    (`lambda.amazon.com`) or none.

    ## Why is this bad?
    "Invalid principal in policy" when it is applied; no plan says so.

    ## Fix safety
    Unsafe: another service may have been meant.

    ## References
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html (2026-11-29)
    """

    code = "PS355"
    name = "unknown-service-principal"
    severity = Severity.ERROR
    terraform_types = (*PLACES, *_ARGUMENTS)
    VALID = (
        Valid(
            """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission

services = ["ecs-tasks.amazonaws.com", "states.us-east-1.amazonaws.com", "new-thing.amazonaws.com"]
statement = {"Effect": "Allow", "Principal": {"Service": services}, "Action": "sts:AssumeRole"}
IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
LambdaPermission(self, "api", action="lambda:InvokeFunction", function_name="api", principal="apigateway.amazonaws.com")
LambdaPermission(self, "account", action="lambda:InvokeFunction", function_name="api", principal="123456789012")
"""
        ),
        Valid(
            """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole


def role(scope, service):
    statement = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    IamRole(scope, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
"""
        ),
    )
    INVALID = (
        Invalid(
            """
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole

principal = {"Service": «"ecs-task.amazonaws.com"»}
statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
""",
            fixed="""
import json

from cdktf_cdktf_provider_aws.iam_role import IamRole

principal = {"Service": "ecs-tasks.amazonaws.com"}
statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
IamRole(self, "role", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
""",
            message="did you mean `ecs-tasks.amazonaws.com`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission

LambdaPermission(self, "rule", action="lambda:InvokeFunction", function_name="api", principal=«"events.amazon.com"»)
""",
            fixed="""
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission

LambdaPermission(self, "rule", action="lambda:InvokeFunction", function_name="api", principal="events.amazonaws.com")
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.iam_role import IamRole

IamRole(
    self,
    "role",
    assume_role_policy='''{
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Principal": {"Service": «"lambda"»}, "Action": "sts:AssumeRole"}
      ]
    }''',
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.iam_role import IamRole

IamRole(
    self,
    "role",
    assume_role_policy='''{
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
      ]
    }''',
)
""",
            message="did you mean `lambda.amazonaws.com`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for written in _principals(resource):
            right = meant(written.text) if written.known else None
            if right is not None:
                place, fixes = written.place, list[Fix]()
                if place.text in (f'"{written.text}"', f"'{written.text}'"):
                    code = f"{place.text[0]}{right}{place.text[0]}"
                    fixes.append(Fix(f"Write `{right}`", Safety.UNSAFE, (Replace(place, (code,)),)))
                unsure = may_exist(written.text)
                known = "no service comes as" if unsure else "there is no service"
                yield self.finding(
                    place,
                    f"{known} `{written.text}`: did you mean `{right}`?",
                    about=resource.instance,
                    fixes=fixes,
                    severity=Severity.WARNING if unsure else None,
                )


def _principals(resource: Resource) -> Iterator[Written]:
    argument = _ARGUMENTS.get(resource.event.type.terraform_type)
    if argument is not None:
        field = resource.field(argument)
        if field is not None:
            yield Written(text_of(field.value), field.place)
        return
    for _, policy in policies(resource):
        for statement in policy.statements:
            yield from statement.principals.get("Service", ())
