"""Tasks and jobs: where they are placed, and what runs on several nodes."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is
from presynth.checks.aws.combinations.consequences import Needed, OneOf, Refused
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_STRATEGY = f"{_AWS}AmazonECS/latest/APIReference/API_PlacementStrategy.html"
_DEFINITION = f"{_AWS}batch/latest/APIReference/API_RegisterJobDefinition.html"
_NODES, _CONTAINER = "node_properties", "container_properties"

ROWS = (
    Row(
        ("aws_ecs_service",),
        (OneOf("field", "cpu", "memory"), Needed("field")),
        "tasks are packed by what they take",
        _STRATEGY,
        {"type": Is(("binpack",))},
        ("ordered_placement_strategy",),
    ),
    Row(
        ("aws_ecs_service",),
        (Refused("field"),),
        "tasks are placed anywhere",
        _STRATEGY,
        {"type": Is(("random",))},
        ("ordered_placement_strategy",),
    ),
    Row(
        ("aws_batch_job_definition",),
        (Refused(_CONTAINER), Needed(_NODES)),
        "the nodes say what runs on them",
        _DEFINITION,
        {"type": Is(("multinode",))},
    ),
    Row(
        ("aws_batch_job_definition",),
        (Refused(_NODES),),
        "only a job of the type `multinode` has nodes",
        _DEFINITION,
        {"type": Is(("container",))},
    ),
)
