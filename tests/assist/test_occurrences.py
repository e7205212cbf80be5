"""Where one thing is named, and renaming it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.occurrences import occurrences
from presynth.assist.rename import RenameRefused, rename

NETWORK = '''from cdktf_cdktf_provider_aws.vpc import Vpc

CIDR = "10.0.0.0/16"


def zones(region):
    """The zones of a region."""
    return [f"{region}{letter}" for letter in "abc"]  # not region


class Base:
    limit = 3


class Network(Base):
    def __init__(self, scope, cidr=CIDR):
        self.vpc = Vpc(scope, "vpc", cidr_block=cidr)
        self.most = self.limit

    def subnets(self):
        return [self.vpc.id]
'''
MAIN = """from cdktf import App, TerraformStack
from network import CIDR, Network as Net, zones
import network as net

stack = TerraformStack(App(), "main")
main = Net(stack, cidr=net.CIDR)
print("🌐", main.vpc.id, zones("x"), f"{main.vpc.arn} {CIDR}", main.subnets(), Net.limit)
"""


def lines(desk: Desk, name: str, mark: str) -> list[tuple[str, int]]:
    """File and line of each place where what is marked (in the file `name`) is named."""
    point = desk.point(MAIN.replace(mark.replace("|", ""), mark, 1), {"network.py": NETWORK})
    found = occurrences(point)
    return [] if found is None else [(Path(each.path).name, each.range.start.line) for each in found.found]


@pytest.mark.parametrize(
    ("mark", "places"),
    [
        ("CI|DR, Network", [("main.py", 2), ("main.py", 6), ("main.py", 7), ("network.py", 3), ("network.py", 16)]),
        ("zo|nes(", [("main.py", 2), ("main.py", 7), ("network.py", 6)]),
        ("main.v|pc.id", [("main.py", 7), ("main.py", 7), ("network.py", 17), ("network.py", 21)]),
        ("main.sub|nets", [("main.py", 7), ("network.py", 20)]),
        ("Net.lim|it", [("main.py", 7), ("network.py", 12), ("network.py", 18)]),
        ("ci|dr=net", [("main.py", 6), ("network.py", 16), ("network.py", 17)]),
        ("ma|in = ", [("main.py", 6), ("main.py", 7), ("main.py", 7), ("main.py", 7)]),
        ("TerraformSt|ack(App", [("main.py", 1), ("main.py", 5)]),
    ],
)
def test_places(desk: Desk, mark: str, places: list[tuple[str, int]]) -> None:
    assert lines(desk, "main.py", mark) == places


def renamed(desk: Desk, code: str, name: str, files: dict[str, str] | None = None) -> dict[str, str]:
    """The files after a rename, by name."""
    point = desk.point(code, files)
    edits = rename(point, name)
    texts: dict[str, str] = {}
    for path in dict.fromkeys(each.path for each in edits):
        source = point.program.source(path)
        assert source is not None
        rows = source.text.split("\n")
        for edit in sorted((each for each in edits if each.path == path), key=lambda each: each.range, reverse=True):
            (row, start), (_, end) = edit.range
            rows[row - 1] = rows[row - 1][:start] + edit.text + rows[row - 1][end:]
        texts[Path(path).name] = "\n".join(rows)
    return texts


def test_an_attribute_is_renamed_in_all_files(desk: Desk) -> None:
    found = renamed(desk, MAIN.replace("main.vpc.id", "main.v|pc.id"), "net", {"network.py": NETWORK})
    assert found == {
        "main.py": MAIN.replace("main.vpc", "main.net"),
        "network.py": NETWORK.replace("self.vpc", "self.net"),
    }


def test_an_alias_is_renamed_alone(desk: Desk) -> None:
    found = renamed(desk, MAIN.replace("Net(stack", "N|et(stack"), "Grid", {"network.py": NETWORK})
    assert found == {
        "main.py": MAIN.replace("as Net", "as Grid").replace("= Net(", "= Grid(").replace("Net.l", "Grid.l")
    }


def test_a_local_name_is_the_functions_own(desk: Desk) -> None:
    code = "from cdktf import App\nname = 1\ndef f(name):\n    return na|me, [name for name in 'ab']\nf(name=name)\n"
    assert renamed(desk, code, "word") == {
        "main.py": code.replace("|", "")
        .replace("def f(name)", "def f(word)")
        .replace("return name,", "return word,")
        .replace("f(name=", "f(word=")
    }


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("ap|p = App()\nprint(app)", "1x", "is no name"),
        ("ap|p = App()\nprint(app)", "class", "is no name"),
        ("ap|p = App()\nother = 1", "other", "already"),
        ("A|pp()", "Other", "not the project's"),
        ("class A:\n    def __in|it__(self): ...", "other", "not the project's"),
        ("class A:\n    def sw|itch(self): ...\ndef f(x):\n    x.switch()", "other", "nobody knows"),
        ("def f(wo|rd): ...\ndef g(h):\n    h(word=1)", "other", "nobody knows"),
        ("__all__ = ['nam|e']\nname = 1".replace("nam|e", "name").replace("\nname", "\nna|me"), "other", "in a text"),
    ],
)
def test_what_is_refused(desk: Desk, code: str, name: str, reason: str) -> None:
    with pytest.raises(RenameRefused, match=reason):
        rename(desk.point(f"from cdktf import App\n{code}\n"), name)
