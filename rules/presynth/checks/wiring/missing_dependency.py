"""Resources that do not wait for what must exist before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource, resources
from presynth.checks.wiring.dependencies import awaited_by
from presynth.checks.wiring.gap import Gap, WiringRule, listed, may_coexist, surely_made
from presynth.checks.wiring.keys import keys_of
from presynth.checks.wiring.pair import Pair
from presynth.checks.wiring.pairs.table import PAIRS
from presynth.checks.wiring.wait_for import wait_for
from presynth.findings import Finding, Related, Severity
from presynth.program.program import Program

_SERVICE = """
from cdktf_cdktf_provider_aws.ecs_service import EcsService, EcsServiceLoadBalancer
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

group = LbTargetGroup(self, "group", name="web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1")
target = EcsServiceLoadBalancer(target_group_arn=group.arn, container_name="web", container_port=80)
"""
_LISTENER = """
http = LbListener(
    self,
    "http",
    load_balancer_arn="arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1",
    port=80,
    default_action=[LbListenerDefaultAction(type="forward", target_group_arn=group.arn)],
)
"""
_BUCKET = """
from cdktf_cdktf_provider_aws.cloudtrail import Cloudtrail
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

trails = S3Bucket(self, "trails", bucket="acme-trails")
"""
_SEVERITIES = (Severity.WARNING, Severity.INFO)


@dataclass(frozen=True)
class _Found:
    """What one pair says of one resource."""

    pair: Pair
    missing: tuple[Resource, ...]


def found_in(program: Program) -> Iterator[tuple[Resource, list[_Found]]]:
    """Each resource that does not wait for what it needs, with what that is."""
    found: dict[object, tuple[Resource, list[_Found]]] = {}
    kinds = program.kinds
    made = [number for number, pair in enumerate(PAIRS) if not kinds.isdisjoint(pair.dependents)]
    for dependent, one in program.each(found_in, made, _of_pair):
        found.setdefault(dependent.instance, (dependent, []))[1].append(one)
    yield from found.values()


def _of_pair(program: Program, number: int) -> Iterator[tuple[Resource, _Found]]:
    pair = PAIRS[number]
    dependents = [each for each in resources(program, *pair.dependents) if pair.when(each)]
    needed = [each for each in resources(program, *pair.needed) if pair.counts(each)] if dependents else []
    for dependent, linked in _linked(pair, dependents, needed):
        missing = _missing(pair, dependent, linked)
        if missing:
            yield dependent, _Found(pair, missing)


def _linked(
    pair: Pair, dependents: Iterable[Resource], needed: list[Resource]
) -> Iterator[tuple[Resource, list[Resource]]]:
    """Each dependent with what belongs to it."""
    by_key: dict[object, list[Resource]] = {}
    for each in needed:
        for key in keys_of(each, pair.needed_keys):
            by_key.setdefault(key, []).append(each)
    if by_key:
        for dependent in dependents:
            linked = {
                each.instance: each
                for key in keys_of(dependent, pair.dependent_keys)
                for each in by_key.get(key, ())
                if may_coexist(each, dependent)
            }
            if linked:
                yield dependent, list(linked.values())


def _missing(pair: Pair, dependent: Resource, linked: list[Resource]) -> tuple[Resource, ...]:
    """Those of `linked` that it surely needs and does not wait for. What waits for it itself cannot come before."""
    awaited = awaited_by(dependent)
    if not awaited.complete or (not pair.every and any(each.instance in awaited.instances for each in linked)):
        return ()
    late = [each for each in linked if each.instance not in awaited.instances]
    waiting = [each for each in late if dependent.instance in awaited_by(each).instances]
    if waiting and not pair.every:
        return ()
    return tuple(each for each in late if each not in waiting and surely_made(each.event, dependent.event))


class MissingDependency(WiringRule):
    """A resource does not wait for another one that must be there first.

    ## What it does
    Knows pairs of resources that belong together without referring to each other: an ECS service and the listener that
    sends to its target group, a trail and the policy of its bucket, a listener and the validation of its certificate.
    A dependency counts however it comes about: through `depends_on`, through a reference, or by way of another
    resource. What waits for something that is not known is left alone.

    ## Why is this bad?
    Terraform makes at the same time what does not wait. Whether the other one is there in time is left to chance: the
    message says what AWS does when it is not. Where that is seldom, it is no more than information.

    ## Fix safety
    Safe: waiting does no harm. Unsafe where more than three resources have to be given a name first.

    ## References
    - https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on (2026-11-29)
    - The source of each pair is in its table, below `presynth/checks/wiring/pairs/`.
    """

    code = "PS404"
    name = "missing-dependency"
    severity = Severity.WARNING
    VALID = (
        Valid(
            _SERVICE
            + _LISTENER
            + """
EcsService(self, "web", name="web", load_balancer=[target], depends_on=[http])
"""
        ),
        # The listener is somebody else's.
        Valid(
            _SERVICE
            + """
EcsService(self, "web", name="web", load_balancer=[target])
"""
        ),
        # By way of another resource, and through an address in text.
        Valid(
            _BUCKET
            + """
S3BucketPolicy(self, "write", bucket=trails.id, policy="{}")
marker = S3Bucket(self, "marker", bucket="${aws_s3_bucket_policy.write.id}-marker")
Cloudtrail(self, "trail", name="all", s3_bucket_name=trails.bucket, depends_on=[marker])
"""
        ),
        # Another bucket's policy, and what nobody knows.
        Valid(
            _BUCKET
            + """

def trail(scope, bucket, before):
    S3BucketPolicy(scope, "write", bucket="acme-other", policy="{}")
    Cloudtrail(scope, "trail", name="all", s3_bucket_name="acme-trails")
    S3BucketPolicy(scope, "also", bucket="acme-third", policy="{}")
    Cloudtrail(scope, "third", name="third", s3_bucket_name="acme-third", depends_on=before)
"""
        ),
    )
    INVALID = (
        Invalid(
            _SERVICE
            + _LISTENER
            + """
«EcsService»(self, "web", name="web", load_balancer=[target])
""",
            fixed=_SERVICE
            + _LISTENER
            + """
EcsService(self, "web", name="web", load_balancer=[target], depends_on=[http])
""",
            message="this EcsService does not wait for `aws_lb_listener.http`: ECS refuses a target group",
        ),
        # By a text that is put together of the same.
        Invalid(
            _SERVICE
            + """
from cdktf_cdktf_provider_aws.appautoscaling_policy import AppautoscalingPolicy
from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget

web = EcsService(self, "web", name="web", cluster="main")
scaled = {"service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount"}
scaled = {"resource_id": f"service/main/{web.name}", **scaled}
KIND = self.node.try_get_context("kind")
AppautoscalingTarget(self, "tasks", min_capacity=1, max_capacity=4, **scaled)
«AppautoscalingPolicy»(self, "one", name="one", policy_type=KIND, **scaled)
""",
            fixed=_SERVICE
            + """
from cdktf_cdktf_provider_aws.appautoscaling_policy import AppautoscalingPolicy
from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget

web = EcsService(self, "web", name="web", cluster="main")
scaled = {"service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount"}
scaled = {"resource_id": f"service/main/{web.name}", **scaled}
KIND = self.node.try_get_context("kind")
tasks_target = AppautoscalingTarget(self, "tasks", min_capacity=1, max_capacity=4, **scaled)
AppautoscalingPolicy(self, "one", name="one", policy_type=KIND, depends_on=[tasks_target], **scaled)
""",
            message="does not wait for `aws_appautoscaling_target.tasks`",
        ),
        # By the bucket's name, in dicts; the policy gets a name.
        Invalid(
            _BUCKET
            + """
settings = {"s3_bucket_name": "acme-trails", "name": "all"}
S3BucketPolicy(self, "write", bucket=trails.id, policy="{}")
«Cloudtrail»(self, "trail", **settings)
""",
            fixed=_BUCKET
            + """
settings = {"s3_bucket_name": "acme-trails", "name": "all"}
write_policy = S3BucketPolicy(self, "write", bucket=trails.id, policy="{}")
Cloudtrail(self, "trail", depends_on=[write_policy], **settings)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi

api = ApiGatewayRestApi(self, "api", name="orders")
route = {"rest_api_id": api.id, "resource_id": api.root_resource_id, "http_method": "POST"}
post = ApiGatewayMethod(self, "post", authorization="NONE", **route)
«ApiGatewayIntegration»(self, "answer", type="MOCK", **route)
""",
            fixed="""
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi

api = ApiGatewayRestApi(self, "api", name="orders")
route = {"rest_api_id": api.id, "resource_id": api.root_resource_id, "http_method": "POST"}
post = ApiGatewayMethod(self, "post", authorization="NONE", **route)
ApiGatewayIntegration(self, "answer", type="MOCK", depends_on=[post], **route)
""",
            message="knows no such method yet",
        ),
    )

    def gaps(self, program: Program) -> Iterator[Gap]:
        for dependent, found in found_in(program):
            yield Gap(dependent, tuple(each for one in found for each in one.missing))

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Program)
        for dependent, found in found_in(subject):
            missing = list({each.instance: each for one in found for each in one.missing}.values())
            severities = {one.pair.severity for one in found}
            told = (f"{listed(subject, [m.instance for m in one.missing])}: {one.pair.reason}" for one in found)
            fix = wait_for(dependent, missing)
            yield self.finding(
                dependent.event.callee_place,
                f"this {dependent.event.type.name} does not wait for {'; nor for '.join(told)}",
                about=dependent.instance,
                severity=next(each for each in _SEVERITIES if each in severities),
                fixes=() if fix is None else (fix,),
                related=[Related(each.event.callee_place, "it does not wait for this") for each in missing],
            )
