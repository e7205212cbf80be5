"""What parts of an API say of others: headers of responses, names of stages."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from presynth.checks.aws.sameness import keys
from presynth.checks.aws.values import Companions, companions, field_text, referred, text
from presynth.checks.common.blocks import Block, Field
from presynth.checks.common.resources import Resource, resources
from presynth.program.values import Mapping
from presynth.source.statement import Place

_DECLARED = ("method.request.path.", "method.request.querystring.", "method.request.header.")
_RESPONSE = ("rest_api_id", "resource_id", "http_method", "status_code")
STAGED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "aws_api_gateway_usage_plan": (("api_stages",), "api_id", "stage"),
    "aws_api_gateway_method_settings": ((), "rest_api_id", "stage_name"),
    "aws_api_gateway_base_path_mapping": ((), "api_id", "stage_name"),
    "aws_apigatewayv2_api_mapping": ((), "api_id", "stage"),
}
"""What names a stage: the blocks that do, and the arguments for the API and the stage."""
_STAGES = {
    "aws_api_gateway_rest_api": ("aws_api_gateway_stage", "rest_api_id", "stage_name"),
    "aws_apigatewayv2_api": ("aws_apigatewayv2_stage", "api_id", "name"),
}
"""What the stages of an API are, and the arguments for the API and the name."""


def undeclared_headers(response: Resource) -> Iterator[tuple[Place, str]]:
    """Headers that the response of an integration sets and that of the method does not declare."""
    field = response.field("response_parameters")
    wanted = set(_of_response(response))
    if field is None or not isinstance(field.value, Mapping) or not wanted:
        return
    declared = [
        made
        for made in resources(response.program, "aws_api_gateway_method_response")
        if not wanted.isdisjoint(_of_response(made))
    ]
    known = _parameters(declared[0]) if len(declared) == 1 else None
    if known is None:
        return
    for entry in field.value.entries:
        name = text(entry.key)
        if name is not None and name.startswith("method.response.") and name not in known:
            place = entry.key_place or field.place
            yield place, f"the method's response does not declare `{name}` in its `response_parameters`"


def undeclared_parameters(integration: Resource) -> Iterator[tuple[Place, str]]:
    """Parameters of the request that an integration reads and that the method does not declare."""
    field = integration.field("request_parameters")
    wanted = set(_of_request(integration))
    if field is None or not isinstance(field.value, Mapping) or not wanted:
        return
    declared = [
        made
        for made in resources(integration.program, "aws_api_gateway_method")
        if not wanted.isdisjoint(_of_request(made))
    ]
    known = _parameters(declared[0], "request_parameters") if len(declared) == 1 else None
    for entry in field.value.entries if known is not None else ():
        name = text(entry.value)
        if name is not None and name.startswith(_DECLARED) and name not in (known or ()):
            place = entry.place or field.place
            yield place, f"the method does not declare `{name}` in its `request_parameters`"


def _of_request(made: Resource) -> Iterator[tuple[Hashable, ...]]:
    """The method it is for, where all of it is known."""
    for api, path, method in keys(made.block, _RESPONSE[:3]):
        if "" not in (api, path, method):
            yield api, path, method if isinstance(method, str) else _method(made) or method


def _of_response(made: Resource) -> Iterator[tuple[Hashable, ...]]:
    """The method and status it is for, where all of it is known."""
    for key in keys(made.block, _RESPONSE):
        method, status = key[2], _status(made, key[3])
        if "" not in key and isinstance(method, str):
            yield (*key[:2], method, status)
        elif "" not in key:
            yield (*key[:2], _method(made) or method, status)


def _method(made: Resource) -> str | None:
    """The method that `http_method` is read from."""
    method = referred(made.program, made.value("http_method"))
    return None if method is None else field_text(method, "http_method") or _method(method)


def _status(made: Resource, status: Hashable) -> Hashable:
    """The status that is read from the response of a method."""
    source = referred(made.program, made.value("status_code"))
    return status if source is None else field_text(source, "status_code") or status


def _parameters(response: Resource, argument: str = "response_parameters") -> set[str] | None:
    """What a method, or its response, declares; None where that is not known."""
    field: Field | None = response.block.fields.get(argument)
    if response.block.open:
        return None
    if field is None:
        return set()
    if not field.sure or not isinstance(field.value, Mapping) or field.value.open:
        return None
    names = [text(entry.key) for entry in field.value.entries]
    return None if None in names else {name for name in names if name is not None}


def missing_stages(resource: Resource) -> Iterator[tuple[Place, str]]:
    """Names of stages that the API does not have, where all its stages are known."""
    path, api_argument, argument = STAGED[resource.event.type.terraform_type]
    for block in resource.block.at(path):
        field, name = block.field((argument,)), field_text(block, argument)
        api = _api(resource, block, api_argument)
        if field is None or name is None or api is None:
            continue
        terraform_type, of, called = _STAGES[api.event.type.terraform_type]
        names = _names(companions(api, terraform_type, of), called)
        if names and name not in names:
            yield field.place, f"the API has no stage `{name}`, only {', '.join(f'`{each}`' for each in sorted(names))}"


def _api(resource: Resource, block: Block, argument: str) -> Resource | None:
    field = block.field((argument,))
    api = None if field is None else referred(resource.program, field.value)
    return api if api is not None and api.event.type.terraform_type in _STAGES else None


def _names(stages: Companions, argument: str) -> set[str] | None:
    names = [field_text(stage, argument) for stage in stages.found]
    return None if None in names or not stages.complete else {name for name in names if name is not None}
