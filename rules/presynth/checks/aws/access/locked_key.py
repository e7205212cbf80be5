"""KMS keys that nobody could change any more."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from presynth.checks.aws.access.policies import Statement, Written, policies
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.blocks import Presence
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.checks.templates.syntax import HOLE
from presynth.findings import Finding, Severity

_NEEDED = "kms:putkeypolicy"

_IMPORTS = """
import json

from cdktf_cdktf_provider_aws.kms_key import KmsKey

logs = {
    "Effect": "Allow",
    "Principal": {"Service": "logs.eu-west-1.amazonaws.com"},
    "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"],
    "Resource": "*",
}
"""


class LockedKey(ResourceRule):
    """The policy of a KMS key lets nobody change it.

    ## What it does
    Looks for policies of keys in which no statement lets an account, role or user change the policy (`kms:*`,
    `kms:Put*`), as those do that are written only for a service.

    ## Why is this bad?
    KMS refuses a policy that locks out whoever sets it: "The new key policy will not allow you to update the key policy
    in the future". A statement for the account (`arn:aws:iam::…:root`) is what all keys begin with.

    ## References
    - https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html (2026-11-29)
    - https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html (2026-11-29)
    """

    code = "PS356"
    name = "locked-key"
    severity = Severity.ERROR
    terraform_types = ("aws_kms_key", "aws_kms_key_policy")
    VALID = (
        Valid(
            _IMPORTS
            + """
KmsKey(self, "default")
root = {"AWS": "arn:aws:iam::123456789012:root"}
account = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
KmsKey(self, "logs", policy=json.dumps({"Version": "2012-10-17", "Statement": [account, logs]}))
administrator = {**account, "Action": ["kms:Describe*", "kms:Put*"]}
KmsKey(self, "own", policy=json.dumps({"Version": "2012-10-17", "Statement": [administrator, logs]}))
KmsKey(
    self,
    "locked",
    policy=json.dumps({"Version": "2012-10-17", "Statement": [logs]}),
    bypass_policy_lockout_safety_check=True,
)
"""
        ),
        Valid(
            _IMPORTS
            + """

def keys(scope, principal, action, statement):
    allowed = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}
    KmsKey(scope, "one", policy=json.dumps({"Version": "2012-10-17", "Statement": [allowed, logs]}))
    KmsKey(scope, "two", policy=json.dumps({"Version": "2012-10-17", "Statement": [statement, logs]}))
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
KmsKey(self, "logs", policy=«json.dumps({"Version": "2012-10-17", "Statement": [logs]})»)
"""
        ),
        Invalid(
            _IMPORTS
            + """
use = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["kms:Decrypt", "kms:DescribeKey"], "Resource": "*"}
policy = json.dumps({"Version": "2012-10-17", "Statement": [logs, use]}, indent=2)
KmsKey(self, "logs", policy=«policy»)
""",
            message="lets nobody change it",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        if resource.presence("bypass_policy_lockout_safety_check") is not Presence.UNSET:
            return
        for _, policy in policies(resource):
            if not policy.open and not any(map(_may_change, policy.statements)):
                yield self.finding(
                    policy.place,
                    "this policy lets nobody change it, and KMS refuses that: a statement is needed that allows the "
                    "account `kms:*`",
                    about=resource.instance,
                )


def _may_change(statement: Statement) -> bool:
    """Whether it may let somebody of an account change the policy."""
    if not statement.allows:
        return False
    if statement.open or any(key in statement.keys for key in ("NotPrincipal", "NotAction")):
        return True
    for_accounts = any(kind in ("AWS", "*") or HOLE in kind for kind in statement.principals)
    return for_accounts and any(map(_is_change, statement.values.get("Action", ())))


def _is_change(action: Written) -> bool:
    return not action.known or fnmatchcase(_NEEDED, action.text.lower())
