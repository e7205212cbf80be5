"""EventBridge Pipes: what the parameters of a source and of a target are for."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Condition, Given, Is, Of, Reads, Within
from presynth.checks.aws.combinations.consequences import Consequence, Needed, NoneOf, Number, Refused, Unfit
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_API = "https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_"
_SOURCE, _TARGET = "source_parameters", "target_parameters"
_SOURCES = (
    ("dynamodb", ("aws_dynamodb_table",), "dynamodb_stream_parameters"),
    ("kinesis", ("aws_kinesis_stream",), "kinesis_stream_parameters"),
    ("kafka", ("aws_msk_cluster", "aws_msk_serverless_cluster"), "managed_streaming_kafka_parameters"),
    ("sqs", ("aws_sqs_queue",), "sqs_queue_parameters"),
)
_SOURCE_KINDS = (
    *(parameters for _, _, parameters in _SOURCES),
    *("activemq_broker_parameters", "rabbitmq_broker_parameters", "self_managed_kafka_parameters"),
)
_TARGETS = (
    ("lambda", ("aws_lambda_function", "aws_lambda_alias"), "lambda_function_parameters"),
    ("states", ("aws_sfn_state_machine",), "step_function_state_machine_parameters"),
    ("sqs", ("aws_sqs_queue",), "sqs_queue_parameters"),
    ("kinesis", ("aws_kinesis_stream",), "kinesis_stream_parameters"),
    ("events:[^:]*:[^:]*:event-bus", ("aws_cloudwatch_event_bus",), "eventbridge_event_bus_parameters"),
    ("ecs", ("aws_ecs_cluster",), "ecs_task_parameters"),
    ("batch", ("aws_batch_job_queue",), "batch_job_parameters"),
    ("logs", ("aws_cloudwatch_log_group",), "cloudwatch_logs_parameters"),
)
_TARGET_KINDS = (
    *(parameters for _, _, parameters in _TARGETS),
    *("http_parameters", "redshift_data_parameters", "sagemaker_pipeline_parameters"),
)
_TASK = (_TARGET, "ecs_task_parameters")


def _pipe(because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_pipes_pipe",), then, because, f"{_API}{page}.html", when, within)


def _is(service: str, types: tuple[str, ...]) -> Of:
    return Of(types, rf"arn:[\w-]+:{service}[:/]")


_FROM = (
    *(
        _pipe(
            "the pipe reads from something else",
            "PipeSourceParameters",
            (_SOURCE,),
            Refused(*(other for other in _SOURCE_KINDS if other != parameters)),
            **{"^source": _is(service, types)},
        )
        for service, types, parameters in _SOURCES
    ),
    *(
        _pipe(
            "the pipe has to know where to begin",
            "PipeSourceParameters",
            (),
            Needed(f"{_SOURCE}.{parameters}"),
            source=_is(service, types),
            **{f"{_SOURCE}.{other}": Absent(worth_telling=False) for other in _SOURCE_KINDS if other != parameters},
        )
        for service, types, parameters in _SOURCES
        if service != "sqs"
    ),
    Row(
        ("aws_pipes_pipe",),
        (Needed("maximum_batching_window_in_seconds"), Number("maximum_batching_window_in_seconds", 1)),
        "more than 10 messages have to be waited for",
        f"{_API}PipeSourceSqsQueueParameters.html",
        {"batch_size": Within(11)},
        (_SOURCE, "sqs_queue_parameters"),
        severity=Severity.WARNING,
    ),
    *(
        _pipe(
            "a pipe wants the ARN of a queue",
            "CreatePipe",
            (),
            Unfit(end),
            **{end: Reads("aws_sqs_queue", "url", "id")},
        )
        for end in ("source", "target")
    ),
    _pipe(
        "the pipe has to know how it signs in, and which queue it reads",
        "CreatePipe",
        (),
        Needed(f"{_SOURCE}.activemq_broker_parameters", f"{_SOURCE}.rabbitmq_broker_parameters"),
        source=_is("mq", ("aws_mq_broker",)),
    ),
    _pipe(
        "the pipe has to know the time",
        "PipeSourceKinesisStreamParameters",
        (_SOURCE, "kinesis_stream_parameters"),
        Needed("starting_position_timestamp"),
        starting_position=Is(("AT_TIMESTAMP",)),
    ),
    _pipe(
        "a pipe reads the stream of a table (`stream_arn`)",
        "CreatePipe",
        (),
        Unfit("source"),
        source=Reads("aws_dynamodb_table", "arn", "id", "name"),
    ),
)
_TO = (
    *(
        _pipe(
            "the pipe writes to something else",
            "PipeTargetParameters",
            (_TARGET,),
            Refused(*(other for other in _TARGET_KINDS if other != parameters)),
            **{"^target": _is(service, types)},
        )
        for service, types, parameters in _TARGETS
    ),
    *(
        _pipe(
            "the pipe has to know what to run",
            "PipeTargetParameters",
            (),
            Needed(f"{_TARGET}.{needed}"),
            target=_is(*of),
        )
        for needed, of in (
            ("ecs_task_parameters", ("ecs", ("aws_ecs_cluster",))),
            ("batch_job_parameters", ("batch", ("aws_batch_job_queue",))),
        )
    ),
    _pipe(
        "records go to a shard by their key",
        "PipeTargetKinesisStreamParameters",
        (),
        Needed(f"{_TARGET}.kinesis_stream_parameters"),
        target=_is("kinesis", ("aws_kinesis_stream",)),
    ),
    _pipe(
        "messages of a FIFO queue belong to groups",
        "PipeTargetSqsQueueParameters",
        (),
        Needed(f"{_TARGET}.sqs_queue_parameters.message_group_id"),
        **{"target>fifo_queue": Is((True,))},
    ),
    _pipe(
        "nobody can wait for a standard workflow",
        "PipeTargetStateMachineParameters",
        (),
        NoneOf(f"{_TARGET}.step_function_state_machine_parameters.invocation_type", "REQUEST_RESPONSE"),
        **{"target>type": Is(("STANDARD",), default=True), "target": _is("states", ("aws_sfn_state_machine",))},
    ),
    _pipe(
        "tasks on Fargate are in a network of their own",
        "PipeTargetEcsTaskParameters",
        _TASK,
        Needed("network_configuration"),
        launch_type=Is(("FARGATE",)),
    ),
    _pipe(
        "the strategy says where tasks run",
        "PipeTargetEcsTaskParameters",
        _TASK,
        Refused("launch_type"),
        capacity_provider_strategy=Given(),
    ),
)

ROWS: tuple[Row, ...] = (*_FROM, *_TO)
