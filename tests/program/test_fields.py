"""Classes that have fields: what their objects hold."""

from __future__ import annotations

import pytest

from presynth.catalog.catalog import Catalog
from presynth.program.program import Evaluator
from presynth.program.values import Constant
from presynth.source.file import SourceFile

_HEAD = """\
from collections import namedtuple
from dataclasses import dataclass, field

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

"""
_STACK = """

class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        for number, queue in enumerate(QUEUES):
            SqsQueue(self, f"queue-{number}", name=queue.name, delay_seconds=queue.delay)
"""


@pytest.mark.parametrize(
    "code",
    [
        'Queue = namedtuple("Queue", "name delay")\nQUEUES = [Queue("a", 1), Queue(name="b", delay=2)]\n',
        'Queue = namedtuple("Queue", ["name", "delay"], defaults=[2])\nQUEUES = [Queue("a", 1), Queue("b")]\n',
        'Queue = namedtuple(typename="Queue", field_names="name, delay")\nQUEUES = (Queue("a", 1), Queue("b", 2))\n',
        """\
@dataclass
class Queue:
    name: str
    delays: list[int] = field(default_factory=lambda: [2, 3])

    @property
    def delay(self):
        return self.delays[0]


QUEUES = [Queue("a", [1]), Queue("b")]
""",
    ],
)
def test_objects_hold_what_they_are_made_with(code: str) -> None:
    source = SourceFile.parse("/project/main.py", _HEAD + code + _STACK)
    evaluator = Evaluator(Catalog.load(), ["/project"], lambda _: source)
    made = evaluator.evaluate(["/project/main.py"]).made("aws_sqs_queue")
    values = [[event.arguments.value(name) for name in ("name", "delay_seconds")] for event in made]
    assert [[each.value if isinstance(each, Constant) else each for each in row] for row in values] == [
        ["a", 1],
        ["b", 2],
    ]
