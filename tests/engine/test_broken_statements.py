"""While a statement is typed, all else is judged as if it were there: nothing is missed, nothing comes for nothing."""

from __future__ import annotations

import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from presynth.config.configuration import Configuration
from presynth.engine import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples" / "payments"
STACK = """from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription


class Alarms(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1", default_tags=[AwsProviderDefaultTags(tags={"team": "a"})])
        S3Backend(self, bucket="acme-state", key="alarms.tfstate", region="eu-west-1", encrypt=True)
        topic = SnsTopic(self, "topic", name="alarms")
        told = LambdaFunction(
            self,
            "told",
            function_name="told",
            role="arn:aws:iam::123456789012:role/told",
            runtime="python3.13",
            handler="app.run",
            s3_bucket="acme-code",
            s3_key="app.zip",
        )
        SnsTopicSubscription(self, "subscription", topic_arn=topic.arn, protocol="lambda", endpoint=told.arn)
        LambdaPermission(
            self, "permission", action="lambda:InvokeFunction", function_name=told.arn, principal="sns.amazonaws.com"
        )
        SnsTopic(self, "other", name="other", tgas={})


app = App()
Alarms(app, "alarms")
app.synth()
"""
BREAKS = (("(", "(("), (")", ""), (", ", " "), ("=", "=,"), ('")', ")"))
"""What is typed in the place of something, so that a call does not parse."""


def _broken(text: str) -> Iterator[tuple[int, str]]:
    """The text with one call broken, whose line it is."""
    for number, line in enumerate(text.split("\n")):
        if "(" in line and not line.lstrip().startswith(("class", "def", "from")):
            for old, new in BREAKS:
                if old in line:
                    lines = text.split("\n")
                    lines[number] = line.replace(old, new, 1)
                    yield number + 1, "\n".join(lines)


class _Checked:
    """A file whose text changes."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path = str(folder / name)
        self._workspace = Workspace(Configuration(folder), folder=folder)

    def findings(self, text: str) -> tuple[Counter[tuple[str, int]], list[range]]:
        """Code and line of what is found, and the lines of what does not parse."""
        self._workspace.documents.put(self._path, text)
        report = self._workspace.check([self._path]).reports[self._path]
        source = self._workspace.documents.source(self._path)
        assert source is not None
        broken = [range(each.line, each.line + each.height) for each in source.walk() if each.error is not None]
        return Counter((each.code, each.place.range.start.line) for each in report.findings), broken


def test_what_is_typed_is_there_for_all_else(tmp_path: Path) -> None:
    (tmp_path / "cdktf.json").write_text('{"language": "python", "app": "python main.py"}', encoding="utf-8")
    checked = _Checked(tmp_path, "main.py")
    before, _ = checked.findings(STACK)
    assert "PS103" in [code for code, _ in before]
    tried = 0
    for line, text in _broken(STACK):
        found, broken = checked.findings(text)
        if broken and not _is_in(line, broken):
            continue  # another statement, too, is another one now
        elsewhere = {key for key in found if not _is_in(key[1], broken)}
        assert not broken or elsewhere <= set(before), text.split("\n")[line - 1]
        tried += 1
    assert tried > 30


def _is_in(line: int, broken: list[range]) -> bool:
    return any(line in each for each in broken)


def _shaped(text: str, shape: str) -> str:
    if shape == "cdktn_provider_aws":
        text = text.replace("from cdktf ", "from cdktn ").replace("import cdktf", "import cdktn")
    return text.replace("cdktf_cdktf_provider_aws", shape)


@pytest.mark.parametrize(
    ("shape", "name", "step"),
    [
        ("cdktf_cdktf_provider_aws", "stacks/api.py", 17),
        ("cdktf_cdktf_provider_aws", "stacks/database.py", 19),
        ("cdktn_provider_aws", "stacks/network.py", 23),
        ("imports.aws", "stacks/network.py", 23),
    ],
)
def test_every_token_that_is_missing(shape: str, name: str, step: int) -> None:
    """Whatever is missing, there is an answer, and what is found still is where it is. One token in `step` here."""
    checked = _Checked(EXAMPLES, name)
    text = _shaped((EXAMPLES / name).read_text(encoding="utf-8"), shape)
    before, _ = checked.findings(text)
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    tokens = [each for each in tokenize.generate_tokens(io.StringIO(text).readline) if each.string.strip()]
    kept = 0
    for token in tokens[::step]:
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        found, broken = checked.findings(text[:start] + text[end:])
        shift = token.start[0] - token.end[0]
        moved = {(code, line + shift if line > token.start[0] else line) for code, line in before}
        same = {code for code, _ in found if sum(each == code for each, _ in before) == 1} - {"PS602"}
        elsewhere = [key for key in found if key[0] in same and key not in moved and not _is_in(key[1], broken)]
        assert elsewhere == [], (token.start, token.string)
        kept += len(found.keys() & moved)
    assert kept > len(tokens[::step]) * len(before) * 0.7, "most of it is still known"


@pytest.mark.parametrize("name", ["stacks/processing.py", "main.py"])
def test_every_beginning_of_a_file(name: str) -> None:
    """Where the text ends, nothing that was said above is lost, and nothing is raised. One place in 31 here."""
    checked = _Checked(EXAMPLES, name)
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    whole, _ = checked.findings(text)
    for end in range(0, len(text), 31):
        found, _ = checked.findings(text[:end])
        last = text.count("\n", 0, end) + 1
        assert all(line <= last for _, line in found), end
    assert checked.findings(text)[0] == whole
