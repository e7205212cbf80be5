"""Arguments whose values do not go together."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from presynth.checks.aws import combinations
from presynth.checks.aws.combinations.row import FACTS_OF, Row
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding

_VOLUME = "from cdktf_cdktf_provider_aws.ebs_volume import EbsVolume\n"
_GROUP = """
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup, AutoscalingGroupLaunchTemplate

template = AutoscalingGroupLaunchTemplate(id="lt-0a1b2c3d4e5f60718")
zones = ["subnet-0a1b2c3d"]
"""


def _tables() -> Iterator[Row]:
    """The rows of all modules of this package."""
    for module in pkgutil.iter_modules(combinations.__path__, f"{combinations.__name__}."):
        if module.name != __name__:
            yield from getattr(importlib.import_module(module.name), "ROWS", ())


def _by_type() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in _tables():
        for terraform_type in row.types:
            found[terraform_type] = (*found.get(terraform_type, ()), row)
    return found


ROWS = _by_type()
"""What is asked of resources, by their Terraform type."""


class RefusedCombination(ResourceRule):
    """Arguments of a resource do not go together, by their values.

    ## What it does
    Reads the tables in `presynth/checks/aws/combinations`: what has to be set, must not be set, or lies within other
    bounds, where another argument has a certain value. Each row names its source.

    ## Why is this bad?
    The provider stops at the plan, or AWS refuses the resource when it is made or changed: "The parameter iops is not
    supported for gp2 volumes".

    ## Fix safety
    Unsafe: either of the arguments may be what is wrong.

    ## References
    - https://registry.terraform.io/providers/hashicorp/aws/latest/docs and the API reference of each service: the
      tables name the page beside each row (2026-11-29)
    """

    code = "PS396"
    name = "refused-combination"
    gives_way_to = frozenset(("PS302", "PS360"))
    terraform_types = tuple(ROWS)
    data_date = FACTS_OF
    VALID = (
        Valid(
            _VOLUME
            + """
EbsVolume(self, "one", availability_zone="eu-west-1a", size=100, type="gp3", iops=6000, throughput=500)
EbsVolume(self, "two", availability_zone="eu-west-1a", size=100, type="io1", iops=5000)
EbsVolume(self, "three", availability_zone="eu-west-1a", size=100, type="gp2", iops=0)
"""
        ),
        Valid(
            _GROUP
            + """
AutoscalingGroup(
    self, "web", vpc_zone_identifier=zones, launch_template=template, min_size=1, desired_capacity=1, max_size=3
)
"""
        ),
    )
    INVALID = (
        Invalid(
            _VOLUME
            + """
EbsVolume(self, "one", availability_zone="eu-west-1a", size=100, type="gp2", «iops»=3000)
""",
            fixed=_VOLUME
            + """
EbsVolume(self, "one", availability_zone="eu-west-1a", size=100, type="gp2")
""",
            message="`iops` must not be set where `type` is `gp2`: volumes of this type have no IOPS to choose",
        ),
        Invalid(
            _VOLUME
            + """
EbsVolume(self, "one", availability_zone="eu-west-1a", size=100, type=«"io2"»)
""",
            message="`iops` is needed where `type` is `io2`",
        ),
        Invalid(
            _VOLUME
            + """
disk = {"size": 100, "type": "gp3", "iops": 3000}
EbsVolume(self, "one", availability_zone="eu-west-1a", throughput=«1000», **disk)
""",
            message="`throughput` has to be 0.25 times `iops` (750) at most, not 1000",
        ),
        Invalid(
            _GROUP
            + """
LARGEST = 3
AutoscalingGroup(self, "web", vpc_zone_identifier=zones, launch_template=template, min_size=5, max_size=«LARGEST»)
""",
            message="`max_size` (3) must not be less than `min_size` (5)",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        for row in ROWS[resource.event.type.terraform_type]:
            for breach in row.breaches(resource):
                yield self.finding(
                    breach.place,
                    breach.message,
                    about=resource.instance,
                    fixes=breach.fixes,
                    related=breach.related,
                    severity=row.severity,
                    data_date=row.as_of,
                )
