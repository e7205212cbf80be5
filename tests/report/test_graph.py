"""Drawings of what waits for what."""

from xml.etree import ElementTree

from presynth.report.graph import Edge, Graph, Node, dot, mermaid, svg
from presynth.report.graph.layers import columns

FUNCTION = Node('aws_lambda_function.read"er', "api <dev>", "main.py:3")
ROLE = Node("aws_iam_role.reader", "api <dev>", "main.py:1")
PERMISSION = Node("aws_lambda_permission.s3", "api <dev>", "main.py:9")
OTHER = Node("aws_sqs_queue.jobs", "jobs", "jobs.py:1")
GRAPH = Graph(
    (ROLE, FUNCTION, PERMISSION, OTHER),
    (Edge(FUNCTION, ROLE), Edge(PERMISSION, FUNCTION), Edge(PERMISSION, OTHER, missing=True)),
)
_SVG = "{http://www.w3.org/2000/svg}"


def test_what_waits_stands_left_of_what_it_waits_for() -> None:
    assert columns(GRAPH.of_stack("api <dev>"), GRAPH.edges) == [[PERMISSION], [FUNCTION], [ROLE]]


def test_a_circle_ends() -> None:
    circle = (Edge(FUNCTION, ROLE), Edge(ROLE, FUNCTION))
    assert sorted(len(column) for column in columns((FUNCTION, ROLE), circle)) == [1, 1]


def test_svg_is_well_formed_and_shows_everything_once() -> None:
    root = ElementTree.fromstring(svg.render(GRAPH))
    texts = [text.text for text in root.iter(f"{_SVG}text")]
    assert sorted(texts) == sorted([*(node.address for node in GRAPH.nodes), "api <dev>", "jobs"])
    drawn = [path for path in root.iter(f"{_SVG}path") if path.find(f"{_SVG}title") is not None]
    assert [path.get("class") for path in drawn] == [None, None, "missing"]
    assert drawn[2].findtext(f"{_SVG}title") == "aws_lambda_permission.s3 does not wait for aws_sqs_queue.jobs"


def test_mermaid() -> None:
    assert mermaid.render(GRAPH).splitlines() == [
        "flowchart LR",
        '  subgraph s0["api &lt;dev&gt;"]',
        '    n0["aws_iam_role.reader"]',
        '    n1["aws_lambda_function.read&quot;er"]',
        '    n2["aws_lambda_permission.s3"]',
        "  end",
        '  subgraph s1["jobs"]',
        '    n3["aws_sqs_queue.jobs"]',
        "  end",
        "  n1 --> n0",
        "  n2 --> n1",
        "  n2 -. missing .-> n3",
        "  linkStyle 2 stroke:#c62828",
    ]


def test_dot() -> None:
    drawn = dot.render(GRAPH)
    assert '    n1 [label="aws_lambda_function.read\\"er", tooltip="main.py:3"];' in drawn
    assert '  n2 -> n3 [style=dashed, color="#c62828", label="missing"];' in drawn
