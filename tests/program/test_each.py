"""`Program.each`: whoever had nothing to say of something is asked again only if it would be told something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from presynth.catalog.catalog import Catalog
from presynth.program.events import Construction
from presynth.program.program import Evaluator, Program
from presynth.source.file import SourceFile

CODE = """from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

stack = TerraformStack(App(), "s")
SnsTopic(stack, "one")
SnsTopic(stack, "two")
SqsQueue(stack, "queue")
"""


class Asker:
    """Tells of topics beside which a queue is made that has a name; notes of which it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._source: SourceFile | None = None
        self._evaluator = Evaluator(Catalog.load(), [], lambda _: self._source)

    def told(self, text: str) -> tuple[list[str], list[str]]:
        """Of which topics it is asked, and of which it tells, when the file has this text."""
        self.asked = []
        self._source = SourceFile.parse("/project/main.py", text, self._source)
        program = self._evaluator.evaluate(["/project/main.py"])
        told = list(program.each(self.told, program.made("aws_sns_topic"), self._look))
        return self.asked, told

    def _look(self, program: Program, topic: Construction) -> Iterator[str]:
        name = topic.place.text
        self.asked.append(name)
        if any(queue.arguments.get("name") for queue in program.made("aws_sqs_queue")):
            yield name


ONE, TWO = 'SnsTopic(stack, "one")', 'SnsTopic(stack, "two")'


@pytest.mark.parametrize(
    ("edit", "asked"),
    [
        (("", ""), []),
        (("import App, ", "import App,  "), []),
        ((ONE, "MARK = 1\n" + ONE), []),
        ((TWO, 'SnsTopic(stack, "three")'), ['SnsTopic(stack, "three")']),
        (('SqsQueue(stack, "queue")', 'SqsQueue(stack, "other")'), [ONE, TWO]),
    ],
    ids=["nothing", "something else", "moved", "one of them", "what it looks at"],
)
def test_who_is_asked_again(edit: tuple[str, str], asked: list[str]) -> None:
    asker = Asker()
    assert asker.told(CODE) == ([ONE, TWO], [])
    assert asker.told(CODE.replace(*edit, 1) if edit[0] else CODE) == (asked, [])


def test_what_was_told_is_told_again() -> None:
    asker = Asker()
    named = CODE.replace('"queue"', '"queue", name="jobs"')
    assert asker.told(CODE)[1] == []
    for _ in range(3):
        assert asker.told(named) == ([ONE, TWO], [ONE, TWO]), "findings are made anew"
    assert asker.told(CODE) == ([ONE, TWO], [])
    assert asker.told(CODE) == ([], [])


def test_who_asks_for_each_depends_on_what_they_depend_on() -> None:
    """What was not asked again counts among what the whole was told."""
    source = SourceFile.parse("/project/main.py", CODE)
    evaluator = Evaluator(Catalog.load(), [], lambda _: source)
    views: list[Program] = []
    for _ in range(2):
        view = evaluator.evaluate(["/project/main.py"]).view()
        made = view.made("aws_sns_topic")
        list(view.each("asker", made, lambda program, _: [] if program.made("aws_sqs_queue") else ["none"]))
        views.append(view)
    assert ("made", "aws_sqs_queue") in views[0].asked
    assert views[0].asked.keys() == views[1].asked.keys()
