"""Arguments that exclude or need one another."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.catalog.argument_constraints import provider_constraints
from presynth.catalog.catalog import Catalog
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Block, Field, resource_block
from presynth.checks.constraints import relations
from presynth.checks.constraints.relations import Absence, Conflict
from presynth.findings import Finding, Fix, Related, Safety, Severity
from presynth.program.changes import Configured
from presynth.program.events import Construction
from presynth.source.statement import Place

_RULE = """
from cdktf_cdktf_provider_aws.vpc_security_group_ingress_rule import VpcSecurityGroupIngressRule
"""
_CLUSTER = """
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
"""
_BEHAVIOR = """
from cdktf_cdktf_provider_aws.cloudfront_distribution import (
    CloudfrontDistribution,
    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValues as ForwardedValues,
    CloudfrontDistributionOrigin,
)

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
methods = {"allowed_methods": ["GET", "HEAD"], "cached_methods": ["GET", "HEAD"]}
target = {"target_origin_id": "app", "viewer_protocol_policy": "redirect-to-https"}
"""
_NODES = """
from cdktf_cdktf_provider_aws.eks_node_group import EksNodeGroup

nodes = {"cluster_name": "main", "node_role_arn": "arn:aws:iam::111122223333:role/nodes", "subnet_ids": ["subnet-1"]}
nodes = {"scaling_config": {"min_size": 1, "desired_size": 1, "max_size": 2}, **nodes}
"""
_DISTRIBUTION = """
site = CloudfrontDistribution(
    self,
    "site",
    enabled=True,
    origin=[CloudfrontDistributionOrigin(origin_id="app", domain_name="app.acme-pay.net")],
    default_cache_behavior=behavior,
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)
"""


class ConflictingArguments(Rule):
    """Arguments are set together that exclude each other, or one is missing that others need.

    ## What it does
    Compares what a resource or data source is set to with what its provider checks before it plans: arguments that
    conflict, of which exactly one or at least one must be set, or that need one another. Beside these it knows one
    pair that only AWS refuses: `cache_policy_id` and `forwarded_values` in a cache behavior of CloudFront.

    An argument is set when it is passed, assigned later, or reached by `put_…` or `add_override`. `None` sets nothing;
    `False` and `""` do: Terraform takes them for a choice. Where a value may be `None`, nothing is reported.

    ## Why is this bad?
    `terraform validate` and `plan` fail; of a CloudFront distribution, `apply` does.

    ## Fix safety
    Unsafe: which of the two arguments is meant, only you know. The first fix removes the one that is more likely a
    leftover; a second one removes the other.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs (the checks are read from the provider's
      source, of 6.25.0 and 6.58.0, on 2026-11-22; for a binding of another major version this is information)
    - https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html (2026-11-22)
    """

    code = "PS302"
    name = "conflicting-arguments"
    group = "aws"
    data_date = "2026-11-22"
    visits = Configured
    VALID = (
        Valid(
            _RULE
            + """
VpcSecurityGroupIngressRule(self, "web", security_group_id="sg-1", ip_protocol="-1", cidr_ipv4="0.0.0.0/0")
"""
        ),
        Valid(
            _CLUSTER
            + """
RdsCluster(self, "main", engine="aurora-mysql", master_password=None, manage_master_user_password=True)
"""
        ),
        Valid(
            """
import os
"""
            + _CLUSTER
            + """
PASSWORD = os.environ.get("PASSWORD")

RdsCluster(
    self,
    "main",
    engine="aurora-postgresql",
    master_username="keeper",
    master_password=PASSWORD,
    manage_master_user_password=True if PASSWORD is None else None,
)
"""
        ),
        Valid(
            _RULE
            + """

def allow(scope, name, **source):
    return VpcSecurityGroupIngressRule(scope, name, security_group_id="sg-1", ip_protocol="-1", **source)
"""
        ),
        Valid(
            _RULE
            + """
rule = VpcSecurityGroupIngressRule(self, "web", security_group_id="sg-1", ip_protocol="-1")
rule.cidr_ipv4 = "10.0.0.0/8"
late = VpcSecurityGroupIngressRule(self, "late", security_group_id="sg-1", ip_protocol="-1")
late.add_override("cidr_ipv6", "::/0")
"""
        ),
        Valid(
            """
from cdktf_cdktf_provider_aws.instance import Instance, InstanceLaunchTemplate

Instance(self, "worker", launch_template=InstanceLaunchTemplate(id="lt-0123456789abcdef0"))
"""
        ),
        Valid('from cdktf_cdktf_provider_aws.lb import Lb\n\nLb(self, "front", subnets=[])\n'),
        Valid(
            _BEHAVIOR
            + """
policy, forwarded = CACHING_DISABLED, None
behavior = CloudfrontDistributionDefaultCacheBehavior(
    cache_policy_id=policy, forwarded_values=forwarded, **methods, **target
)
"""
            + _DISTRIBUTION
        ),
    )
    INVALID = (
        Invalid(
            _BEHAVIOR
            + """
behavior = CloudfrontDistributionDefaultCacheBehavior(
    cache_policy_id=CACHING_DISABLED,
    «forwarded_values»=ForwardedValues(
        query_string=True,
        cookies={"forward": "all"},
        headers=["*"],
    ),
    **methods,
    **target,
)
"""
            + _DISTRIBUTION,
            fixed=_BEHAVIOR
            + """
behavior = CloudfrontDistributionDefaultCacheBehavior(
    cache_policy_id=CACHING_DISABLED,
    **methods,
    **target,
)
"""
            + _DISTRIBUTION,
            message="CloudFront refuses",
        ),
        Invalid(
            _BEHAVIOR
            + """
settings = {"cache_policy_id": CACHING_DISABLED, **target}
forwarded = {"query_string": True, "cookies": {"forward": "none"}}
behavior = CloudfrontDistributionDefaultCacheBehavior(«forwarded_values»=forwarded, **methods, **settings)
"""
            + _DISTRIBUTION,
            fixed=_BEHAVIOR
            + """
settings = {"cache_policy_id": CACHING_DISABLED, **target}
forwarded = {"query_string": True, "cookies": {"forward": "none"}}
behavior = CloudfrontDistributionDefaultCacheBehavior(**methods, **settings)
"""
            + _DISTRIBUTION,
        ),
        Invalid(
            _BEHAVIOR
            + """
behavior = {
    **methods,
    **target,
    «"forwarded_values"»: {"query_string": True, "cookies": {"forward": "none"}},
    "cache_policy_id": CACHING_DISABLED,
}
"""
            + _DISTRIBUTION,
            fixed=_BEHAVIOR
            + """
behavior = {
    **methods,
    **target,
    "cache_policy_id": CACHING_DISABLED,
}
"""
            + _DISTRIBUTION,
        ),
        Invalid(
            _BEHAVIOR
            + """
behavior = {**methods, **target, "cache_policy_id": CACHING_DISABLED}
"""
            + _DISTRIBUTION
            + """
site.add_override(«"default_cache_behavior.forwarded_values.query_string"», True)
domain = site.domain_name
""",
            fixed=_BEHAVIOR
            + """
behavior = {**methods, **target, "cache_policy_id": CACHING_DISABLED}
"""
            + _DISTRIBUTION
            + """
domain = site.domain_name
""",
        ),
        Invalid(
            _RULE
            + """
VpcSecurityGroupIngressRule(
    self, "web", security_group_id="sg-1", ip_protocol="-1", cidr_ipv4="0.0.0.0/0", «cidr_ipv6»="::/0"
)
""",
            fixed=_RULE
            + """
VpcSecurityGroupIngressRule(
    self, "web", security_group_id="sg-1", ip_protocol="-1", cidr_ipv4="0.0.0.0/0"
)
""",
        ),
        Invalid(
            _RULE + '«VpcSecurityGroupIngressRule»(self, "web", security_group_id="sg-1", ip_protocol="-1")\n',
            message="exactly one of",
        ),
        Invalid(
            _CLUSTER
            + """
RdsCluster(
    self,
    "main",
    engine="aurora-postgresql",
    master_username="keeper",
    master_password="correct-horse-battery",
    «manage_master_user_password»=False,
)
""",
            fixed=_CLUSTER
            + """
RdsCluster(
    self,
    "main",
    engine="aurora-postgresql",
    master_username="keeper",
    master_password="correct-horse-battery",
)
""",
            message="counts as set",
        ),
        Invalid(
            _CLUSTER
            + """
cluster = RdsCluster(self, "main", engine="aurora-postgresql", «cluster_identifier_prefix»="ledger-")
cluster.cluster_identifier = "ledger"
""",
            fixed=_CLUSTER
            + """
cluster = RdsCluster(self, "main", engine="aurora-postgresql")
cluster.cluster_identifier = "ledger"
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.route53_record import Route53Record

Route53Record(
    self,
    "office",
    zone_id="Z0123456789ABCDEFGHIJ",
    name="office",
    type="A",
    ttl=60,
    records=["203.0.113.7"],
    «weighted_routing_policy»={"weight": 10},
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.route53_record import Route53Record

Route53Record(
    self,
    "office",
    zone_id="Z0123456789ABCDEFGHIJ",
    name="office",
    type="A",
    ttl=60,
    records=["203.0.113.7"],
)
""",
            message="`set_identifier`, which is not set",
        ),
        Invalid(
            _NODES
            + """
update = {"max_unavailable": 1, «"max_unavailable_percentage"»: 50}
EksNodeGroup(self, "nodes", launch_template={"id": "lt-1", "version": "1"}, update_config=update, **nodes)
""",
            fixed=_NODES
            + """
update = {"max_unavailable": 1}
EksNodeGroup(self, "nodes", launch_template={"id": "lt-1", "version": "1"}, update_config=update, **nodes)
""",
            message="cannot be set together",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.data_aws_vpc_endpoint_service import DataAwsVpcEndpointService

DataAwsVpcEndpointService(self, "s3", service="s3", «service_name»="com.amazonaws.eu-west-1.s3")
""",
            fixed="""
from cdktf_cdktf_provider_aws.data_aws_vpc_endpoint_service import DataAwsVpcEndpointService

DataAwsVpcEndpointService(self, "s3", service="s3")
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Configured)
        catalog, event = context.catalog, subject.event
        if event.type.terraform_type and relations.relations(catalog, event.type):
            block = resource_block(event, catalog, subject.changes)
            certain = provider_constraints(catalog, event.type).certain
            yield from self._findings(catalog, event, block, None if certain else Severity.INFO)

    def _findings(
        self, catalog: Catalog, event: Construction, root: Block, severity: Severity | None
    ) -> Iterator[Finding]:
        for conflict in relations.conflicts(catalog, event.type, root):
            yield self._conflict(event, conflict, None if conflict.by_aws else severity)
        missing: dict[Place, list[Absence]] = {}
        for block, absence in relations.absences(catalog, event.type, root):
            if absence.wanted_by is not None:
                yield self._alone(event, absence, absence.wanted_by, severity)
            else:
                missing.setdefault(block.place, []).append(absence)
        for place, absences in missing.items():
            message = "; ".join(absence.told for absence in relations.without_implied(absences))
            yield self.finding(place, message, about=event.instance, severity=severity)

    def _conflict(self, event: Construction, conflict: Conflict, severity: Severity | None) -> Finding:
        unwanted, kept = conflict.unwanted, conflict.kept
        who = "CloudFront refuses" if conflict.by_aws else "the provider refuses"
        message = f"`{unwanted.label}` cannot be set together with `{kept.label}`: {who} a configuration with both"
        if unwanted.sets_nothing:
            message += ", and `False` or empty text counts as set (`None` would not)"
        return self.finding(
            unwanted.name_place,
            message,
            about=event.instance,
            fixes=[fix for field in (unwanted, kept) if (fix := _removal(field)) is not None],
            related=[Related(kept.key_place, f"`{kept.label}` is set here")],
            severity=severity,
        )

    def _alone(self, event: Construction, absence: Absence, field: Field, severity: Severity | None) -> Finding:
        fix = _removal(field)
        return self.finding(
            field.name_place,
            f"`{field.label}` works only together with {absence.told}",
            about=event.instance,
            fixes=() if fix is None else (fix,),
            severity=severity,
        )


def _removal(field: Field) -> Fix | None:
    return None if field.removal is None else Fix(f"Remove `{field.label}`", Safety.UNSAFE, (field.removal,))
