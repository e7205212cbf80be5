"""What rules and schedules cannot reach, and what they have to be told."""

from __future__ import annotations

from presynth.checks.aws.combinations.agreements import Json, Total
from presynth.checks.aws.combinations.conditions import Is, Of, OtherType
from presynth.checks.aws.combinations.consequences import EachMatches, Matches, Needed, Unfit
from presynth.checks.aws.combinations.row import Row

_TARGET, _SCHEDULE = ("aws_cloudwatch_event_target",), ("aws_scheduler_schedule",)
_EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html"
_TEMPLATED = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html"
_UNREACHED = (
    *("aws_autoscaling_group", "aws_batch_job_definition", "aws_db_instance", "aws_dynamodb_table"),
    *("aws_ecs_service", "aws_ecs_task_definition", "aws_glue_crawler", "aws_glue_job", "aws_instance"),
    *("aws_rds_cluster", "aws_s3_bucket"),
)
_UNREACHED_ARN = (
    r"arn:[\w-]+:(autoscaling:|dynamodb:|ec2:[^:]*:[^:]*:instance/|ecs:[^:]*:[^:]*:(service|task-definition)/"
    r"|glue:[^:]*:[^:]*:(crawler|job)/|rds:|s3:)"
)
_WITHOUT_TEMPLATE = (
    *_UNREACHED,
    *("aws_api_gateway_stage", "aws_batch_job_queue", "aws_cloudwatch_event_api_destination"),
    *("aws_cloudwatch_event_rule", "aws_cloudwatch_log_group", "aws_glue_workflow", "aws_redshift_cluster"),
    "aws_ssm_document",
)
_WITHOUT_TEMPLATE_ARN = rf"{_UNREACHED_ARN}|arn:[\w-]+:(batch|execute-api|glue|logs|redshift|ssm):"


ROWS = (
    Row(
        _TARGET,
        (Unfit("arn"),),
        "EventBridge has no targets of this kind",
        _EVENTS,
        {"arn": Of(_UNREACHED, _UNREACHED_ARN)},
    ),
    Row(
        _TARGET,
        (EachMatches("input_paths", r"\$.*", "a path that begins with `$`"),),
        "EventBridge refuses the target",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
        within=("input_transformer",),
    ),
    Row(
        _TARGET,
        (Matches("input_path", r"\$.*", "a path that begins with `$`"),),
        "EventBridge refuses the target",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html",
    ),
    *(
        Row(
            types,
            (Unfit("dead_letter_config.arn"),),
            "dead letters go to a standard queue",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
            {"dead_letter_config.arn>fifo_queue": Is((True,))},
            within,
        )
        for types, within in ((_TARGET, ()), (_SCHEDULE, ("target",)))
    ),
    Row(
        _SCHEDULE,
        (Json("input"),),
        "this is what such a target reads",
        _TEMPLATED,
        {
            "arn": Of(
                ("aws_lambda_function", "aws_lambda_alias", "aws_sfn_state_machine"), r"arn:[\w-]+:(lambda|states):"
            )
        },
        ("target",),
    ),
    Row(
        ("aws_cloudwatch_event_archive",),
        (Unfit("event_source_arn"),),
        "events are kept of a bus, by its ARN",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html",
        {"event_source_arn>": OtherType(("aws_cloudwatch_event_bus",))},
    ),
    Row(
        _SCHEDULE,
        (Unfit("arn"),),
        "the scheduler reaches it by a call of its API (`arn:aws:scheduler:::aws-sdk:…`) only",
        _TEMPLATED,
        {"arn": Of(_WITHOUT_TEMPLATE, _WITHOUT_TEMPLATE_ARN)},
        ("target",),
    ),
    Row(
        _SCHEDULE,
        (Needed("eventbridge_parameters"),),
        "an event has a source and a type",
        _TEMPLATED,
        {"arn": Of(("aws_cloudwatch_event_bus",), r"arn:[\w-]+:events:[^:]*:[^:]*:event-bus/")},
        ("target",),
    ),
    Row(
        ("aws_sfn_alias",),
        (Total("routing_configuration", "weight", 100),),
        "weights are percentages",
        "https://docs.aws.amazon.com/step-functions/latest/apireference/API_RoutingConfigurationListItem.html",
    ),
    Row(
        ("aws_sns_topic_policy",),
        (Matches("policy", r'(?is)(?!.*"Action"\s*:\s*\[?\s*"sns:\*").*', "without `sns:*`"),),
        "SNS takes only those actions that a topic has",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
    ),
    Row(
        _SCHEDULE,
        (Matches("source", r"(?!aws\.).*", "one that does not begin with `aws.`"),),
        "only AWS sends events of its own",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html",
        within=("target", "eventbridge_parameters"),
    ),
)
