"""Amazon States Language: what Step Functions finds wrong in the definition of a state machine.

https://states-language.net and https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html, as
known on 2026-11-29.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from presynth.checks.aws.documents import Path, without_marks
from presynth.checks.aws.shapes import Fault, Object, is_known, is_list, is_object, known_text, objects
from presynth.checks.templates.syntax import HOLE

_MOVING = ("Task", "Pass", "Wait", "Parallel", "Map")
"""The types of states that go on to another, or end."""
_TYPES = (*_MOVING, "Choice", "Succeed", "Fail")
_NEEDED: dict[str, tuple[str, ...]] = {
    "Task": ("Resource",),
    "Choice": ("Choices",),
    "Parallel": ("Branches",),
    "Map": ("ItemProcessor", "Iterator"),
    "Wait": ("Seconds", "Timestamp", "SecondsPath", "TimestampPath"),
}
"""Of which of its fields a state needs one."""
_TRIED = ("Task", "Parallel", "Map")
_FIELDS: dict[str, tuple[str, ...]] = {
    "Retry": _TRIED,
    "Catch": _TRIED,
    "TimeoutSeconds": ("Task",),
    "HeartbeatSeconds": ("Task",),
    "Resource": ("Task",),
    "Parameters": ("Task", "Pass", "Parallel", "Map"),
    "ResultSelector": _TRIED,
    "ResultPath": ("Task", "Pass", "Parallel", "Map"),
    "Choices": ("Choice",),
    "Default": ("Choice",),
    "Branches": ("Parallel",),
    "ItemProcessor": ("Map",),
    "Iterator": ("Map",),
    "Next": _MOVING,
    "End": _MOVING,
}
"""The types of states that have a field."""
_OF_PATHS = ("InputPath", "OutputPath", "Parameters", "ResultSelector", "ResultPath", "ItemsPath", "SecondsPath")
_OF_QUERIES = ("Arguments", "Output")
_SPELLED = {each.lower(): each for each in (*_FIELDS, "Type", "StartAt", "States")}
_ALL = "States.ALL"
_REQUIRED = {
    "lambda:invoke": ("FunctionName",),
    "sqs:sendMessage": ("QueueUrl", "MessageBody"),
    "sns:publish": ("Message",),
    "dynamodb:getItem": ("TableName", "Key"),
    "dynamodb:putItem": ("TableName", "Item"),
    "dynamodb:updateItem": ("TableName", "Key"),
    "dynamodb:deleteItem": ("TableName", "Key"),
    "glue:startJobRun": ("JobName",),
    "ecs:runTask": ("TaskDefinition",),
    "batch:submitJob": ("JobName", "JobQueue", "JobDefinition"),
    "states:startExecution": ("StateMachineArn",),
    "events:putEvents": ("Entries",),
}
"""What calls of services need to be told: https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
(2026-11-29)."""
_CALL = re.compile(r"arn:[\w-]+:states:::(\w+:\w+)(\..*)?")
_COMPARED = re.compile(
    r"(String|Numeric|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?"
    r"|BooleanEquals(Path)?|StringMatches|Is(Null|Present|String|Numeric|Boolean|Timestamp)"
)
_OF_CHOICES = ("Variable", "Next", "Comment", "And", "Or", "Not", "Condition", "Assign", "Output")
_WAITING = re.compile(r"\.(sync(:\d)?|waitForTaskToken)$")


def faults(definition: object) -> Iterator[Fault]:
    """What is wrong in a definition, as far as it is known."""
    if is_object(definition):
        yield from _machine(definition, (), definition.get("QueryLanguage", "JSONPath"))


def too_long(definition: object, path: Path = ()) -> Iterator[Fault]:
    """What an express state machine does not do: wait for something else to end."""
    states = definition.get("States") if is_object(definition) else None
    if not is_object(states):
        return
    for name, state in states.items():
        if not is_object(state):
            continue
        at: Path = (*path, "States", name)
        integration = known_text(state.get("Resource")) or ""
        if integration.startswith("arn:") and (":activity:" in integration or _WAITING.search(integration)):
            yield Fault((*at, "Resource"), f"an express state machine does not wait for others (`{integration}`)")
        for place, machine in _inner(state):
            config = machine.get("ProcessorConfig")
            if is_object(config) and config.get("Mode") == "DISTRIBUTED":
                yield Fault((*at, *place, "ProcessorConfig", "Mode"), "an express state machine distributes nothing")
            yield from too_long(machine, (*at, *place))


def _machine(machine: Object, path: Path, language: object) -> Iterator[Fault]:
    """A state machine, or one within a state."""
    if any(HOLE in key for key in machine):
        return
    states, start = machine.get("States"), machine.get("StartAt")
    for key in ("StartAt", "States"):
        if key not in machine:
            yield Fault(path, f"there is no `{key}`")
    if not is_object(states):
        return
    names = None if any(HOLE in name for name in states) else tuple(states)
    if names is not None and known_text(start) is not None and start not in names:
        yield Fault((*path, "StartAt"), f"there is no state `{start}`, only {_listed(names)}")
    known_states = [(name, state) for name, state in states.items() if is_object(state)]
    found = [fault for name, each in known_states for fault in _state(each, (*path, "States", name), names, language)]
    yield from found
    if names is not None and not found:
        yield from _reach(states, start, (*path, "States"))


def _state(state: Object, path: Path, names: tuple[str, ...] | None, language: object) -> Iterator[Fault]:
    if any(HOLE in key for key in state):
        return
    kind = state.get("Type")
    if kind is None:
        yield Fault(path, "the state has no `Type`")
    elif known_text(kind) is not None and kind not in _TYPES:
        yield Fault((*path, "Type"), f"there are no states of type `{kind}`, only {_listed(_TYPES)}")
    if not isinstance(kind, str) or kind not in _TYPES:
        return
    yield from _fields(state, kind, path)
    yield from _language(state, path, state.get("QueryLanguage", language))
    yield from _errors(state, path)
    for place, name in targets(state):
        if names is not None and is_known(name) and name not in names:
            yield Fault((*path, *place), f"there is no state `{name}`, only {_listed(names)}")
    for place, machine in _inner(state):
        yield from _machine(machine, (*path, *place), state.get("QueryLanguage", language))


def _fields(state: Object, kind: str, path: Path) -> Iterator[Fault]:
    """Fields that are missing, or are not those of such a state."""
    misspelt = [key for key in state if key != _SPELLED.get(key.lower(), key)]
    for key in misspelt:
        yield Fault((*path, key), f"a state has no `{key}`, but `{_SPELLED[key.lower()]}`")
    for key in state:
        if kind not in _FIELDS.get(key, (kind,)):
            yield Fault((*path, key), f"a state of type `{kind}` has no `{key}`")
    needed = _NEEDED.get(kind, ())
    if needed and not misspelt and not any(key in state for key in needed):
        yield Fault(path, f"a state of type `{kind}` needs {' or '.join(f'`{key}`' for key in needed)}")
    if kind in _MOVING and not misspelt:
        if "Next" not in state and state.get("End") in (None, False):
            yield Fault(path, "the state has neither `Next` nor `End`")
        elif "Next" in state and state.get("End") is True:
            yield Fault((*path, "End"), "a state has `Next` or `End`, not both")
    resource = known_text(state.get("Resource"))
    if resource is not None and not resource.startswith(("arn:", "{%")):
        yield Fault((*path, "Resource"), f"`Resource` has to be an ARN, not `{resource}`")
    for number, rule in objects(state.get("Choices")) if kind == "Choice" else ():
        if "Next" not in rule and not any(HOLE in key for key in rule):
            yield Fault((*path, "Choices", number), "a choice needs `Next`")
        for key in rule:
            if HOLE not in key and key not in _OF_CHOICES and not _COMPARED.fullmatch(key):
                yield Fault((*path, "Choices", number, key), f"no choice compares by `{key}`")
    yield from _call(state, path)


def _call(state: Object, path: Path) -> Iterator[Fault]:
    """What a call of a service is not told."""
    call = _CALL.fullmatch(known_text(state.get("Resource")) or "")
    told = state.get("Arguments", state.get("Parameters"))
    if call is None or not is_object(told) or any(HOLE in key for key in told):
        return
    given = {key.removesuffix(".$") for key in told}
    for key in _REQUIRED.get(call[1], ()):
        if key not in given:
            yield Fault(path, f"`{call[1]}` needs `{key}`")


def _language(state: Object, path: Path, language: object) -> Iterator[Fault]:
    """Fields of the other query language, and paths that are none."""
    if language not in ("JSONPath", "JSONata"):
        return
    others = _OF_QUERIES if language == "JSONPath" else _OF_PATHS
    for key in others:
        if key in state:
            yield Fault((*path, key), f"there is no `{key}` where the query language is {language}")
    if language == "JSONPath":
        for key in ("Parameters", "ItemSelector", "ResultSelector"):
            yield from _paths(state.get(key), (*path, key))


def _paths(value: object, path: Path) -> Iterator[Fault]:
    """Keys that end with `.$`, and do not hold a path."""
    if is_object(value):
        for key, inner in value.items():
            if key.endswith(".$") and isinstance(inner, str) and not inner.startswith(("$", "States.", HOLE)):
                text = f"`{without_marks(key)}` has to be a path (`$.…`) or a function (`States.…`)"
                yield Fault((*path, key), text)
            yield from _paths(inner, (*path, key))
    for number, inner in enumerate(value) if is_list(value) else ():
        yield from _paths(inner, (*path, number))


def _errors(state: Object, path: Path) -> Iterator[Fault]:
    """`States.ALL` beside others, or before others."""
    for key in ("Retry", "Catch"):
        handlers = objects(state.get(key))
        for number, handler in handlers:
            for name, least in (("BackoffRate", 1), ("IntervalSeconds", 1), ("MaxAttempts", 0)):
                count = handler.get(name)
                if isinstance(count, int | float) and count < least:
                    yield Fault((*path, key, number, name), f"`{name}` has to be {least} at least, not {count}")
            errors = handler.get("ErrorEquals")
            if not is_list(errors) or _ALL not in errors:
                continue
            if len(errors) > 1:
                yield Fault((*path, key, number, "ErrorEquals"), f"`{_ALL}` has to stand alone")
            elif number < len(handlers) - 1 and is_list(state.get(key)):
                yield Fault((*path, key, number), f"what catches `{_ALL}` has to be the last in `{key}`")


def targets(state: Object) -> Iterator[tuple[Path, str]]:
    """The states that a state goes on to, and where it says so."""
    for key in ("Next", "Default"):
        name = state.get(key)
        if isinstance(name, str):
            yield (key,), name
    for key in ("Choices", "Catch"):
        for number, each in objects(state.get(key)):
            name = each.get("Next")
            if isinstance(name, str):
                yield (key, number, "Next"), name


def _inner(state: Object) -> Iterator[tuple[Path, Object]]:
    """The state machines within a state."""
    for key in ("ItemProcessor", "Iterator"):
        machine = state.get(key)
        if is_object(machine):
            yield (key,), machine
    for number, machine in objects(state.get("Branches")):
        yield ("Branches", number), machine


def _reach(states: Object, start: object, path: Path) -> Iterator[Fault]:
    """States that nothing leads to, where all is known."""
    if not isinstance(start, str) or start not in states or not all(_is_whole(state) for state in states.values()):
        return
    reached, open_ = {start}, [start]
    while open_:
        state = states.get(open_.pop())
        found = {name for _, name in targets(state)} - reached if is_object(state) else set[str]()
        reached |= found
        open_ += found
    for name in states:
        if name not in reached:
            yield Fault((*path, name), f"no state leads to `{name}`")


def _is_whole(state: object) -> bool:
    """Whether it is known where a state leads to."""
    if not is_object(state) or any(HOLE in key for key in state):
        return False
    listed = (state.get(key, []) for key in ("Choices", "Catch"))
    return (
        all(is_known(name) for _, name in targets(state))
        and is_known(state.get("Next"))
        and is_known(state.get("Default"))
        and all(is_list(each) and len(objects(each)) == len(each) for each in listed)
    )


def _listed(names: Iterable[str]) -> str:
    shown = [f"`{name}`" for name in names]
    return ", ".join(shown[:8]) + (", …" if len(shown) > 8 else "")
