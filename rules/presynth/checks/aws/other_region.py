"""What belongs to another region than the one a resource is made in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.catalog import facts
from presynth.checks.aws.combinations.conditions import steps
from presynth.checks.aws.foreign_references import BY_ARN, REGIONAL, foreigners, unnamed_region
from presynth.checks.aws.local_arns import LOCAL, distant
from presynth.checks.aws.values import Item, beginning, items, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource, resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity
from presynth.program.values import Constant

_ZONED = {
    "aws_subnet": "availability_zone",
    "aws_instance": "availability_zone",
    "aws_ebs_volume": "availability_zone",
    "aws_db_instance": "availability_zone",
    "aws_ec2_capacity_reservation": "availability_zone",
    "aws_elasticache_cluster": "availability_zone",
    "aws_lightsail_database": "availability_zone",
    "aws_lightsail_disk": "availability_zone",
    "aws_lightsail_instance": "availability_zone",
    "aws_redshift_cluster": "availability_zone",
    "aws_spot_instance_request": "availability_zone",
    "aws_rds_cluster_instance": "availability_zone",
    "aws_rds_cluster": "availability_zones",
    "aws_autoscaling_group": "availability_zones",
    "aws_elasticache_replication_group": "preferred_cache_cluster_azs",
    "aws_docdb_cluster": "availability_zones",
}
_ENDPOINT, _PEERING = "aws_vpc_endpoint", "aws_vpc_peering_connection"
_CERTIFIED = {
    "aws_lb_listener": "certificate_arn",
    "aws_alb_listener": "certificate_arn",
    "aws_lb_listener_certificate": "certificate_arn",
    "aws_api_gateway_domain_name": "regional_certificate_arn",
    "aws_apigatewayv2_domain_name": "domain_name_configuration.certificate_arn",
    "aws_verifiedaccess_endpoint": "domain_certificate_arn",
    "aws_vpclattice_service": "certificate_arn",
}
"""What takes certificates of its own region."""
_TOLD = {
    "aws_cur_report_definition": ("s3_bucket", "s3_region"),
    "aws_storagegateway_nfs_file_share": ("location_arn", "bucket_region"),
    "aws_storagegateway_smb_file_share": ("location_arn", "bucket_region"),
}
"""Where the region of a bucket is told beside it."""
_CERTIFICATES = ("aws_acm_certificate", "aws_acm_certificate_validation")
_CERTIFICATE = re.compile(r"arn:[a-z-]+:acm:([a-z0-9-]+):")
_ZONE = re.compile(r"((?:[a-z]+-)+\d)([a-z])")
_SERVICE = re.compile(r"com\.amazonaws\.((?:[a-z]+-){2,}\d)\.[\w.-]+")

_MADE = """
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc_endpoint import VpcEndpoint

"""


class OtherRegion(ResourceRule):
    """A zone, a service, a certificate or another resource is of another region than what uses it.

    ## What it does
    Compares zones (`us-east-1a`) and the service names of VPC endpoints (`com.amazonaws.us-east-1.s3`) with the region
    of the provider that a resource is made with, and zones with those that the region has. Listeners of load balancers
    and domains of APIs need certificates of their own region, and VPCs, subnets, security groups, route tables,
    clusters, functions and the like are used in theirs only (peering connections have to name the other region,
    replicas of databases are given an ARN), as KMS keys, layers, topics of alarms and standards are; where a region is
    told beside a bucket, it is the bucket's. It warns only, where that region is the default of something that is set
    from outside.

    ## Why is this bad?
    AWS refuses the resource: "Value (us-east-1a) for parameter availabilityZone is invalid", "The Vpc Endpoint Service
    'com.amazonaws.us-east-1.s3' does not exist", "CertificateNotFound: Certificate … not found",
    "InvalidVpcID.NotFound".

    ## References
    - https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html (2026-11-22)
    """

    code = "PS348"
    name = "other-region"
    data_date = "2026-11-22"
    terraform_types = tuple(dict.fromkeys((*_ZONED, _ENDPOINT, *_CERTIFIED, *_TOLD, *REGIONAL, *LOCAL)))
    VALID = (
        Valid(
            _MADE
            + """
there = AwsProvider(self, "there", alias="there", region="us-east-1")
Subnet(self, "a", vpc_id="vpc-1", cidr_block="10.0.0.0/24", availability_zone="eu-west-1c")
Subnet(self, "b", vpc_id="vpc-2", cidr_block="10.0.0.0/24", availability_zone="us-east-1f", provider=there)
Subnet(self, "c", vpc_id="vpc-3", cidr_block="10.0.0.0/24", availability_zone="us-west-1b", region="us-west-1")
VpcEndpoint(self, "s3", vpc_id="vpc-1", service_name="com.amazonaws.eu-west-1.s3")
"""
        ),
        Valid(
            _MADE
            + """
import os

there = AwsProvider(self, "there", alias="there", region=os.environ["REGION"])
Subnet(self, "b", vpc_id="vpc-2", cidr_block="10.0.0.0/24", availability_zone="us-east-1f", provider=there)
"""
        ),
    )
    INVALID = (
        Invalid(
            _MADE + 'Subnet(self, "a", vpc_id="vpc-1", cidr_block="10.0.0.0/24", availability_zone=«"us-east-1a"»)\n',
            message="`us-east-1a` is not in `eu-west-1`",
        ),
        Invalid(
            _MADE
            + """
region = "eu-west-1"
Subnet(self, "d", vpc_id="vpc-1", cidr_block="10.0.0.0/24", availability_zone=«f"{region}d"»)
""",
            message="`eu-west-1` has no zone `eu-west-1d`",
        ),
        Invalid(
            _MADE + 'VpcEndpoint(self, "s3", vpc_id="vpc-1", service_name=«"com.amazonaws.us-east-1.s3"»)\n',
            message="a service of `us-east-1`",
        ),
        Invalid(
            _MADE
            + """
from cdktf_cdktf_provider_aws.route_table import RouteTable
from cdktf_cdktf_provider_aws.vpc import Vpc

virginia = AwsProvider(self, "virginia", alias="virginia", region="us-east-1")
vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16", provider=virginia)
RouteTable(self, "table", vpc_id=«vpc.id»)
""",
            message="this `aws_vpc` is made in `us-east-1`, and what uses it in `eu-west-1`",
        ),
        Invalid(
            _MADE
            + """
from cdktf_cdktf_provider_aws.db_instance import DbInstance

virginia = AwsProvider(self, "virginia", alias="virginia", region="us-east-1")
settings = {"engine": "postgres", "allocated_storage": 20, "username": "root", "manage_master_user_password": True}
settings |= {"instance_class": "db.t3.micro", "backup_retention_period": 7, "skip_final_snapshot": True}
main = DbInstance(self, "main", provider=virginia, **settings)
DbInstance(self, "copy", instance_class="db.t3.micro", replicate_source_db=main.arn)
DbInstance(self, "other", instance_class="db.t3.micro", replicate_source_db=«main.identifier»)
""",
            message="this `aws_db_instance` is made in `us-east-1`, which only its `arn` says",
        ),
        Invalid(
            _MADE
            + """
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.lb_listener import LbListener

virginia = AwsProvider(self, "virginia", alias="virginia", region="us-east-1")
certificate = AcmCertificate(self, "www", domain_name="www.acme-pay.net", provider=virginia)
ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
forward = [{"type": "forward", "targetGroupArn": f"{ELB}:targetgroup/x/1"}]
https = {"load_balancer_arn": f"{ELB}:loadbalancer/app/x/1", "port": 443, "protocol": "HTTPS"}
LbListener(self, "https", certificate_arn=«certificate.arn», default_action=forward, **https)
""",
            message="the certificate is in `us-east-1`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

KEY = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555"
SqsQueue(self, "jobs", name="jobs", kms_master_key_id=«KEY»)
""",
            message="this is of `us-east-1`, and what uses it is made in `eu-west-1`",
        ),
        Invalid(
            _MADE
            + """
import os

there = AwsProvider(self, "there", alias="there", region=os.getenv("AWS_REGION", "us-west-2"))
Subnet(
    self, "a", vpc_id="vpc-1", cidr_block="10.0.0.0/24", availability_zone=«"eu-west-1a"», provider=there
)
""",
            message="`eu-west-1a` is not in `us-west-2`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.cur_report_definition import CurReportDefinition
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy

here = AwsProvider(self, "here", alias="here", region="us-east-1")
bucket = S3Bucket(self, "costs", bucket="acme-costs", provider=here)
policy = S3BucketPolicy(self, "policy", bucket=bucket.id, policy="{}", provider=here)
report = {"report_name": "all", "time_unit": "DAILY", "format": "textORcsv", "compression": "GZIP"}
CurReportDefinition(
    self,
    "report",
    s3_bucket=bucket.id,
    s3_prefix="all",
    s3_region=«"eu-west-1"»,
    additional_schema_elements=[],
    provider=here,
    depends_on=[policy],
    **report,
)
""",
            message="the bucket is made in `us-east-1`, not in `eu-west-1`",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        if terraform_type in _CERTIFIED:
            yield from self._of_certificate(resource, _CERTIFIED[terraform_type])
        if terraform_type in _TOLD:
            yield from self._of_bucket(resource, *_TOLD[terraform_type])
        if terraform_type in REGIONAL:
            yield from self._of_references(resource)
        if terraform_type in LOCAL:
            yield from self._of_arns(resource)
        if terraform_type == _ENDPOINT or terraform_type in _ZONED:
            yield from self._of_zone(resource)

    def _of_references(self, resource: Resource) -> Iterator[Finding]:
        found = list(foreigners(resource))
        if resource.event.type.terraform_type == _PEERING:
            found += [each for each in [unnamed_region(resource)] if each is not None]
        for place, argument, made, region in found:
            what = made.event.type.terraform_type
            message = f"this `{what}` is made in `{region}`, and what uses it in `{resource.region}`"
            if argument == "peer_vpc_id":
                message = f"this `{what}` is made in `{region}`, and `peer_region` does not say so"
            elif argument in BY_ARN:
                message = f"this `{what}` is made in `{region}`, which only its `arn` says"
            yield self.finding(
                place,
                f"{message}: AWS does not find it",
                about=resource.instance,
                severity=None if _is_settled(resource) and _is_settled(made) else Severity.WARNING,
                related=(Related(made.event.callee_place, "it is made here"),),
            )

    def _of_arns(self, resource: Resource) -> Iterator[Finding]:
        for place, made, region in distant(resource):
            settled = _is_settled(resource) and (made is None or _is_settled(made))
            yield self.finding(
                place,
                f"this is of `{region}`, and what uses it is made in `{resource.region}`: AWS does not find it",
                about=resource.instance,
                severity=None if settled else Severity.WARNING,
                related=() if made is None else (Related(made.event.callee_place, "it is made here"),),
            )

    def _of_zone(self, resource: Resource) -> Iterator[Finding]:
        terraform_type = resource.event.type.terraform_type
        field = resource.field("service_name" if terraform_type == _ENDPOINT else _ZONED[terraform_type])
        if field is None:
            return
        for item in (items(field) if terraform_type != _ENDPOINT else []) or [Item(field.value, field.place)]:
            named = text(item.value)
            region = resource.region if named is not None else None
            if named is None or region is None:
                continue
            fault = _foreign_service(resource, named, region) if terraform_type == _ENDPOINT else _zone(named, region)
            if fault is not None:
                severity = None if _is_settled(resource) else Severity.WARNING
                yield self.finding(item.place, f"{fault}: AWS refuses it", about=resource.instance, severity=severity)

    def _of_bucket(self, resource: Resource, bucket: str, region: str) -> Iterator[Finding]:
        field, told = resource.field(region), text(resource.value(region))
        made = None if told is None else referred(resource.program, resource.value(bucket))
        if field is None or made is None or made.event.type.terraform_type != "aws_s3_bucket":
            return
        if made.region is not None and made.region != told:
            yield self.finding(
                field.place,
                f"the bucket is made in `{made.region}`, not in `{told}`: AWS does not find it",
                about=resource.instance,
                severity=None if _is_settled(made) else Severity.WARNING,
                related=(Related(made.event.callee_place, "the bucket"),),
            )

    def _of_certificate(self, resource: Resource, path: str) -> Iterator[Finding]:
        field = resource.block.field(steps(path))
        made = None if field is None else referred(resource.program, field.value)
        if field is None or (made is not None and made.event.type.terraform_type not in _CERTIFICATES):
            return
        named = _CERTIFICATE.match(beginning(field.value))
        there = made.region if made is not None else None if named is None else named[1]
        here = resource.region if there is not None else None
        if here is not None and here != there:
            settled = _is_settled(resource) and (made is None or _is_settled(made))
            yield self.finding(
                field.place,
                f"the certificate is in `{there}`, and this is made in `{here}`: AWS does not find it",
                about=resource.instance,
                severity=None if settled else Severity.WARNING,
                related=() if made is None else (Related(made.event.callee_place, "the certificate"),),
            )


def _is_settled(made: Resource) -> bool:
    """Whether its region is not merely the default of something that may be set from outside."""
    provider = made.provider
    source = made if made.field("region") is not None or provider is None else resource(made.program, provider)
    value = None if source is None else source.value("region")
    return isinstance(value, Constant) and value.certain


def _foreign_service(endpoint: Resource, service: str, region: str) -> str | None:
    match = _SERVICE.fullmatch(service)
    if match is None or match[1] == region or endpoint.field("service_region") is not None:
        return None
    return f"this is a service of `{match[1]}`, and the endpoint is made in `{region}`"


def _zone(zone: str, region: str) -> str | None:
    match = _ZONE.fullmatch(zone)
    if match is None:
        return None  # a local zone, or none at all
    if match[1] != region:
        return f"the zone `{zone}` is not in `{region}`, where this is made" if facts.zones(match[1]) else None
    known = facts.zones(region)
    # Accounts see different zones of a region that has more: `us-west-1b` is one account's, `us-west-1a` another's
    # (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html, 2026-11-29).
    return f"`{region}` has no zone `{zone}`, only {', '.join(known)}" if known and zone > max(known) else None
