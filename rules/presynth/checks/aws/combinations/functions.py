"""Lambda, what calls it, and schedules."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, IsNot, Like, OfType, Reads
from presynth.checks.aws.combinations.consequences import (
    Consequence,
    Count,
    Matches,
    Needed,
    NoneOf,
    Number,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import EachWithin
from presynth.checks.aws.combinations.repetitions import NotReading
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_FUNCTION = f"{_AWS}lambda/latest/api/API_CreateFunction.html"
_SNAP_START = f"{_AWS}lambda/latest/dg/snapstart.html"
_MAPPING = f"{_AWS}lambda/latest/api/API_CreateEventSourceMapping.html"
_SCHEDULE = f"{_AWS}scheduler/latest/APIReference/API_CreateSchedule.html"
_LOGGING = f"{_AWS}step-functions/latest/apireference/API_LoggingConfiguration.html"
_RULE_TARGET = f"{_AWS}eventbridge/latest/APIReference/API_PutTargets.html"

_TABLE = ("dynamodb", "aws_dynamodb_table")
_STREAM = ("kinesis", "aws_kinesis_stream")
_QUEUE = ("sqs", "aws_sqs_queue")
_CLUSTER = ("ecs", "aws_ecs_cluster")
_KAFKA = ("kafka", "aws_msk_cluster", "aws_msk_serverless_cluster")
_BROKER = ("mq", "aws_mq_broker")


def _of(argument: str, service: str, *types: str) -> tuple[dict[str, Condition], ...]:
    """That an argument is the ARN of something of a service, written out or of a resource."""
    return {argument: Like(rf"arn:aws[\w-]*:{service}:.*")}, {f"{argument}>": OfType(types)}


def _snap_started(*then: Consequence) -> Row:
    return Row(
        ("aws_lambda_function",),
        then,
        "SnapStart does not go with it",
        _SNAP_START,
        {"snap_start.apply_on": Is(("PublishedVersions",))},
    )


def _mapped(source: tuple[str, ...], because: str, *then: Consequence) -> tuple[Row, ...]:
    types = ("aws_lambda_event_source_mapping",)
    return tuple(Row(types, then, because, _MAPPING, when) for when in _of("event_source_arn", *source))


def _scheduled(target: tuple[str, ...], because: str, *then: Consequence) -> tuple[Row, ...]:
    types = ("aws_scheduler_schedule",)
    return tuple(Row(types, then, because, _SCHEDULE, when, ("target",)) for when in _of("arn", *target))


def _sent(target: tuple[str, ...], because: str, *then: Consequence) -> tuple[Row, ...]:
    types = ("aws_cloudwatch_event_target",)
    return tuple(Row(types, then, because, _RULE_TARGET, when) for when in _of("arn", *target))


_FUNCTIONS = (
    Row(
        ("aws_lambda_function",),
        (NotReading("layers", "aws_lambda_layer_version", "layer_arn"),),
        "Lambda wants a version of the layer, which its `arn` is",
        _FUNCTION,
    ),
    Row(
        ("aws_lambda_function",),
        (Unfit("arn"),),
        "Lambda wants an access point of the file system",
        _FUNCTION,
        {"arn": Reads("aws_efs_file_system", "arn", "id")},
        ("file_system_config",),
    ),
    *(
        Row(
            ("aws_lambda_function",),
            (Count(empty, 1, empty=True),),
            "Lambda wants both or neither",
            f"{_AWS}lambda/latest/api/API_VpcConfig.html",
            {given: Given()},
            ("vpc_config",),
        )
        for empty, given in (("security_group_ids", "subnet_ids"), ("subnet_ids", "security_group_ids"))
    ),
    Row(
        ("aws_lambda_function",),
        (Matches("image_uri", r"\d{12}\.dkr[.-]ecr\..+", "an image in a private repository of ECR"),),
        "Lambda takes images from nowhere else",
        f"{_AWS}lambda/latest/dg/images-create.html",
    ),
    Row(
        ("aws_lambda_function",),
        (NoneOf("snap_start.apply_on", "PublishedVersions"),),
        "SnapStart is for Java 11, Python 3.12 and .NET 8, and later ones",
        _SNAP_START,
        {
            "runtime": Like(
                r"nodejs.*|ruby.*|provided.*|go1\.x|java8.*|dotnet[67]|dotnetcore.*|python(2|3\.\d$|3\.1[01]).*"
            )
        },
    ),
    _snap_started(Refused("file_system_config"), Number("ephemeral_storage.size", most=512)),
    _snap_started(NoneOf("package_type", "Image")),
    Row(
        ("aws_lambda_function",),
        (Needed("vpc_config"),),
        "a file system can be reached only within a VPC",
        _FUNCTION,
        {"file_system_config": Given()},
    ),
    Row(
        ("aws_lambda_function",),
        (Refused("application_log_level", "system_log_level"),),
        "levels are for logs in JSON",
        f"{_AWS}lambda/latest/api/API_LoggingConfig.html",
        {"log_format": Is(("Text",))},
        ("logging_config",),
    ),
    Row(
        ("aws_lambda_function",),
        (Refused("image_config"),),
        "there is no image",
        _FUNCTION,
        {"package_type": Is(("Zip",), default=True), "image_uri": Absent()},
    ),
    Row(
        ("aws_lambda_alias",),
        (Matches("function_version", r"\$LATEST|\d+", "the number of a version"),),
        "Lambda refuses the alias",
        f"{_AWS}lambda/latest/api/API_CreateAlias.html",
    ),
    Row(
        ("aws_lambda_alias",),
        (NoneOf("function_version", "$LATEST"),),
        "traffic is shared among published versions only",
        f"{_AWS}lambda/latest/dg/configuring-alias-routing.html",
        {"routing_config": Given()},
    ),
    Row(
        ("aws_lambda_alias",),
        (Matches("name", r"(?!\d+$)[\w-]+", "made of letters, digits, `-` and `_`, and no number"),),
        "Lambda refuses the alias",
        f"{_AWS}lambda/latest/api/API_CreateAlias.html",
    ),
    Row(
        ("aws_lambda_permission",),
        (Refused("function_url_auth_type"),),
        "it is for the action `lambda:InvokeFunctionUrl`",
        f"{_AWS}lambda/latest/api/API_AddPermission.html",
        {"action": IsNot(("lambda:InvokeFunctionUrl",))},
    ),
    Row(
        ("aws_lambda_alias",),
        (EachWithin("additional_version_weights", 0, 1),),
        "a weight is a part of the traffic",
        f"{_AWS}lambda/latest/api/API_AliasRoutingConfiguration.html",
        within=("routing_config",),
    ),
    Row(
        ("aws_lambda_provisioned_concurrency_config",),
        (NoneOf("qualifier", "$LATEST"),),
        "only a published version or an alias can have concurrency provisioned",
        f"{_AWS}lambda/latest/dg/provisioned-concurrency.html",
    ),
    Row(
        ("aws_lambda_provisioned_concurrency_config",),
        (Unfit("qualifier"),),
        "a function that is not published (`publish`) has the version `$LATEST` only",
        f"{_AWS}lambda/latest/dg/provisioned-concurrency.html",
        {"qualifier": Reads("aws_lambda_function", "version"), "qualifier>publish": Is((False,), default=True)},
    ),
    Row(
        ("aws_lambda_function_url",),
        (Matches("qualifier", r"(?!\d+$)(?!\$LATEST$).+", "the name of an alias"),),
        "versions have no URL of their own",
        f"{_AWS}lambda/latest/api/API_CreateFunctionUrlConfig.html",
    ),
    Row(
        ("aws_lambda_permission",),
        (Refused("function_url_auth_type"),),
        "it is for the action `lambda:InvokeFunctionUrl` only",
        f"{_AWS}lambda/latest/api/API_AddPermission.html",
        {"action": IsNot(("lambda:InvokeFunctionUrl", "lambda:*", "*"))},
    ),
)
_MAPPINGS = (
    *_mapped(
        _KAFKA,
        "it is for streams of Kinesis and DynamoDB",
        Refused("parallelization_factor", "tumbling_window_in_seconds"),
    ),
    Row(
        ("aws_lambda_event_source_mapping",),
        (Unfit("event_source_arn"),),
        "Lambda reads the stream of a table (`stream_arn`)",
        _MAPPING,
        {"event_source_arn": Reads("aws_dynamodb_table", "arn", "id", "name")},
    ),
    *_mapped(
        _QUEUE,
        "a queue does not have it, but its redrive policy",
        Refused("bisect_batch_on_function_error", "maximum_retry_attempts", "maximum_record_age_in_seconds"),
        Refused("destination_config"),
    ),
    *_mapped(
        _QUEUE,
        "it is for streams",
        Refused("parallelization_factor", "tumbling_window_in_seconds", "starting_position_timestamp"),
    ),
    *_mapped(_QUEUE, "this is what Lambda takes", Number("batch_size", 1, 10000)),
    *_mapped(_STREAM, "this is what Lambda takes", Number("batch_size", 1, 10000)),
    *_mapped(_STREAM, "it is for queues (`parallelization_factor` is that of a stream)", Refused("scaling_config")),
    *_mapped(
        _TABLE, "a stream of DynamoDB cannot be read from a moment on", NoneOf("starting_position", "AT_TIMESTAMP")
    ),
    *_mapped(_KAFKA, "Lambda reads topics", Needed("topics")),
    *_mapped(_BROKER, "Lambda reads a queue of the broker", Needed("queues")),
    Row(
        ("aws_lambda_event_source_mapping",),
        (Refused("maximum_batching_window_in_seconds"),),
        "messages of a FIFO queue are not waited for",
        _MAPPING,
        {"event_source_arn>fifo_queue": Is((True,))},
    ),
    Row(
        ("aws_lambda_event_source_mapping",),
        (Number("maximum_batching_window_in_seconds", 0, 300),),
        "Lambda waits no longer",
        _MAPPING,
    ),
    Row(
        ("aws_lambda_event_source_mapping",),
        (Needed("starting_position_timestamp"),),
        "Lambda has to know the moment",
        _MAPPING,
        {"starting_position": Is(("AT_TIMESTAMP",))},
    ),
    Row(
        ("aws_lambda_event_source_mapping",),
        (Refused("starting_position_timestamp"),),
        "it goes with `AT_TIMESTAMP` only",
        _MAPPING,
        {"starting_position": IsNot(("AT_TIMESTAMP",))},
    ),
)
_SCHEDULES = (
    Row(
        ("aws_scheduler_schedule",),
        (Needed("maximum_window_in_minutes"),),
        "the scheduler has to know how flexible",
        _SCHEDULE,
        {"mode": Is(("FLEXIBLE",))},
        ("flexible_time_window",),
    ),
    Row(
        ("aws_scheduler_schedule",),
        (Refused("maximum_window_in_minutes"),),
        "there is no window",
        _SCHEDULE,
        {"mode": Is(("OFF",))},
        ("flexible_time_window",),
    ),
    *_scheduled(_CLUSTER, "a task needs its definition", Needed("ecs_parameters")),
    *_scheduled(_STREAM, "a record of a stream needs a partition key", Needed("kinesis_parameters")),
    Row(
        ("aws_scheduler_schedule",),
        (Needed("sqs_parameters"),),
        "a message to a FIFO queue needs a group",
        _SCHEDULE,
        {"arn>fifo_queue": Is((True,))},
        ("target",),
    ),
    Row(
        ("aws_scheduler_schedule",),
        (Needed("network_configuration"),),
        "tasks on Fargate have a network of their own",
        _SCHEDULE,
        {"launch_type": Is(("FARGATE",))},
        ("target", "ecs_parameters"),
    ),
    Row(
        ("aws_scheduler_schedule",),
        (
            Matches(
                "arn",
                r"(?!arn:aws[\w-]*:scheduler:::aws-sdk:([^:]*$|[^:]*:[^a-z]|[^a-z0-9])).*",
                "`arn:aws:scheduler:::aws-sdk:` with a service in small letters and an action like `stopInstances`",
            ),
        ),
        "the scheduler knows no other targets of this kind",
        f"{_AWS}scheduler/latest/UserGuide/managing-targets-universal.html",
        within=("target",),
    ),
    *_sent(_CLUSTER, "a task needs its definition", Needed("ecs_target")),
    Row(
        ("aws_cloudwatch_event_target",),
        (Needed("network_configuration"),),
        "tasks on Fargate have a network of their own",
        _RULE_TARGET,
        {"launch_type": Is(("FARGATE",))},
        ("ecs_target",),
    ),
)

_STATES = (
    Row(
        ("aws_sfn_state_machine",),
        (Matches("log_destination", r".+:\*", "the ARN of a log group with `:*` at its end"),),
        "Step Functions takes no other",
        _LOGGING,
        within=("logging_configuration",),
    ),
    Row(
        ("aws_sfn_state_machine",),
        (Needed("log_destination"),),
        "the logs have to go somewhere",
        _LOGGING,
        {"level": IsNot(("OFF",))},
        ("logging_configuration",),
    ),
    Row(
        ("aws_sfn_state_machine",),
        (Needed("kms_key_id"),),
        "Step Functions has to know the key",
        f"{_AWS}step-functions/latest/apireference/API_EncryptionConfiguration.html",
        {"type": Is(("CUSTOMER_MANAGED_KMS_KEY",))},
        ("encryption_configuration",),
    ),
)

ROWS = _STATES + _FUNCTIONS + _MAPPINGS + _SCHEDULES
