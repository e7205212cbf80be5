"""How much a keystroke makes the rules look at: most of a stack is as it was, and is not looked at again."""

from __future__ import annotations

from pathlib import Path

import pytest

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context
from presynth.checks.registry import all_rules
from presynth.config.selection import RuleSelection
from presynth.config.settings import Settings
from presynth.engine.judge import Judge
from presynth.findings import Severity
from presynth.program.facts import Facts, Question
from presynth.program.program import Evaluator
from presynth.source.file import SourceFile

_GROUPS = 50
_HEAD = """\
import json

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

STATEMENT = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
TRUSTED = json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]})


class Services(TerraformStack):
    def __init__(self, scope, id, *, region="eu-west-1"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
"""
_GROUP = """\
        bucket_{0} = S3Bucket(self, "bucket-{0}", bucket="acme-bucket-{0}")
        queue_{0} = SqsQueue(self, "queue-{0}", name="queue-{0}", visibility_timeout_seconds=60)
        role_{0} = IamRole(self, "role-{0}", name="role-{0}", assume_role_policy=TRUSTED)
        LambdaFunction(
            self,
            "function-{0}",
            function_name="function-{0}",
            role=role_{0}.arn,
            handler="main.handler",
            runtime="python3.13",
            s3_bucket=bucket_{0}.bucket,
            s3_key="function.zip",
            environment={{"variables": {{"QUEUE": queue_{0}.url}}}},
        )
"""
_TAIL = """\
        IamRole(self, "again", name="role-0", assume_role_policy=TRUSTED)


app = App()
Services(app, "services")
app.synth()
"""


def test_a_keystroke_asks_for_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a prefilter, one rule that goes through all constructs asks as much as all others together."""
    path = "/project/main.py"
    source: SourceFile | None = None
    evaluator = Evaluator(Catalog.load(), ["/project"], lambda _: source)
    settings = Settings(Path("/project"))
    known = Context(Catalog.load(), settings), RuleSelection(all_rules(), settings)
    judge = Judge(all_rules(), lambda _: known)
    asked = 0
    ask = Facts.ask

    def counted(self: Facts, question: Question) -> object:
        nonlocal asked
        asked += 1
        return ask(self, question)

    def check(text: str) -> int:
        nonlocal asked, source
        source = SourceFile.parse(path, text, source)
        asked = 0
        found = judge.findings(evaluator.evaluate([path]))
        assert [each.code for each in found[path] if each.severity is not Severity.INFO] == ["PS361"], "it is judged"
        return asked

    monkeypatch.setattr(Facts, "ask", counted)
    text = _HEAD + "".join(map(_GROUP.format, range(_GROUPS))) + _TAIL
    check(text)
    spot = text.index('"queue-25"', text.index("name=")) + 1
    counts = [check(text[:spot] + "x" * typed + text[spot:]) for typed in range(1, 4)]
    assert 4 * _GROUPS < max(counts) < 16 * 4 * _GROUPS
