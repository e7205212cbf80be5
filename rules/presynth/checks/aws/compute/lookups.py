"""What EC2 and the provider do not take where something is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import field_text, is_true
from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.blocks import Block, Presence, resource_block
from presynth.findings import Finding, Severity
from presynth.program.changes import Configured

_IMAGE, _UNSAFE = "aws_ami", "allow_unsafe_filter"
_DATA = """
ami ami_ids availability_zones customer_gateway ebs_snapshot ebs_snapshot_ids ebs_volume ebs_volumes ec2_instance_types
ec2_managed_prefix_list ec2_transit_gateway ec2_transit_gateway_vpc_attachment eip eips instance instances
internet_gateway key_pair launch_template nat_gateway nat_gateways network_acls network_interface network_interfaces
prefix_list route_table route_tables security_group security_groups subnet subnets vpc vpcs vpc_dhcp_options
vpc_endpoint vpc_endpoint_service vpc_peering_connection vpc_peering_connections vpn_gateway
"""
_FILTERED = frozenset(f"aws_{each}" for each in _DATA.split())
"""Data sources whose filters are those of EC2."""
_NAME = re.compile(r"tag:.+|[a-z][A-Za-z0-9.-]*")
_FILTERS = ("owner-id", "image-id")

_IMPORTS = """
from cdktf_cdktf_provider_aws.data_aws_ami import DataAwsAmi, DataAwsAmiFilter
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets, DataAwsSubnetsFilter
"""


class RefusedLookup(Rule):
    """Something of EC2 is looked up by what is refused.

    ## What it does
    Looks at the names of filters, which are written small and with `-` (`vpc-id`, `tag:Name`), and at the newest of
    images that may be anybody's: without `owners`, or a filter for `owner-id` or `image-id`.

    ## Why is this bad?
    The plan fails: "The filter 'vpc_id' is invalid", and from version 6 of the provider "Most Recent Image Not
    Filtered".

    ## References
    - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html (2026-11-29)
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade (2026-11-29)
    """

    code = "PS316"
    name = "refused-lookup"
    group = "aws"
    severity = Severity.ERROR
    visits = Configured
    VALID = (
        Valid(
            _IMPORTS
            + """
DataAwsAmi(self, "one", most_recent=True, owners=["amazon"], filter=[{"name": "name", "values": ["al2023-*"]}])
DataAwsAmi(self, "two", most_recent=True, filter=[{"name": "owner-id", "values": ["137112412989"]}])
DataAwsSubnets(self, "three", filter=[{"name": "vpc-id", "values": ["v"]}, {"name": "tag:Tier", "values": ["a"]}])
DataAwsSubnets(self, "four", filter=[{"name": "availabilityZone", "values": ["eu-west-1a"]}])
"""
        ),
        Valid(
            _IMPORTS
            + """

def find(scope, settings, filters):
    DataAwsAmi(scope, "one", most_recent=True, **settings)
    DataAwsAmi(scope, "two", most_recent=True, filter=filters)
    DataAwsSubnets(scope, "three", filter=[DataAwsSubnetsFilter(name=filters, values=["a"])])
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS
            + """
DataAwsSubnets(self, "private", filter=[DataAwsSubnetsFilter(name=«"vpc_id"», values=["vpc-0a1b2c3d"])])
""",
            message="there is no filter `vpc_id`",
        ),
        Invalid(
            _IMPORTS
            + """
DataAwsAmi(self, "image", «most_recent»=True, filter=[DataAwsAmiFilter(name="name", values=["ubuntu-*"])])
""",
            message="`owners`",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        assert isinstance(subject, Configured)
        type_ = subject.event.type
        if type_.terraform_type not in _FILTERED or not context.catalog.is_a(type_, "TerraformDataSource"):
            return
        block = resource_block(subject.event, context.catalog, subject.changes)
        filters, complete = block.children("filter")
        for each in filters:
            field, name = each.field(("name",)), field_text(each, "name")
            if field is not None and name and not _NAME.fullmatch(name):
                yield self.finding(field.place, f"there is no filter `{name}`: EC2 refuses it", about=subject.instance)
        newest = block.field(("most_recent",))
        if type_.terraform_type != _IMAGE or newest is None or not is_true(newest.value) or not complete:
            return
        if _may_be_anybodys(block, filters):
            message = "the newest image may be anybody's without `owners`: the provider refuses it"
            yield self.finding(newest.name_place, message, about=subject.instance)


def _may_be_anybodys(image: Block, filters: tuple[Block, ...]) -> bool:
    """Whether the provider, where it asks at all, finds nothing that says whose the image is."""
    unset = all(image.presence((name,)) is Presence.UNSET for name in ("owners", _UNSAFE))
    names = [field_text(each, "name") for each in filters]
    return image.declares((_UNSAFE,)) and unset and None not in names and not set(names) & set(_FILTERS)
