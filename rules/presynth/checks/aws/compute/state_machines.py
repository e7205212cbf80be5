"""State machines of Step Functions."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.aws.compute.states_language import faults, too_long
from presynth.checks.aws.documents import document
from presynth.checks.aws.values import field_text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding

_IMPORTS = """
import json

from cdktf import Fn
from cdktf_cdktf_provider_aws.sfn_state_machine import SfnStateMachine

role = "arn:aws:iam::111122223333:role/orders"
"""


class StateMachine(ResourceRule):
    """The definition of a state machine leads nowhere, or has states that are none.

    ## What it does
    Reads the Amazon States Language: states that are named and are not there, states that nothing leads to or that
    neither go on nor end, types and fields that there are not, errors that are caught in the wrong order, paths that
    are none, comparisons that there are not, calls of services that lack what these need, and what express state
    machines do not do. What of the definition is not known is left alone.

    ## Why is this bad?
    The provider looks only whether it is JSON; Step Functions refuses the state machine when it is made:
    "InvalidDefinition: Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target'".

    ## References
    - https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html (2026-11-29)
    - https://states-language.net (2026-11-29)
    """

    code = "PS375"
    name = "state-machine"
    terraform_types = ("aws_sfn_state_machine",)
    VALID = (
        Valid(
            _IMPORTS
            + """
work = "arn:aws:lambda:eu-west-1:111122223333:function:work"
retry = [{"ErrorEquals": ["Lambda.ServiceException"], "MaxAttempts": 3}, {"ErrorEquals": ["States.ALL"]}]
each = {"StartAt": "One", "States": {"One": {"Type": "Task", "Resource": work, "Retry": retry, "End": True}}}
states = {
    "Which": {"Type": "Choice", "Choices": [{"Variable": "$.some", "IsPresent": True, "Next": "All"}], "Default": "No"},
    "All": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": each, "Next": "Done"},
    "No": {"Type": "Fail", "Error": "Empty"},
    "Done": {"Type": "Succeed"},
}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "Which", "States": states}))
"""
        ),
        Valid(
            _IMPORTS
            + """

def machine(scope, name, states, first, following):
    SfnStateMachine(scope, name, role_arn=role, definition=json.dumps({"StartAt": first, "States": states}))
    step = {"Type": "Pass", "Next": following}
    states = {"First": step, "Second": {"Type": "Succeed"}, first: {"Type": "Succeed"}}
    SfnStateMachine(scope, "other", role_arn=role, definition=Fn.jsonencode({"StartAt": "First", "States": states}))
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
states = {"First": {"Type": "Pass", "Next": «"Secnd"»}, "Second": {"Type": "Succeed"}}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "First", "States": states}))
""",
            message="there is no state `Secnd`",
        ),
        Invalid(
            _IMPORTS
            + """
SfnStateMachine(
    self,
    "orders",
    role_arn=role,
    definition=Fn.jsonencode({"StartAt": «"Begin"», "States": {"Start": {"Type": "Succeed"}}}),
)
""",
            message="there is no state `Begin`, only `Start`",
        ),
        Invalid(
            _IMPORTS
            + """
work = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "A", "States": {"A": «work»}}))
""",
            message="neither `Next` nor `End`",
        ),
        Invalid(
            _IMPORTS
            + """
wait = {"Type": "Wait", "Seconds": 5, "TimeoutSeconds": «10», "End": True}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "A", "States": {"A": wait}}))
""",
            message="a state of type `Wait` has no `TimeoutSeconds`",
        ),
        Invalid(
            _IMPORTS
            + """
build = {"Type": "Task", "Resource": «"arn:aws:states:::codebuild:startBuild.sync"», "End": True}
definition = json.dumps({"StartAt": "Build", "States": {"Build": build}})
SfnStateMachine(self, "orders", role_arn=role, type="EXPRESS", definition=definition)
""",
            message="an express state machine does not wait",
        ),
        Invalid(
            _IMPORTS
            + """
choice = {"Variable": "$.status", "StringEqual": «"ok"», "Next": "Done"}
states = {"Which": {"Type": "Choice", "Choices": [choice]}, "Done": {"Type": "Succeed"}}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "Which", "States": states}))
""",
            message="no choice compares by `StringEqual`",
        ),
        Invalid(
            _IMPORTS
            + """
work = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"Payload.$": "$"}, "End": True}
SfnStateMachine(self, "orders", role_arn=role, definition=json.dumps({"StartAt": "One", "States": {"One": «work»}}))
""",
            message="`lambda:invoke` needs `FunctionName`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        read = document(resource.program, resource.field("definition"))
        if read is None:
            return
        is_express = field_text(resource, "type") == "EXPRESS"
        for fault in (*faults(read.content), *(too_long(read.content) if is_express else ())):
            message = f"{fault.message}: Step Functions refuses the state machine"
            yield self.finding(read.place(*fault.path), message, about=resource.instance)
