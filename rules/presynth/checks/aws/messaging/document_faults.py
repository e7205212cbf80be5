"""What services do not take in documents of theirs: redrive policies, dashboards, commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from presynth.checks.aws.documents import Document, Path
from presynth.checks.aws.shapes import Fault, Object, is_known, is_list, is_object, known_text, objects
from presynth.checks.common.similar import nearest
from presynth.checks.templates.syntax import HOLE
from presynth.program.values import Token

_TARGET, _COUNT = "deadLetterTargetArn", "maxReceiveCount"
_MOST_RECEIVED = 1000
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html (2026-11-29)"""
_PERMISSIONS = ("allowAll", "denyAll", "byQueue")
_WIDGETS = ("metric", "chart", "log", "text", "alarm", "explorer", "custom")
_COLUMNS = 24
_STEPS = "mainSteps"
_VERSIONS = {"Command": ("1.2", "2.0", "2.2"), "Automation": ("0.3",), "Session": ("1.0",)}
"""https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html (2026-11-29)"""


def _all_known(content: Any) -> bool:
    return is_object(content) and not any(HOLE in key for key in content)


def of_redrive(found: Document) -> Iterator[Fault]:
    """The redrive policy of a queue: which queue, and after how many times."""
    content = found.content
    if not _all_known(content):
        return
    for key in (_TARGET, _COUNT):
        if key not in content:
            yield Fault((), f"a redrive policy has no `{key}`")
    yield from of_dead_letters(found)
    count = content.get(_COUNT)
    number = int(count) if isinstance(count, int | str) and str(count).isdecimal() else None
    if number is not None and not 1 <= number <= _MOST_RECEIVED:
        yield Fault((_COUNT,), f"`{_COUNT}` is from 1 to {_MOST_RECEIVED}, and this is {number}")


def of_dead_letters(found: Document) -> Iterator[Fault]:
    """What is not delivered goes to a queue that is named by its ARN."""
    target = found.content.get(_TARGET) if _all_known(found.content) else None
    if not isinstance(target, str):
        return
    value = found.hole(target) if target.startswith(HOLE) else None
    if isinstance(value, Token) and value.source is not None and value.source.type is not None:
        is_queue = value.source.type.terraform_type == "aws_sqs_queue"
        if is_queue and value.attribute in ("url", "id", "name"):
            yield Fault(
                (_TARGET,), f"`{_TARGET}` has to be the `arn` of the queue, and this is its `{value.attribute}`"
            )
    elif not target.startswith((HOLE, "arn:")):
        yield Fault((_TARGET,), f"`{_TARGET}` has to be the ARN of a queue")


def of_redrive_allowance(found: Document) -> Iterator[Fault]:
    """Which queues may use a queue for their dead letters."""
    content = found.content
    if not _all_known(content):
        return
    permission = content.get("redrivePermission")
    if known_text(permission) is not None and permission not in _PERMISSIONS:
        yield Fault(("redrivePermission",), "`redrivePermission` has to be `allowAll`, `denyAll` or `byQueue`")
    elif permission == "byQueue" and "sourceQueueArns" not in content:
        yield Fault((), "`byQueue` needs `sourceQueueArns` beside it")


def of_dashboard(found: Document) -> Iterator[Fault]:
    """The widgets of a dashboard."""
    content = found.content
    widgets = content.get("widgets") if is_object(content) else None
    for number, widget in objects(widgets):
        if any(HOLE in key for key in widget):
            continue
        at: Path = ("widgets", number)
        for key in ("type", "properties"):
            if key not in widget:
                yield Fault(at, f"a widget has no `{key}`")
        kind, properties = known_text(widget.get("type")), widget.get("properties")
        meant = nearest(kind, _WIDGETS) if kind is not None and kind not in _WIDGETS else []
        if meant:
            yield Fault((*at, "type"), f"there are no widgets of type `{kind}`, but of type `{meant[0]}`")
        yield from _of_width(widget, at)
        if kind == "metric" and is_object(properties):
            yield from _of_sources(properties, (*at, "properties"))
            yield from _of_metrics(properties.get("metrics"), (*at, "properties", "metrics"))


def _of_sources(properties: Object, path: Path) -> Iterator[Fault]:
    """A widget shows metrics of a region, or an alarm."""
    if any(HOLE in key for key in properties) or properties.get("annotations"):
        return
    if not properties.get("metrics"):
        yield Fault(path, "a widget of type `metric` has `metrics`, or an alarm in `annotations`")
    elif "region" not in properties:
        yield Fault(path, "a widget says which `region` its metrics are of", refused=False)


def _of_width(widget: Object, path: Path) -> Iterator[Fault]:
    left, width = widget.get("x", 0), widget.get("width")
    if isinstance(width, int) and isinstance(left, int) and left + width > _COLUMNS:
        yield Fault((*path, "width"), f"a dashboard has {_COLUMNS} columns, and this widget ends at {left + width}")


def _of_metrics(metrics: Any, path: Path) -> Iterator[Fault]:
    for number, metric in enumerate(cast("list[Any]", metrics) if is_list(metrics) else []):
        if isinstance(metric, str) and HOLE not in metric:
            yield Fault((*path, number), "each of the `metrics` of a widget has to be a list, and this is text")
            return
        options = [place for place, part in enumerate(metric) if is_object(part)] if is_list(metric) else []
        if is_list(metric) and options and options[0] < len(metric) - 1:
            yield Fault((*path, number), "the options of a metric (`{…}`) have to be the last in its list")


def of_command(found: Document) -> Iterator[Fault]:
    """A document of Systems Manager: its version, and its steps."""
    content = found.content
    if not _all_known(content):
        return
    if "schemaVersion" not in content:
        yield Fault((), "a document has a `schemaVersion`")
        return
    version = content["schemaVersion"]
    if not isinstance(version, str):
        yield Fault(("schemaVersion",), f'`schemaVersion` has to be text (`"{version}"`)')
    elif version in ("2.2", "0.3") and _STEPS not in content:
        yield Fault((), f"a document of version {version} has `{_STEPS}`")
    for number, step in objects(content.get(_STEPS)):
        absent = [key for key in ("action", "name") if key not in step and is_known("".join(step))]
        if absent:
            yield Fault((_STEPS, number), f"a step has no `{absent[0]}`")


def of_version(found: Document, kind: str | None) -> Iterator[Fault]:
    """A document of Systems Manager of one type with the version of another."""
    version = found.content.get("schemaVersion") if _all_known(found.content) else None
    versions = _VERSIONS.get(kind or "", ())
    if isinstance(version, str) and HOLE not in version and versions and version not in versions:
        wanted = " or ".join(versions)
        yield Fault(("schemaVersion",), f"`schemaVersion` of a document of type `{kind}` is {wanted}, not {version}")
