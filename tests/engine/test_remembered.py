"""A judge that remembers says what one that starts anew would say, whatever is typed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context
from presynth.checks.registry import all_rules
from presynth.config.selection import RuleSelection
from presynth.config.settings import Settings
from presynth.engine.judge import Judge
from presynth.findings import Finding
from presynth.program.program import Evaluator
from presynth.source.file import SourceFile
from program.edits import edited

CASES = sorted((Path(__file__).parent.parent / "truth" / "cases").glob("*/*.py"))
CHANGES = 12


class Checks:
    """Checks a text again and again, as an editor would have it."""

    def __init__(self, catalog: Catalog, path: str) -> None:
        self._path = path
        self._source: SourceFile | None = None
        self._evaluator = Evaluator(catalog, [str(Path(path).parent)], lambda _: self._source)
        settings = Settings(Path(path).parent)
        known = Context(catalog, settings), RuleSelection(all_rules(), settings)
        self._judge = Judge(all_rules(), lambda _: known)

    def told(self, text: str) -> list[object]:
        self._source = SourceFile.parse(self._path, text, self._source)
        found = self._judge.findings(self._evaluator.evaluate([self._path])).get(self._path, [])
        return sorted((_shown(finding) for finding in found), key=repr)


def _shown(finding: Finding) -> tuple[object, ...]:
    related = [(each.place.range, each.message) for each in finding.related]
    fixes = [(fix.title, fix.safety, len(fix.operations)) for fix in finding.fixes]
    return finding.code, finding.place.range, finding.severity, finding.message, finding.construct, related, fixes


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_edits_end_like_a_fresh_start(case: Path) -> None:
    catalog = Catalog.load()
    rng = random.Random(case.stem)
    original = case.read_text(encoding="utf-8")
    path = f"/project/{case.name}"
    checks = Checks(catalog, path)
    text = original
    for _ in range(CHANGES):
        assert checks.told(text) == Checks(catalog, path).told(text)
        text = original if rng.random() < 0.3 else edited(text, rng)


_STACK = """\
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue


class Main(TerraformStack):
    def __init__(self, scope, id, region="eu-west-1"):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=region)
        SqsQueue(self, "jobs", name="jobs")
"""


def test_what_a_default_decides_is_not_evaluated_again_while_the_body_is_typed() -> None:
    path = "/project/main.py"
    source: SourceFile | None = None
    evaluator = Evaluator(Catalog.load(), ["/project"], lambda _: source)

    def provider(text: str) -> object:
        nonlocal source
        source = SourceFile.parse(path, text, source)
        (made,) = evaluator.evaluate([path]).made("AwsProvider")
        return made

    first = provider(_STACK)
    assert provider(_STACK.replace('name="jobs"', 'name="jobs-2"')) is first
    assert provider(_STACK.replace("eu-west-1", "eu-west-2")) is not first
