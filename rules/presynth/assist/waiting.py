"""Letting the resource at a position wait for another one, which it has nothing else to do with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from presynth.assist.point import Point
from presynth.checks.common.resources import Resource
from presynth.checks.wiring.dependencies import awaited_by
from presynth.checks.wiring.gap import may_coexist
from presynth.checks.wiring.wait_for import wait_for
from presynth.findings import Fix, Safety
from presynth.program.events import Construction

_KINDS = ("TerraformResource", "TerraformDataSource", "TerraformModule")
_NEAREST = 12
"""So many resources that are made before are looked at, the nearest first."""
_MOST = 5


def waiting(point: Point, calls: list[Construction]) -> Iterator[Fix]:
    """The additions to `depends_on` of what the innermost of the calls at a point makes in Terraform."""
    made = [call for call in calls if call.instance is not None and _is_waiting_kind(point, call)]
    if not made:
        return
    event = max(made, key=lambda call: call.place.range.start)
    assert event.instance is not None  # it was chosen by that
    if not _is_at_head(point, event):
        return
    dependent = Resource(point.program, event, event.instance)
    awaited = awaited_by(dependent).instances
    others = (each for each in _before(point, dependent) if each.instance not in awaited)
    fixes = (wait_for(dependent, [other]) for other in others)
    # Whether it is right to wait is for the user to know.
    yield from islice((Fix(fix.title, Safety.UNSAFE, fix.operations) for fix in fixes if fix is not None), _MOST)


def _is_at_head(point: Point, call: Construction) -> bool:
    """Whether a position is at the name, scope or id in a call, or at what it waits for: not at other arguments."""
    head = [call.callee_place.range.end]
    for each in call.arguments:
        start, end = each.place.range
        if each.name == "depends_on" and start <= point.position <= end:
            return True
        if each.name is None or each.value is call.id or each.value is call.scope:
            head.append(end)
    return point.position <= max(head)


def _is_waiting_kind(point: Point, call: Construction) -> bool:
    return any(point.catalog.is_a(call.type, kind) for kind in _KINDS)


def _before(point: Point, dependent: Resource) -> Iterator[Resource]:
    """What is made in the same function, or elsewhere for the same object, before it: the nearest first."""
    near: list[Resource] = []
    far: list[Resource] = []
    for instance, event in point.program.constructs.items():
        if instance is dependent.instance:
            break
        if not _is_waiting_kind(point, event):
            continue
        other = Resource(point.program, event, instance)
        if event.frame is dependent.event.frame:
            near.append(other)
        elif point.program.spelled(instance, dependent.event.frame) is not None:
            far.append(other)
    nearest = islice((*reversed(near), *reversed(far)), _NEAREST)
    return (each for each in nearest if may_coexist(each, dependent))
