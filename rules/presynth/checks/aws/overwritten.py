"""Settings of which there is one a parent, made twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presynth.checks.aws.values import items, text
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.gap import clash, listed
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance

_PARENTS = {
    "aws_cognito_identity_pool_roles_attachment": "identity_pool_id",
    "aws_ecr_lifecycle_policy": "repository",
    "aws_ecr_repository_policy": "repository",
    "aws_iam_group_membership": "group",
    "aws_iam_policy_attachment": "policy_arn",
    "aws_kms_key_policy": "key_id",
    "aws_main_route_table_association": "vpc_id",
    "aws_secretsmanager_secret_policy": "secret_arn",
    "aws_sns_topic_policy": "arn",
    "aws_sqs_queue_policy": "queue_url",
    "aws_ssoadmin_permission_set_inline_policy": "permission_set_arn",
    "aws_ssoadmin_permissions_boundary_attachment": "permission_set_arn",
    "aws_vpc_dhcp_options_association": "vpc_id",
    "aws_wafv2_web_acl_association": "resource_arn",
    "aws_wafv2_web_acl_logging_configuration": "resource_arn",
}
"""https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue_policy and the pages of the
others, as known on 2026-11-29: each sets all that there is of it for its parent."""
_BESIDE = {
    "aws_iam_group_membership": {"aws_iam_user_group_membership": "groups"},
    "aws_iam_policy_attachment": {
        f"aws_iam_{holder}_policy_attachment": "policy_arn" for holder in ("group", "role", "user")
    },
}
"""What says more of the same parent, which the resource takes away again: it is to be all that there is."""

_Parent = Instance | tuple[str, Instance | None, str | None]
"""A resource of the program, or the text that names one, with the provider and the region where it is looked for."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy

images = SqsQueue(self, "images", name="images")
videos = SqsQueue(self, "videos", name="videos")
"""


class OverwrittenSetting(Rule):
    """Two resources set what there is only once.

    ## What it does
    Looks for a second policy of one queue, topic, secret, key, repository or permission set, a second web ACL of one
    load balancer, and so on. (Of buckets `second-bucket-configuration` says so.) An `IamPolicyAttachment` or
    `IamGroupMembership` is all that there is of its policy or group: nothing else may attach the same.

    ## Why is this bad?
    Each replaces the other: what was applied last counts, and every plan wants to change it back. All of it has to be
    in one.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue_policy (2026-11-29)
    """

    code = "PS371"
    name = "overwritten-setting"
    group = "aws"
    severity = Severity.WARNING
    visits = Program
    VALID = (
        Valid(
            _IMPORTS
            + """
import os

SqsQueuePolicy(self, "one", queue_url=images.id, policy="{}")
if os.environ.get("LIVE"):
    SqsQueuePolicy(self, "two", queue_url=videos.id, policy="{}")
else:
    SqsQueuePolicy(self, "three", queue_url=videos.id, policy='{"Version": "2012-10-17"}')
"""
        ),
        Valid(
            _IMPORTS
            + """

def allow(scope, queue):
    SqsQueuePolicy(scope, "one", queue_url=queue, policy="{}")
    SqsQueuePolicy(scope, "two", queue_url=images.id, policy="{}")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
for name, queue in (("images", images), ("videos", videos)):
    SqsQueuePolicy(self, f"all-{name}", queue_url=queue.id, policy="{}")
«SqsQueuePolicy»(self, "again", queue_url=images.url, policy="{}")
""",
            message="replace each other",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.iam_policy_attachment import IamPolicyAttachment
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment

READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
IamPolicyAttachment(self, "all", name="read", roles=["web"], policy_arn=READ)
«IamRolePolicyAttachment»(self, "batch", role="batch", policy_arn=READ)
""",
            message="takes this away",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for terraform_type, argument in _PARENTS.items():
            beside = _BESIDE.get(terraform_type, {})
            count = sum(len(subject.made(each)) for each in (terraform_type, *beside))
            if count < 2 or not subject.made(terraform_type):
                continue
            wholes: dict[_Parent, list[Resource]] = {}
            for made, parent in _about(subject, terraform_type, argument):
                other = _clashing(made, wholes.get(parent, ()))
                if other is not None:
                    yield self._replaced(made, other, parent)
                wholes.setdefault(parent, []).append(made)
            for other_type, name in beside.items():
                for made, parent in _about(subject, other_type, name):
                    whole = _clashing(made, wholes.get(parent, ()))
                    if whole is not None:
                        yield self._taken_away(made, whole)

    def _replaced(self, made: Resource, other: Resource, parent: _Parent) -> Finding:
        of = f"`{parent[0]}`" if isinstance(parent, tuple) else listed(made.program, [parent])
        return self.finding(
            made.event.callee_place,
            f"this is the second `{made.event.type.terraform_type}` of {of}: they replace each other",
            about=made.instance,
            related=[Related(other.event.callee_place, "the first is made here")],
        )

    def _taken_away(self, made: Resource, whole: Resource) -> Finding:
        what = whole.event.type.terraform_type
        return self.finding(
            made.event.callee_place,
            f"an `{what}` is to be all that there is, and takes this away when it is applied again",
            about=made.instance,
            related=[Related(whole.event.callee_place, "it is made here")],
        )


def _clashing(made: Resource, others: Iterable[Resource]) -> Resource | None:
    return next((each for each in others if clash(each, made)), None)


def _about(program: Program, terraform_type: str, argument: str) -> Iterator[tuple[Resource, _Parent]]:
    """The resources of a type with what each is about."""
    for made in resources(program, terraform_type):
        field = made.field(argument)
        for value in () if field is None else [item.value for item in items(field)] or [field.value]:
            source, known = source_of(value), text(value)
            if source is not None and resource(program, source) is not None:
                yield made, source
            elif known is not None:
                yield made, (known, made.provider, made.region)
