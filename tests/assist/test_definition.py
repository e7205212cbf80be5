"""Where things are defined."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.conftest import Desk
from presynth.assist.definition import definitions


def places(desk: Desk, code: str, files: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    """File name, line and name of each definition."""
    point = desk.point(code, files)
    found: list[tuple[str, str, str]] = []
    for each in definitions(point):
        text = point.source.text if each.path == point.path else Path(each.path).read_text(encoding="utf-8")
        line = text.split("\n")[each.range.start.line - 1]
        found.append((Path(each.path).name, line.strip(), line[each.range.start.column : each.range.end.column]))
    return found


NETWORK = """from cdktf_cdktf_provider_aws.vpc import Vpc

CIDR = "10.0.0.0/16"


def zones(region):
    return [region + "a"]


class Network:
    limit = 3

    def __init__(self, scope, cidr=CIDR):
        self.vpc = Vpc(scope, "vpc", cidr_block=cidr)

    def subnets(self):
        return []
"""
HEAD = """from cdktf import App, TerraformStack
from network import CIDR, Network, zones
import network as net

stack = TerraformStack(App(), "main")
main = Network(stack)
"""


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("Net|work(stack)", "class Network:", "Network"),
        ("zo|nes('x')", "def zones(region):", "zones"),
        ("print(CI|DR)", 'CIDR = "10.0.0.0/16"', "CIDR"),
        ("net.CI|DR", 'CIDR = "10.0.0.0/16"', "CIDR"),
        ("net.Netw|ork", "class Network:", "Network"),
        ("main.v|pc", 'self.vpc = Vpc(scope, "vpc", cidr_block=cidr)', "vpc"),
        ("main.sub|nets()", "def subnets(self):", "subnets"),
        ("main.lim|it", "limit = 3", "limit"),
        ("Network(stack, ci|dr='10.1.0.0/16')", "def __init__(self, scope, cidr=CIDR):", "cidr"),
        ("ne|t.CIDR", "from cdktf_cdktf_provider_aws.vpc import Vpc", ""),
    ],
)
def test_across_modules(desk: Desk, code: str, line: str, name: str) -> None:
    assert places(desk, f"{HEAD}{code}\n", {"network.py": NETWORK}) == [("network.py", line, name)]


def test_names_of_the_file(desk: Desk) -> None:
    assert places(desk, f"{HEAD}ma|in.vpc", {"network.py": NETWORK}) == [("main.py", "main = Network(stack)", "main")]
    code = "from cdktf import App\nfor zone in ('a', 'b'):\n    App(zo|ne)\n"
    assert places(desk, code) == [("main.py", "for zone in ('a', 'b'):", "zone")]
    code = "from cdktf import App\ndef f(region, *, zone):\n    '🪣'; return zo|ne\n"
    assert places(desk, code) == [("main.py", "def f(region, *, zone):", "zone")]


def test_a_parameter_is_where_it_is(desk: Desk) -> None:
    code = "from cdktf import App\ndef f(region, *, zo|ne=None):\n    return zone\n"
    assert places(desk, code) == [("main.py", "def f(region, *, zone=None):", "zone")]


def test_the_nearest_binding_above(desk: Desk) -> None:
    code = "from cdktf import App\nname = 'a'\nApp(name)\nname = 'b'\nApp(na|me)\nname = 'c'\n"
    point = desk.point(code)
    assert [each.range.start.line for each in definitions(point)] == [4]


def test_classes_of_bindings(desk: Desk) -> None:
    head = "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketCorsRule\n"
    assert places(desk, f"{head}S3Buc|ket(") == [("__init__.py", "class S3Bucket(", "S3Bucket")]
    assert places(desk, f"{head}S3BucketCors|Rule") == [("__init__.py", "class S3BucketCorsRule:", "S3BucketCorsRule")]
    ((file, line, name),) = places(desk, f"{head}S3Bucket(app, 'a', ac|l='private')")
    assert (file, name, line.startswith("acl: ")) == ("__init__.py", "acl", True)
    assert places(desk, f"{head}b = S3Bucket(app, 'a')\nb.ar|n") == [
        ("__init__.py", "def arn(self) -> builtins.str:", "arn")
    ]
    ((_, line, name),) = places(desk, f"{head}b = S3Bucket(app, 'a')\nb.add_over|ride('a', 1)")
    assert line.startswith("def add_override(self, ")


def test_keys_of_dicts_that_stand_for_structs(desk: Desk) -> None:
    head = "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\nS3Bucket(app, 'a', "
    ((file, line, name),) = places(desk, head + "versioning={'enab|led': True})")
    assert (file, name, line.startswith("enabled: ")) == ("__init__.py", "enabled", True)
    for code in ("versioning={'no|thing': 1})", "versioning={'enabled': 'x|'})", "tags={'enab|led': ''})"):
        assert places(desk, head + code) == []


def test_modules_in_imports(desk: Desk) -> None:
    files = {"network.py": NETWORK, "parts/__init__.py": "", "parts/names.py": "NAME = 1\n"}
    assert places(desk, "from cdktf import App\nfrom netw|ork import CIDR\n", files)[0][0] == "network.py"
    assert places(desk, "from cdktf import App\nfrom parts.na|mes import NAME", files)[0][:2] == (
        "names.py",
        "NAME = 1",
    )
    ((file, _, name),) = places(desk, "from cdktf_cdktf_provider_aws.s3_buc|ket import S3Bucket\n")
    assert (file, name) == ("__init__.py", "")


@pytest.mark.parametrize("code", ["# S3Buc|ket", "x = 'te|xt'", "imp|ort os", "unkno|wn", "os.pa|th"])
def test_nothing_where_nothing_is_known(desk: Desk, code: str) -> None:
    assert places(desk, f"from cdktf import App\nimport os\n{code}") == []


def test_fields_names_of_comprehensions_and_members(desk: Desk) -> None:
    code = "from dataclasses import dataclass\n@dataclass\nclass A:\n    zone: str\na = A('x')\n"
    for asked, line in (("a.zo|ne", 4), ("[it|em for item in 'ab']", 6), ("[x for x in 'a'] + [x| for x in 'b']", 6)):
        (found,) = definitions(desk.point(f"{code}{asked}\nfrom cdktf import AssetType\n"))
        assert found.range.start.line == line
    (found,) = definitions(desk.point("from cdktf import AssetType\nAssetType.FI|LE\n"))
    assert found.in_binding
