"""What CloudFront refuses in a distribution."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from presynth.checks.aws.documents import text_of
from presynth.checks.common.blocks import Block, Field, Presence
from presynth.checks.common.resources import Resource, resource, resources
from presynth.checks.templates.syntax import HOLE
from presynth.checks.wiring.keys import source_of
from presynth.program.values import Constant, Sequence, Token
from presynth.source.statement import Place

BEHAVIORS = ("default_cache_behavior", "ordered_cache_behavior")
_TIMES = ("min_ttl", "default_ttl", "max_ttl")
_READ = frozenset({"GET", "HEAD"})
_ASKED = _READ | {"OPTIONS"}
_ALL = _ASKED | {"PUT", "POST", "PATCH", "DELETE"}
_URLS = {
    ("aws_api_gateway_stage", "invoke_url"),
    ("aws_api_gateway_deployment", "invoke_url"),
    ("aws_apigatewayv2_api", "api_endpoint"),
    ("aws_apigatewayv2_stage", "invoke_url"),
    ("aws_lambda_function_url", "function_url"),
}
"""Attributes that hold a URL, not the name of a host."""
_SERVERS = ("aws_lb", "aws_alb", "aws_instance", "aws_elb", "aws_api_gateway_rest_api", "aws_lambda_function_url")
"""What is no bucket when it is an origin."""
_BUCKET_NAMES = ("id", "bucket", "arn")


class Fault(NamedTuple):
    """What is refused, and where."""

    place: Place
    message: str


def faults(distribution: Resource) -> Iterator[Fault]:
    """What CloudFront refuses in a distribution when it is applied."""
    for name in BEHAVIORS:
        for behavior in distribution.block.children(name)[0]:
            yield from _of_target(distribution, behavior)
            yield from _of_cache(behavior)
            yield from _of_methods(behavior)
            yield from _of_functions(behavior)
    for origin in distribution.block.children("origin")[0]:
        yield from _of_origin(distribution, origin)
    yield from _of_groups(distribution)
    yield from _of_aliases(distribution)
    yield from _of_logging(distribution)


def _of_target(distribution: Resource, behavior: Block) -> Iterator[Fault]:
    target = behavior.field(("target_origin_id",))
    if target is None:
        return
    wanted = text_of(target.value)
    found: list[str] = []
    for name in ("origin", "origin_group"):
        blocks, complete = distribution.block.children(name)
        ids = [block.field(("origin_id",)) for block in blocks]
        if not complete or None in ids:
            return
        found += [text_of(field.value) for field in ids if field is not None]
    if found and not any(_may_be_same(wanted, each) for each in found):
        known = [f"`{each}`" for each in found if HOLE not in each]
        listed = f" ({', '.join(known)})" if len(known) == len(found) else ""
        shown = f" `{wanted}`" if HOLE not in wanted else ""
        yield Fault(target.place, f"no origin of this distribution has the `origin_id`{shown}{listed}")


def _may_be_same(one: str, other: str) -> bool:
    """Whether two texts may be the same, whatever fills their holes."""
    starts = one.partition(HOLE)[0], other.partition(HOLE)[0]
    ends = one.rpartition(HOLE)[2], other.rpartition(HOLE)[2]
    if HOLE not in one and HOLE not in other:
        return one == other
    begins_alike = starts[0].startswith(starts[1]) or starts[1].startswith(starts[0])
    return begins_alike and (ends[0].endswith(ends[1]) or ends[1].endswith(ends[0]))


def _of_cache(behavior: Block) -> Iterator[Fault]:
    if all(behavior.presence((name,)) is Presence.UNSET for name in ("cache_policy_id", "forwarded_values")):
        yield Fault(behavior.place, "this cache behavior has neither `cache_policy_id` nor `forwarded_values`")
    if behavior.presence(("cache_policy_id",)) is not Presence.UNSET:
        return
    times = [(name, field) for name in _TIMES if (field := behavior.field((name,))) is not None]
    for (lesser, low), (name, high) in pairwise(times):
        least, most = _number(low), _number(high)
        if least is not None and most is not None and least > most:
            yield Fault(high.place, f"`{name}` is {most}, less than `{lesser}`, which is {least}")


def _number(field: Field) -> int | None:
    value = field.value.value if isinstance(field.value, Constant) else None
    return value if isinstance(value, int) else None


def _of_methods(behavior: Block) -> Iterator[Fault]:
    allowed, cached = behavior.field(("allowed_methods",)), behavior.field(("cached_methods",))
    methods = _methods(allowed)
    if allowed is not None and methods is not None and methods not in (_READ, _ASKED, _ALL):
        yield Fault(allowed.place, "the allowed methods are GET and HEAD, these and OPTIONS, or all seven")
    kept = _methods(cached)
    if cached is not None and kept is not None and kept not in (_READ, _ASKED):
        yield Fault(cached.place, "the cached methods are GET and HEAD, or these and OPTIONS")


def _methods(field: Field | None) -> frozenset[str] | None:
    value = None if field is None else field.value
    if not isinstance(value, Sequence) or value.open:
        return None
    texts = frozenset(text_of(item) for item in value.items)
    return None if any(HOLE in text for text in texts) or not texts <= _ALL else texts


def _of_functions(behavior: Block) -> Iterator[Fault]:
    """Functions of both kinds that are called for viewers."""
    if not list(behavior.at(("function_association",))):
        return
    for association in behavior.at(("lambda_function_association",)):
        event = association.field(("event_type",))
        if event is not None and text_of(event.value).startswith("viewer-"):
            yield Fault(
                event.place, "a behavior that calls CloudFront functions calls Lambda functions for origins only"
            )


def _of_groups(distribution: Resource) -> Iterator[Fault]:
    """Behaviors that write to a group of origins, of which the second may answer."""
    groups = [block.field(("origin_id",)) for block in distribution.block.children("origin_group")[0]]
    names = {text_of(field.value) for field in groups if field is not None}
    for kind in BEHAVIORS if names else ():
        for behavior in distribution.block.children(kind)[0]:
            allowed, target = behavior.field(("allowed_methods",)), behavior.field(("target_origin_id",))
            named = "" if target is None else text_of(target.value)
            if allowed is not None and named in names and HOLE not in named and (_methods(allowed) or _READ) == _ALL:
                yield Fault(allowed.place, "a group of origins is read from only: GET and HEAD, or these and OPTIONS")


def _of_origin(distribution: Resource, origin: Block) -> Iterator[Fault]:
    path = origin.field(("origin_path",))
    text = "" if path is None else text_of(path.value)
    if path is not None and text and HOLE not in text and (text[0] != "/" or text[-1] == "/"):
        yield Fault(path.place, "`origin_path` has to begin with `/`, and not to end with it")
    domain = origin.field(("domain_name",))
    if domain is None:
        return
    if _is_url(domain):
        yield Fault(domain.place, "the `domain_name` of an origin is the name of a host, and this is a URL")
    kinds = ("custom_origin_config", "s3_origin_config", "vpc_origin_config", "origin_access_control_id")
    source = source_of(domain.value)
    server = None if source is None else resource(distribution.program, source)
    if (
        server is not None
        and server.event.type.terraform_type in _SERVERS
        and all(origin.presence((kind,)) is Presence.UNSET for kind in kinds)
    ):
        yield Fault(
            origin.place,
            "this origin is no bucket, and has no `custom_origin_config`: CloudFront takes it for a bucket",
        )


def _is_url(field: Field) -> bool:
    start = text_of(field.value)
    if isinstance(field.value, Token) and field.value.source is not None and field.value.source.type is not None:
        return (field.value.source.type.terraform_type, field.value.attribute) in _URLS
    return start.startswith(("https://", "http://"))


def _of_aliases(distribution: Resource) -> Iterator[Fault]:
    aliases = distribution.field("aliases")
    if aliases is None or distribution.presence("aliases") is not Presence.SET:
        return
    names = ("acm_certificate_arn", "iam_certificate_id")
    found = {distribution.block.presence(("viewer_certificate", name)) for name in names}
    if found == {Presence.UNSET}:
        yield Fault(
            aliases.place, "this distribution has `aliases`, and its `viewer_certificate` no certificate for them"
        )


def _of_logging(distribution: Resource) -> Iterator[Fault]:
    bucket = distribution.block.field(("logging_config", "bucket"))
    source = None if bucket is None else source_of(bucket.value)
    made = None if source is None else resource(distribution.program, source)
    if bucket is None or made is None or made.event.type.terraform_type != "aws_s3_bucket":
        return
    if isinstance(bucket.value, Token) and bucket.value.attribute in _BUCKET_NAMES:
        yield Fault(
            bucket.place,
            f"logs go to a bucket's domain name (`bucket_domain_name`), and this is its `{bucket.value.attribute}`",
        )
    elif distribution.program.catalog.is_a(made.event.type, "TerraformResource") and not _has_acls(made):
        yield Fault(
            bucket.place,
            "the bucket for the logs has no ACLs, as all new buckets: it needs `S3BucketOwnershipControls` with "
            "`BucketOwnerPreferred`",
        )


def _has_acls(bucket: Resource) -> bool:
    """Whether somebody may have turned on its ACLs."""
    for controls in resources(bucket.program, "aws_s3_bucket_ownership_controls"):
        value = controls.value("bucket")
        source = None if value is None else source_of(value)
        ownership = controls.block.field(("rule", "object_ownership"))
        enforced = ownership is not None and text_of(ownership.value) == "BucketOwnerEnforced"
        if source in (None, bucket.instance) and not enforced:
            return True
    return False
