"""Events, queues, topics and brokers."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Given, Is, IsNot, Like, Of, Reads
from presynth.checks.aws.combinations.consequences import (
    Count,
    Matches,
    Needed,
    NoneOf,
    Number,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_REGISTRY = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/"
_TARGET = "aws_cloudwatch_event_target"
_BY_ROLE = (
    *("aws_kinesis_stream", "aws_kinesis_firehose_delivery_stream", "aws_sfn_state_machine", "aws_ecs_cluster"),
    *("aws_batch_job_queue", "aws_codebuild_project", "aws_codepipeline", "aws_cloudwatch_event_api_destination"),
)
_BY_ROLE_ARN = r"arn:[\w-]+:(kinesis|firehose|states|ecs|batch|codebuild|codepipeline):"
_BUS = "this is what buses of one's own cannot do"


_OWN_BUS = (Of(("aws_cloudwatch_event_bus",)), IsNot(("default",)))
"""What the name of a bus of one's own is, or where it comes from."""


def _parameters(of: str, service: str, block: str) -> Row:
    """A target that needs to be told more than its ARN."""
    because = "EventBridge has to know what to run there"
    arn = Of((of,), rf"arn:[\w-]+:{service}:")
    return Row((_TARGET,), (Needed(block),), because, f"{_EVENTS}APIReference/API_Target.html", {"arn": arn})


_TARGETS = (
    Row(
        (_TARGET,),
        (Needed("role_arn"),),
        "EventBridge needs a role for targets of this kind",
        f"{_EVENTS}userguide/eb-use-identity-based.html",
        {"arn": Of(_BY_ROLE, _BY_ROLE_ARN), "rule>role_arn": Absent(worth_telling=False)},
    ),
    _parameters("aws_ecs_cluster", "ecs", "ecs_target"),
    _parameters("aws_batch_job_queue", "batch", "batch_target"),
    Row(
        (_TARGET,),
        (Needed("sqs_target"),),
        "messages to it belong to a group",
        f"{_EVENTS}APIReference/API_SqsParameters.html",
        {"arn>fifo_queue": Is((True,))},
    ),
    *(
        row
        for bus in _OWN_BUS
        for row in (
            Row(
                (_TARGET,),
                (Unfit("rule"),),
                "the `id` of a rule of such a bus begins with the bus (`name` does not)",
                f"{_REGISTRY}cloudwatch_event_rule",
                {"rule": Reads("aws_cloudwatch_event_rule", "id"), "rule>event_bus_name": bus},
            ),
            Row(
                (_TARGET,),
                (Needed("event_bus_name"),),
                "EventBridge looks for the rule on the default bus",
                f"{_REGISTRY}cloudwatch_event_target",
                {"rule>event_bus_name": bus},
            ),
        )
    ),
    Row(
        (_TARGET,),
        (Needed("network_configuration"),),
        "tasks of Fargate have network interfaces of their own",
        f"{_EVENTS}APIReference/API_EcsParameters.html",
        {"launch_type": Is(("FARGATE",))},
        ("ecs_target",),
    ),
    Row(
        (_TARGET,),
        (Refused("launch_type"),),
        "capacity providers say where it runs",
        f"{_EVENTS}APIReference/API_EcsParameters.html",
        {"capacity_provider_strategy": Given()},
        ("ecs_target",),
    ),
    *(
        Row(
            ("aws_cloudwatch_event_rule",),
            (Refused("schedule_expression"),),
            "schedules are for the default bus only",
            f"{_EVENTS}userguide/eb-create-rule-schedule.html",
            {"event_bus_name": bus},
        )
        for bus in _OWN_BUS
    ),
    Row(
        ("aws_cloudwatch_event_bus",),
        (NoneOf("name", "default"),),
        "every account has that one",
        f"{_REGISTRY}cloudwatch_event_bus",
    ),
)

_CONNECTION = "aws_cloudwatch_event_connection"


def _authorization(kind: str, block: str) -> Row:
    """How a connection is authorized, and what it is authorized by."""
    because = "this is how the connection is authorized"
    source = f"{_REGISTRY}cloudwatch_event_connection"
    return Row(
        (_CONNECTION,), (Needed(block),), because, source, {"^authorization_type": Is((kind,))}, ("auth_parameters",)
    )


_CONNECTIONS = (
    _authorization("API_KEY", "api_key"),
    _authorization("BASIC", "basic"),
    _authorization("OAUTH_CLIENT_CREDENTIALS", "oauth"),
    Row(
        ("aws_cloudwatch_event_api_destination",),
        (Matches("invocation_endpoint", r"https://.+", "a URL that begins with `https://`"),),
        "EventBridge calls nothing else",
        f"{_EVENTS}APIReference/API_CreateApiDestination.html",
    ),
)

_QUEUES = (
    Row(
        ("aws_sqs_queue",),
        (Needed("deduplication_scope"), OneOf("deduplication_scope", "messageGroup")),
        "a limit for each group needs deduplication by group",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
        {"fifo_throughput_limit": Is(("perMessageGroupId",))},
    ),
    Row(
        ("aws_sns_topic_subscription",),
        (Refused("raw_message_delivery"),),
        "SNS sends messages as they are only to queues, streams and URLs",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
        {"protocol": IsNot(("sqs", "http", "https", "firehose"))},
    ),
    Row(
        ("aws_sns_topic_subscription",),
        (OneOf("protocol", "sqs"),),
        "topics of FIFO kind send to queues only",
        "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html",
        {"topic_arn>fifo_topic": Is((True,))},
    ),
    Row(
        ("aws_sns_topic_subscription",),
        (Needed("filter_policy"),),
        "it says where the filter looks",
        f"{_REGISTRY}sns_topic_subscription",
        {"filter_policy_scope": Given()},
    ),
)

_MQ = "https://docs.aws.amazon.com/amazon-mq/latest/"
_BROKERS = f"{_MQ}api-reference/brokers.html"
_RABBIT = Like("(?i)rabbitmq")
_ACTIVE = Like("(?i)activemq")
_BROKER = (
    Row(
        ("aws_mq_broker",),
        (Matches("engine_version", r"(?!3\.([89]|1[0-2])(\.|$)).*", "3.13 or later"),),
        "Amazon MQ makes no brokers of versions that it supports no longer",
        f"{_MQ}developer-guide/rabbitmq-version-management.html",
        {"engine_type": _RABBIT},
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_mq_broker",),
        (Refused("kms_key_id"),),
        "the key is Amazon MQ's own then",
        f"{_REGISTRY}mq_broker",
        {"use_aws_owned_key": Is((True,), default=True)},
        ("encryption_options",),
    ),
    Row(
        ("aws_mq_broker",),
        (Matches("time_of_day", r"([01]\d|2[0-3]):[0-5]\d", "a time of 24 hours (`02:30`)"),),
        "Amazon MQ refuses the broker",
        _BROKERS,
        within=("maintenance_window_start_time",),
    ),
    Row(
        ("aws_mq_broker",),
        (OneOf("deployment_mode", "SINGLE_INSTANCE", "CLUSTER_MULTI_AZ"), Refused("ldap_server_metadata")),
        "this is what Amazon MQ offers for the engine",
        _BROKERS,
        {"engine_type": _RABBIT},
    ),
    Row(
        ("aws_mq_broker",),
        (OneOf("storage_type", "ebs"), OneOf("authentication_strategy", "simple", "config_managed")),
        "this is what Amazon MQ offers for the engine",
        _BROKERS,
        {"engine_type": _RABBIT},
    ),
    Row(
        ("aws_mq_broker",),
        (OneOf("deployment_mode", "SINGLE_INSTANCE", "ACTIVE_STANDBY_MULTI_AZ"),),
        "this is what Amazon MQ offers for the engine",
        _BROKERS,
        {"engine_type": _ACTIVE},
    ),
    Row(
        ("aws_mq_broker",),
        (Refused("logs.audit"),),
        "RabbitMQ has no audit log",
        f"{_REGISTRY}mq_broker",
        {"engine_type": _RABBIT},
    ),
    Row(
        ("aws_mq_broker",),
        (Refused("security_groups"),),
        "public brokers of RabbitMQ have none",
        f"{_REGISTRY}mq_broker",
        {"engine_type": _RABBIT, "publicly_accessible": Is((True,))},
    ),
    Row(
        ("aws_mq_broker",),
        (OneOf("auto_minor_version_upgrade", True), Needed("auto_minor_version_upgrade")),
        "Amazon MQ upgrades brokers of this version by itself",
        f"{_MQ}developer-guide/upgrading-brokers.html",
        {"engine_type": _RABBIT, "engine_version": Like(r"3\.13(\..*)?|[4-9]\..*")},
    ),
    Row(
        ("aws_mq_broker",),
        (OneOf("auto_minor_version_upgrade", True), Needed("auto_minor_version_upgrade")),
        "Amazon MQ upgrades brokers of this version by itself",
        f"{_MQ}developer-guide/upgrading-brokers.html",
        {"engine_type": _ACTIVE, "engine_version": Like(r"5\.(1[89]|[2-9]\d)(\..*)?|[6-9]\..*")},
    ),
    Row(
        ("aws_mq_broker",),
        (Count("subnet_ids", 0, 1),),
        "a single instance is in one subnet",
        _BROKERS,
        {"deployment_mode": Is(("SINGLE_INSTANCE",), default=True)},
    ),
    Row(
        ("aws_mq_broker",),
        (Count("subnet_ids", 2, 2),),
        "the two instances are in two subnets",
        _BROKERS,
        {"deployment_mode": Is(("ACTIVE_STANDBY_MULTI_AZ",)), "subnet_ids": Given()},
    ),
    Row(
        ("aws_mq_broker",),
        (NoneOf("host_instance_type", "mq.t2.micro", "mq.m4.large"),),
        "RabbitMQ runs on newer instances",
        f"{_MQ}developer-guide/broker-instance-types.html",
        {"engine_type": _RABBIT},
    ),
    Row(
        ("aws_mq_broker",),
        (NoneOf("host_instance_type", "mq.t3.micro"),),
        "clusters need larger instances",
        f"{_MQ}developer-guide/broker-instance-types.html",
        {"deployment_mode": Is(("CLUSTER_MULTI_AZ",))},
    ),
    Row(
        ("aws_mq_broker",),
        (Count("user", 1, 1),),
        "further users of RabbitMQ are made in its console",
        f"{_REGISTRY}mq_broker",
        {"engine_type": _RABBIT},
    ),
    Row(
        ("aws_mq_broker",),
        (Matches("password", r"[^,:=]{12,250}", "12 to 250 characters long, without `,`, `:` and `=`"),),
        "Amazon MQ refuses the broker",
        f"{_MQ}api-reference/brokers.html",
        within=("user",),
    ),
)

_NAMES = (
    Row(
        ("aws_sqs_queue",),
        (Number("receive_wait_time_seconds", 0, 20),),
        "SQS refuses the queue",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
    ),
    Row(
        ("aws_cloudwatch_event_bus",),
        (Matches("name", r"(?!aws\.(?!partner/)).*", "a name that does not begin with `aws.`"),),
        "such buses are those of AWS and its partners",
        f"{_EVENTS}APIReference/API_CreateEventBus.html",
    ),
    Row(
        ("aws_schemas_registry", "aws_schemas_schema"),
        (Matches("name", r"[\w.@-]+", "letters, digits and `_.@-`"),),
        "plan fails",
        "https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/schemas",
    ),
    Row(
        ("aws_ses_domain_identity", "aws_ses_domain_mail_from"),
        (Matches("domain", r"[^/:@\s]+", "the name of a domain, without `https://`"),),
        "SES refuses it",
        "https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyDomainIdentity.html",
    ),
)

ROWS: tuple[Row, ...] = (*_NAMES, *_TARGETS, *_CONNECTIONS, *_QUEUES, *_BROKER)
