"""Glue: what jobs run on, what triggers wait for, what crawlers and connections are told."""

from __future__ import annotations

from presynth.checks.aws.combinations.agreements import Keyed, KeyOneOf
from presynth.checks.aws.combinations.conditions import Condition, Given, Is, Like, Reads
from presynth.checks.aws.combinations.consequences import Alone, Consequence, Matches, Needed, Number, OneOf, Unfit
from presynth.checks.aws.combinations.entries import Named
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_GLUE = "https://docs.aws.amazon.com/glue/latest/dg/"
_JOBS = f"{_GLUE}aws-glue-api-jobs-job.html"
_TRIGGERS = f"{_GLUE}aws-glue-api-jobs-trigger.html"
_CONNECTIONS = f"{_GLUE}aws-glue-api-catalog-connections-connections.html"
_LATER = Matches("glue_version", r"(?![0-2]\.).*", "`3.0`, or later")


def _job(because: str, *then: Consequence, **when: Condition) -> Row:
    return Row(("aws_glue_job",), then, because, _JOBS, when)


def _connection(kind: str, *keys: str) -> Row:
    return Row(
        ("aws_glue_connection",),
        (KeyOneOf("connection_properties", *keys),),
        "Glue has to know where to connect",
        _CONNECTIONS,
        {"connection_type": Is((kind,), default=kind == "JDBC")},
    )


ROWS = (
    _job(
        "only Spark jobs wait for what is left over",
        OneOf("command.name", "glueetl"),
        _LATER,
        execution_class=Is(("FLEX",)),
    ),
    _job("earlier versions have no such workers", _LATER, worker_type=Like(r"G\.(025|4|8|12|16)X|R\.\dX")),
    _job(
        "a quarter of a worker is for streams",
        OneOf("command.name", "gluestreaming"),
        worker_type=Is(("G.025X",)),
        **{"command.name": Is(("glueetl", "pythonshell", "glueray"), default=True)},
    ),
    _job("these are the workers of Ray", OneOf("worker_type", "Z.2X"), **{"command.name": Is(("glueray",))}),
    _job(
        "these workers are those of Ray",
        OneOf("command.name", "glueray"),
        worker_type=Is(("Z.2X",)),
    ),
    Row(
        ("aws_glue_trigger",),
        (Alone("job_name", "crawler_name"),),
        "an action starts one thing",
        _TRIGGERS,
        within=("actions",),
    ),
    *(
        Row(
            ("aws_glue_trigger",),
            (Needed(state), OneOf(state, "FAILED", "SUCCEEDED", *states)),
            "these are the states that a trigger can wait for",
            _TRIGGERS,
            {name: Given()},
            ("predicate", "conditions"),
        )
        for name, state, states in (
            ("job_name", "state", ("STOPPED", "TIMEOUT")),
            ("crawler_name", "crawl_state", ("CANCELLED",)),
        )
    ),
    Row(
        ("aws_glue_crawler",),
        (Needed("event_queue_arn"),),
        "the crawler is told of changes by a queue",
        f"{_GLUE}crawler-s3-event-notifications.html",
        {"^recrawl_policy.recrawl_behavior": Is(("CRAWL_EVENT_MODE",))},
        ("s3_target",),
    ),
    Row(
        ("aws_glue_job",),
        (Number("timeout", most=10080),),
        "no job runs for more than 7 days",
        _JOBS,
        severity=Severity.WARNING,
    ),
    Row(
        ("aws_glue_catalog_table",),
        (Named("partition_index", "keys", "partition_keys"),),
        "partitions are found by their keys",
        f"{_GLUE}partition-indexes.html",
    ),
    Row(
        ("aws_glue_crawler", "aws_glue_catalog_table", "aws_glue_partition"),
        (Unfit("database_name"),),
        "databases are named by their `name`",
        f"{_GLUE}aws-glue-api-catalog-databases.html",
        {"database_name": Reads("aws_glue_catalog_database", "arn", "id")},
    ),
    _connection("JDBC", "JDBC_CONNECTION_URL", "HOST"),
    _connection("KAFKA", "KAFKA_BOOTSTRAP_SERVERS"),
    _connection("MONGODB", "CONNECTION_URL"),
    Row(
        ("aws_glue_connection",),
        (Keyed("connection_properties", "JDBC_CONNECTION_URL", "jdbc:"),),
        "so the databases of JDBC are named",
        _CONNECTIONS,
    ),
)
