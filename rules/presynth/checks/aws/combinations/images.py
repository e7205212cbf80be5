"""What is built and what is broken on purpose: Image Builder, Fault Injection Service."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Given, Is, Like
from presynth.checks.aws.combinations.consequences import Alone, Consequence, Matches, Needed, Refused, Unfit
from presynth.checks.aws.combinations.entries import Named
from presynth.checks.aws.combinations.row import Row
from presynth.checks.aws.combinations.wordings import Tells, key_of

_AWS = "https://docs.aws.amazon.com/"
_IMAGES = f"{_AWS}imagebuilder/latest/APIReference/"
_FAULTS = f"{_AWS}fis/latest/APIReference/"
_ACTIONS = f"{_AWS}fis/latest/userguide/fis-actions-reference.html"
_RECIPES = (
    ("aws_imagebuilder_image_recipe", ("block_device_mapping", "ebs")),
    ("aws_imagebuilder_container_recipe", ("instance_configuration", "block_device_mapping", "ebs")),
)


def _image(name: str, because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row((f"aws_imagebuilder_{name}",), then, because, f"{_IMAGES}API_{page}.html", when, within)


_BUILT = (
    _image(
        "distribution_configuration",
        "each image has to get a name of its own",
        "AmiDistributionConfiguration",
        ("distribution", "ami_distribution_configuration"),
        Matches(
            "name", r"(?s).*\{\{\s*imagebuilder:buildDate\s*\}\}.*", "a name with `{{ imagebuilder:buildDate }}` in it"
        ),
    ),
    _image(
        "component",
        "Image Builder has to know how to read it",
        "CreateComponent",
        (),
        Tells("data", key_of("schemaVersion"), "`schemaVersion: 1.0`"),
    ),
    _image(
        "infrastructure_configuration",
        "they are in a subnet together",
        "CreateInfrastructureConfiguration",
        (),
        Needed("security_group_ids"),
        subnet_id=Given(),
    ),
    _image(
        "infrastructure_configuration",
        "Image Builder does not publish to FIFO topics",
        "CreateInfrastructureConfiguration",
        (),
        Unfit("sns_topic_arn"),
        **{"sns_topic_arn>fifo_topic": Is((True,))},
    ),
    *(
        Row(
            (terraform_type,),
            then,
            because,
            f"{_IMAGES}API_EbsInstanceBlockDeviceSpecification.html",
            {"volume_type": Is(kinds)},
            within,
        )
        for terraform_type, within in _RECIPES
        for kinds, then, because in (
            (("io1", "io2"), (Needed("iops"),), "volumes of this type have no other default"),
            (
                ("gp2", "standard", "sc1", "st1"),
                (Refused("iops", "throughput"),),
                "volumes of this type have none to choose",
            ),
        )
    ),
    *(
        Row(
            (terraform_type,),
            (Needed("execution_role"),),
            "workflows are run with a role",
            f"{_IMAGES}API_CreateImage.html",
            {"workflow": Given()},
        )
        for terraform_type in ("aws_imagebuilder_image", "aws_imagebuilder_image_pipeline")
    ),
    _image(
        "lifecycle_policy",
        "an age is of days, weeks, months or years",
        "LifecyclePolicyDetailFilter",
        ("policy_detail", "filter"),
        Needed("unit"),
        type=Is(("AGE",)),
    ),
    _image(
        "lifecycle_policy",
        "images are chosen one way or the other",
        "LifecyclePolicyResourceSelection",
        ("resource_selection",),
        Needed("recipe", "tag_map"),
        Alone("recipe", "tag_map"),
    ),
)
_TARGETED = (
    (r"aws:ec2:(stop|reboot|terminate)-instances|aws:ssm:send-command/.*", "Instances"),
    (r"aws:ec2:send-spot-instance-interruptions", "SpotInstances"),
    (r"aws:ecs:drain-container-instances|aws:rds:failover-db-cluster", "Clusters"),
    (r"aws:ecs:(stop-task|task-.+)", "Tasks"),
    (r"aws:eks:pod-.+", "Pods"),
    (r"aws:eks:inject-kubernetes-custom-resource", "Cluster"),
    (r"aws:eks:terminate-nodegroup-instances", "Nodegroups"),
    (r"aws:rds:reboot-db-instances", "DBInstances"),
    (r"aws:network:disrupt-connectivity", "Subnets"),
    (r"aws:lambda:invocation-.+", "Functions"),
    (r"aws:ebs:pause-volume-io", "Volumes"),
    (r"aws:s3:bucket-pause-replication", "Buckets"),
)
"""The name of the targets of actions (the start of a list that grows)."""


def _experiment(because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_fis_experiment_template",), then, because, page, when, within)


_BROKEN = (
    _experiment(
        "an action is on targets of the template",
        f"{_FAULTS}API_CreateExperimentTemplate.html",
        (),
        Named("action", "target.value", "target"),
        Named("action", "start_after", "action"),
    ),
    *(
        _experiment(
            "this is what the action is on",
            _ACTIONS,
            ("action",),
            Matches("target.key", key, f"`{key}`"),
            action_id=Like(actions),
        )
        for actions, key in _TARGETED
    ),
    _experiment(
        "FIS takes a time so",
        _ACTIONS,
        ("action", "parameter"),
        Matches("value", r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", "a time like `PT5M`"),
        key=Is(("duration", "startInstancesAfterDuration", "durationBeforeInterruption")),
    ),
    _experiment(
        "FIS has to know the alarm",
        f"{_FAULTS}API_CreateExperimentTemplateStopConditionInput.html",
        ("stop_condition",),
        Needed("value"),
        source=Is(("aws:cloudwatch:alarm",)),
    ),
    _experiment(
        "a target is known by ARNs or by tags",
        f"{_FAULTS}API_CreateExperimentTemplateTargetInput.html",
        ("target",),
        Alone("resource_arns", "resource_tag"),
        Matches("selection_mode", r"ALL|COUNT\(\d+\)|PERCENT\(\d+\)", "`ALL`, `COUNT(n)` or `PERCENT(n)`"),
    ),
    _experiment(
        "FIS asks for it so",
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/fis_experiment_template",
        ("log_configuration", "cloudwatch_logs_configuration"),
        Matches("log_group_arn", r".*:\*", "the ARN of a log group and `:*`"),
    ),
)

ROWS: tuple[Row, ...] = (*_BUILT, *_BROKEN)
