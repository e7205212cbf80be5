"""Paths of overrides, and entries of `ignore_changes`, that Terraform's schema does not have."""

from __future__ import annotations

from collections.abc import Iterator

from presynth.checks.base import Context, Invalid, Rule, Valid
from presynth.checks.common.text_literals import same_literal
from presynth.checks.overrides.paths import (
    Fault,
    dynamic_faults,
    ignore_changes_faults,
    is_dynamic,
    override_of,
    top_level_fault,
)
from presynth.findings import Finding, Fix, Safety, Severity
from presynth.operations import Replace
from presynth.program.changes import Change
from presynth.program.events import Construction
from presynth.program.program import Program
from presynth.program.values import Instance


class UnknownOverride(Rule):
    """An override or an entry of `ignore_changes` names what the resource does not have.

    ## What it does
    Follows the path of `add_override`, and the dicts it is given, through the schema of the resource (or, at a stack,
    of the resource that the path begins with): names of arguments and blocks, indices into lists of blocks. Looks up
    the entries of `ignore_changes`, and the keys that an iterator's `dynamic` is given, in the same way.

    ## Why is this bad?
    Overrides are written into Terraform's text as they are, without a look at them. Terraform's names are in
    snake_case: `forceDestroy` is refused by `terraform plan` though Python and synth have nothing against it. A path
    through a list of blocks without an index is silently lost.

    ## Fix safety
    Safe where the same name is in snake_case; unsafe where another name resembles it.

    ## References
    - https://developer.hashicorp.com/terraform/cdktf/concepts/resources#escape-hatch
    - https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
    """

    code = "PS203"
    name = "unknown-override"
    group = "terraform"
    severity = Severity.WARNING
    visits = (Construction, Program)
    VALID = (
        Valid("""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

bucket = S3Bucket(self, "data", bucket="data", versioning=S3BucketVersioning(enabled=True))
bucket.add_override("force_destroy", True)
bucket.add_override("versioning.mfa_delete", False)
bucket.add_override("versioning", {"enabled": False})
bucket.add_override("tags.Cost-Center", "42")
bucket.add_override("cors_rule", [{"allowed_methods": ["GET"], "allowed_origins": ["*"]}])
bucket.add_override("lifecycle.prevent_destroy", True)
bucket.add_override("provisioner", [{"local-exec": {"command": "true"}}])
bucket.add_override("for_each", "${toset([1])}")
bucket.add_override("dynamic.grant", {"for_each": [], "content": {}})

group = SecurityGroup(self, "web", ingress=[SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp")])
for index, description in enumerate(["web"]):
    group.add_override(f"ingress.{index}.description", description)

self.add_override("resource.aws_s3_bucket.data.acceleration_status", "Enabled")
self.add_override("resource.random_id.suffix.byteLength", 4)
self.add_override("output.camelCase", {"value": "x"})
self.add_override("terraform.required_version", ">= 1.10")
"""),
        Valid("""
from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup
from cdktf_cdktf_provider_aws.security_group_rule import SecurityGroupRule

AutoscalingGroup(
    self,
    "group",
    min_size=1,
    max_size=2,
    launch_template={"id": "lt-1", "version": "$Latest"},
    lifecycle=TerraformResourceLifecycle(
        ignore_changes=["desired_capacity", "tag", "launch_template[0].version", "arn"]
    ),
)
SecurityGroupRule(
    self,
    "rule",
    type="ingress",
    from_port=0,
    to_port=0,
    protocol="-1",
    security_group_id="sg-1",
    self_attribute=True,
    lifecycle={"ignore_changes": "all"},
).add_override("self", False)
"""),
    )
    INVALID = (
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup

group = SecurityGroup(self, "web", name="web", vpc_id="vpc-0a1b2c3d")
group.add_override("ingress", «[{"from_port": 80, "to_port": 80, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8"]}]»)
""",
            message="needs all its names",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data")
bucket.add_override(«"forceDestroy"», True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data")
bucket.add_override("force_destroy", True)
""",
            message="`aws_s3_bucket` has no `forceDestroy`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

template = LaunchTemplate(self, "web", name_prefix="web-")
template.add_override(«"metadata_options.httpTokens"», "required")
""",
            fixed="""
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

template = LaunchTemplate(self, "web", name_prefix="web-")
template.add_override("metadata_options.http_tokens", "required")
""",
            message="`metadata_options` of `aws_launch_template` has no `httpTokens`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

SETTINGS = {"http_endpoint": "enabled", «"http_token"»: "required"}
template = LaunchTemplate(self, "web", name_prefix="web-")
template.add_override("metadata_options", SETTINGS)
""",
            fixed="""
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

SETTINGS = {"http_endpoint": "enabled", "http_tokens": "required"}
template = LaunchTemplate(self, "web", name_prefix="web-")
template.add_override("metadata_options", SETTINGS)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data")
bucket.add_override(«"lifecycle.preventDestroy"», True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

bucket = S3Bucket(self, "data", bucket="data")
bucket.add_override("lifecycle.prevent_destroy", True)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

group = SecurityGroup(self, "web", ingress=[SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp")])
group.add_override(«"ingress.description"», "from inside")
""",
            fixed="""
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress

group = SecurityGroup(self, "web", ingress=[SecurityGroupIngress(from_port=80, to_port=80, protocol="tcp")])
group.add_override("ingress.0.description", "from inside")
""",
            message="silently lost",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

bucket = S3Bucket(self, "data", bucket="data", versioning=S3BucketVersioning(enabled=True))
bucket.add_override(«"versioning.0.mfa_delete"», False)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioning

bucket = S3Bucket(self, "data", bucket="data", versioning=S3BucketVersioning(enabled=True))
bucket.add_override("versioning.mfa_delete", False)
""",
            message="`0` becomes a name",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", bucket="data")
self.add_override(«"resource.aws_s3_bucket.data.forceDestroy"», True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", bucket="data")
self.add_override("resource.aws_s3_bucket.data.force_destroy", True)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.instance import Instance

server = Instance(self, "server", ami="ami-0123456789abcdef0", instance_type="t3.micro")
server.add_override(«"root_block_device.volumesize"», 20)
""",
            fixed="""
from cdktf_cdktf_provider_aws.instance import Instance

server = Instance(self, "server", ami="ami-0123456789abcdef0", instance_type="t3.micro")
server.add_override("root_block_device.volume_size", 20)
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", bucket="data")
self.add_override(«"resources.aws_s3_bucket.data.force_destroy"», True)
""",
            fixed="""
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(self, "data", bucket="data")
self.add_override("resource.aws_s3_bucket.data.force_destroy", True)
""",
            message="it is called `resource`",
        ),
        Invalid(
            """
from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ecs_service import EcsService

service = EcsService(self, "service", name="web")
service.lifecycle = TerraformResourceLifecycle(ignore_changes=[«"desiredCount"»])
""",
            fixed="""
from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ecs_service import EcsService

service = EcsService(self, "service", name="web")
service.lifecycle = TerraformResourceLifecycle(ignore_changes=["desired_count"])
""",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(
    self, "service", name="web", lifecycle={"ignore_changes": [«"desiredCount"», "task_definition"]}
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.ecs_service import EcsService

EcsService(
    self, "service", name="web", lifecycle={"ignore_changes": ["desired_count", "task_definition"]}
)
""",
            message="`aws_ecs_service` has no `desiredCount`",
        ),
        Invalid(
            """
from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ecs_service import EcsService

LIFECYCLE = TerraformResourceLifecycle(ignore_changes=[«"all"»])
EcsService(self, "service", name="web", lifecycle=LIFECYCLE)
""",
            message='`ignore_changes="all"`',
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

LaunchTemplate(
    self, "web", lifecycle={"ignore_changes": [«"metadata_options[0].httpTokens"»]}
)
""",
            fixed="""
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate

LaunchTemplate(
    self, "web", lifecycle={"ignore_changes": ["metadata_options[0].http_tokens"]}
)
""",
        ),
        Invalid(
            """
from cdktf import TerraformIterator
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

rules = TerraformIterator.from_map({"web": {"origin": "https://acme.test"}})
S3Bucket(self, "data", cors_rule=rules.dynamic({"allowed_methods": ["GET"], «"allowed_origin"»: ["*"]}))
""",
            fixed="""
from cdktf import TerraformIterator
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

rules = TerraformIterator.from_map({"web": {"origin": "https://acme.test"}})
S3Bucket(self, "data", cors_rule=rules.dynamic({"allowed_methods": ["GET"], "allowed_origins": ["*"]}))
""",
            message="Terraform calls it `allowed_origins`",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

first = S3Bucket(self, "first", tags={"Team": "payments"})
second = S3Bucket(self, "second", tags=first.tags_all)
second.add_override(«"tags.Name"», "second")
""",
            message="nothing can be added to it",
        ),
        Invalid(
            """
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queue = SqsQueue(self, "jobs", name="jobs")
queue.add_override("lifecycle", {"ignore_changes": [«"visibilityTimeoutSeconds"»]})
""",
            fixed="""
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queue = SqsQueue(self, "jobs", name="jobs")
queue.add_override("lifecycle", {"ignore_changes": ["visibility_timeout_seconds"]})
""",
        ),
    )

    def check(self, subject: object, context: Context) -> Iterator[Finding]:
        if isinstance(subject, Construction):
            lifecycle = subject.arguments.get("lifecycle")
            known = context.catalog.is_exact(subject.type.module)
            if lifecycle is not None and known and subject.type.terraform_type:
                for fault in ignore_changes_faults(context.catalog, subject.type, lifecycle.value, lifecycle.place):
                    yield self._finding(fault, subject.instance)
            if known and subject.type.terraform_type and any(is_dynamic(each.value) for each in subject.arguments):
                for fault in dynamic_faults(context.catalog, subject):
                    yield self._finding(fault, subject.instance)
        elif isinstance(subject, Program):
            for instance, changes in subject.changes.items():
                for change in changes:
                    for fault in _faults(subject, instance, change):
                        yield self._finding(fault, instance)

    def _finding(self, fault: Fault, instance: Instance | None) -> Finding:
        safety = Safety.SAFE if fault.certain else Safety.UNSAFE
        code = None if fault.better is None else same_literal(fault.place.text, fault.better)
        fixes = [] if code is None else [Fix(f"Write `{fault.better}`", safety, (Replace(fault.place, (code,)),))]
        return self.finding(fault.place, fault.message, about=instance, fixes=fixes)


def _faults(program: Program, instance: Instance, change: Change) -> Iterator[Fault]:
    """What is wrong with an override, or with a `lifecycle` that is assigned."""
    type_ = instance.type
    override = override_of(program, instance, change)
    if override is not None:
        yield from override.faults()
    elif type_ is not None and type_.terraform_type and change.path == ("lifecycle",):
        yield from ignore_changes_faults(program.catalog, type_, change.value, change.place)
    elif type_ is not None and program.catalog.is_a(type_, "TerraformStack"):
        fault = top_level_fault(change)
        yield from () if fault is None else (fault,)
