"""Images of another architecture than the instances that are started of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presynth.checks.aws.values import field_text, items, known_parts, referred, text
from presynth.checks.base import Context, Invalid, Valid
from presynth.checks.common.resources import Resource
from presynth.checks.resource_rule import ResourceRule
from presynth.findings import Finding, Related, Severity

_IMAGES = {"aws_instance": "ami", "aws_spot_instance_request": "ami", "aws_launch_template": "image_id"}
_ARM_TYPE = re.compile(r"(a1|[a-z]+\d+g[a-z]*)\..+")
_TYPE = re.compile(r"[a-z]+\d+[a-z-]*\.[a-z0-9-]+")
_NAMED = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}
_MACS = "mac"

_IMPORTS = """
from cdktf_cdktf_provider_aws.data_aws_ami import DataAwsAmi
from cdktf_cdktf_provider_aws.data_aws_ssm_parameter import DataAwsSsmParameter
from cdktf_cdktf_provider_aws.instance import Instance

latest = DataAwsAmi(
    self,
    "latest",
    most_recent=True,
    owners=["amazon"],
    filter=[{"name": "name", "values": ["al2023-ami-2023*-x86_64"]}],
)
"""


class ImageArchitecture(ResourceRule):
    """An image is made for another architecture than the type of the instance.

    ## What it does
    Compares `instance_type` (those with a `g` behind the number are Graviton: `t4g`, `m7g`) with what is said of the
    image where it is looked up: the filter `architecture`, or `x86_64`, `amd64`, `arm64` or `aarch64` in the filter
    `name` or in the name of a parameter of Systems Manager. For launch templates it is a warning: what starts instances
    may choose other types.

    ## Why is this bad?
    EC2 refuses the instance: "The architecture 'arm64' of the specified instance type does not match the architecture
    'x86_64' of the specified AMI".

    ## References
    - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html (2026-11-29)
    """

    code = "PS315"
    name = "image-architecture"
    terraform_types = tuple(_IMAGES)
    VALID = (
        Valid(
            _IMPORTS
            + """
arm = DataAwsSsmParameter(self, "arm", name="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64")
Instance(self, "one", ami=latest.id, instance_type="t3.micro")
Instance(self, "two", ami=arm.value, instance_type="m7g.large")
Instance(self, "three", ami="ami-0123456789abcdef0", instance_type="m7g.large")
"""
        ),
        Valid(
            _IMPORTS
            + """

def start(scope, kind, name):
    found = DataAwsAmi(scope, "found", owners=["self"], filter=[{"name": "name", "values": [name]}])
    Instance(scope, "one", ami=latest.id, instance_type=kind)
    Instance(scope, "two", ami=found.id, instance_type="m7g.large")
"""
        ),
    )
    INVALID = (
        Invalid(
            _IMPORTS + 'Instance(self, "web", ami=latest.id, instance_type=«"t4g.micro"»)\n',
            message="`t4g.micro` is arm64, and the image is looked up as x86_64",
        ),
        Invalid(
            _IMPORTS
            + """
name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
arm = DataAwsSsmParameter(self, "arm", name=name)
Instance(self, "web", ami=arm.value, instance_type=«"m6i.large"»)
""",
            message="`m6i.large` is x86_64",
        ),
    )

    def judge(self, resource: Resource, context: Context) -> Iterator[Finding]:
        kind = resource.event.type.terraform_type
        field, type_ = resource.field("instance_type"), field_text(resource, "instance_type")
        image = referred(resource.program, resource.value(_IMAGES[kind]))
        if field is None or type_ is None or image is None or not _TYPE.fullmatch(type_) or type_.startswith(_MACS):
            return
        own = "arm64" if _ARM_TYPE.fullmatch(type_) else "x86_64"
        wanted = _architecture(image)
        if wanted is not None and wanted != own:
            yield self.finding(
                field.place,
                f"`{type_}` is {own}, and the image is looked up as {wanted}: EC2 starts no such instance",
                about=resource.instance,
                severity=Severity.WARNING if kind == "aws_launch_template" else None,
                related=(Related(image.event.callee_place, "the image is looked up here"),),
            )


def _architecture(image: Resource) -> str | None:
    """The one architecture that an image is looked up for, where that is said."""
    if image.program.catalog.is_a(image.event.type, "TerraformResource"):
        return None
    if image.event.type.terraform_type == "aws_ssm_parameter":
        return _only(known_parts(image.value("name")))
    if image.event.type.terraform_type != "aws_ami":
        return None
    told: dict[str, str] = {}
    for block in image.block.children("filter")[0]:
        name, values = field_text(block, "name"), [text(each.value) for each in items(block.field(("values",)))]
        if name in ("architecture", "name") and None not in values:
            told[name] = " ".join(each for each in values if each is not None)
    return _only(told.get("architecture") or told.get("name", ""))


def _only(named: str) -> str | None:
    """The architecture that is named in a text, where it is only one."""
    found = {architecture for word, architecture in _NAMED.items() if word in named}
    return found.pop() if len(found) == 1 else None
