"""Settings of which there is one a parent, made twice."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.wiring.gap import clash, listed
from presynth.checks.wiring.keys import source_of
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program
from presynth.program.values import Instance

_PARENTS = {
    "aws_secretsmanager_secret_policy": "secret_arn",
    "aws_sns_topic_policy": "arn",
    "aws_sqs_queue_policy": "queue_url",
}
"""https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue_policy and the pages of the
others, as known on 2026-11-29: each sets all that there is of it for its parent."""

_IMPORTS = """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy

images = SqsQueue(self, "images", name="images")
videos = SqsQueue(self, "videos", name="videos")
"""


class OverwrittenSetting(Rule):
    """Two resources set what there is only once.

    ## What it does
    Looks for a second policy of one queue, topic or secret. (Of buckets `second-bucket-configuration` says so.)

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
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for terraform_type, argument in _PARENTS.items():
            if len(subject.made(terraform_type)) < 2:
                continue
            first: dict[Instance, list[Resource]] = {}
            for made in resources(subject, terraform_type):
                value = made.value(argument)
                parent = None if value is None else source_of(value)
                if parent is None or resource(subject, parent) is None:
                    continue
                others = [each for each in first.get(parent, ()) if clash(each, made)]
                if others:
                    yield self._finding(made, others[0], parent)
                first.setdefault(parent, []).append(made)

    def _finding(self, made: Resource, other: Resource, parent: Instance) -> Finding:
        return self.finding(
            made.event.callee_place,
            f"this is the second `{made.event.type.terraform_type}` of {listed(made.program, [parent])}: they replace "
            "each other",
            about=made.instance,
            related=[Related(other.event.callee_place, "the first is made here")],
        )
