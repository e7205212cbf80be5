"""Kinesis, Firehose and MSK."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import (
    Absent,
    BeginsOtherwise,
    Contains,
    Given,
    Is,
    Like,
    OfType,
    Reads,
)
from presynth.checks.aws.combinations.consequences import Count, Matches, Needed, NoneOf, Number, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.numbers import PerItem
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_STREAM = ("aws_kinesis_stream",)
_DELIVERY = ("aws_kinesis_firehose_delivery_stream",)
_PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/"
_FIREHOSE = "https://docs.aws.amazon.com/firehose/latest/dev/"
_PREFIXES = _FIREHOSE + "s3-prefixes.html"
_PARTITIONS = _FIREHOSE + "dynamic-partitioning-enable.html"
_S3 = ("extended_s3_configuration",)
_DESTINATIONS = (
    *("elasticsearch", "extended_s3", "http_endpoint", "iceberg", "opensearch", "opensearchserverless", "redshift"),
    *("snowflake", "splunk"),
)
_ERRORS = "!{firehose:error-output-type}"
_PARTITIONED = {"dynamic_partitioning_configuration.enabled": Is((True,))}

_STREAMS = (
    Row(
        _STREAM,
        (Needed("kms_key_id"),),
        "the provider has no key of its own (`alias/aws/kinesis` is AWS's)",
        _PROVIDER + "kinesis_stream",
        {"encryption_type": Is(("KMS",))},
    ),
    Row(
        _STREAM,
        (Needed("shard_count"), Number("shard_count", 1)),
        "plan fails",
        _PROVIDER + "kinesis_stream",
        {"stream_mode_details.stream_mode": Is(("PROVISIONED",), default=True)},
    ),
)

_DELIVERIES = (
    *(
        Row(
            _DELIVERY,
            (Needed(f"{destination}_configuration"),),
            "Firehose has to know where to deliver",
            _PROVIDER + "kinesis_firehose_delivery_stream",
            {"destination": Is((destination,))},
        )
        for destination in _DESTINATIONS
    ),
    Row(
        _DELIVERY,
        (Needed("buffering_size"), Number("buffering_size", 64), Needed("processing_configuration")),
        "Firehose partitions larger buffers only (5 by default), by what its processors find",
        _PARTITIONS,
        _PARTITIONED,
        _S3,
    ),
    Row(
        _DELIVERY,
        (Matches("prefix", r".*!\{partitionKeyFrom.*", "one with `!{partitionKeyFrom…}`"),),
        "Firehose has to know how partitions are named",
        _PARTITIONS,
        _PARTITIONED,
        _S3,
    ),
    Row(
        _DELIVERY,
        (Needed("dynamic_partitioning_configuration"),),
        "there are no keys without partitions",
        _PREFIXES,
        {"prefix": Contains("!{partitionKeyFrom")},
        _S3,
    ),
    Row(
        _DELIVERY,
        (Needed("error_output_prefix"),),
        "Firehose takes expressions in the one with the other only",
        _PREFIXES,
        {"prefix": Contains("!{")},
        _S3,
    ),
    Row(
        _DELIVERY,
        (Matches("error_output_prefix", r".*!\{firehose:error-output-type\}.*", f"one with `{_ERRORS}`"),),
        "Firehose wants it beside other expressions",
        _PREFIXES,
        {"error_output_prefix": Contains("!{")},
        _S3,
    ),
    Row(
        _DELIVERY,
        (Matches("prefix", r"(?!.*!\{firehose:error-output-type).*", f"one without `{_ERRORS}`"),),
        "it is for errors",
        _PREFIXES,
        within=_S3,
    ),
    Row(
        _DELIVERY,
        (
            Needed("buffering_size"),
            Number("buffering_size", 64),
            OneOf("compression_format", "UNCOMPRESSED"),
        ),
        "the converted format has its own compression, and wants larger buffers (5 by default)",
        _FIREHOSE + "enable-record-format-conversion.html",
        {
            "data_format_conversion_configuration.enabled": Is((True,), default=True),
            "data_format_conversion_configuration.schema_configuration.role_arn": Given(),
        },
        _S3,
    ),
    Row(
        _DELIVERY,
        (Refused("server_side_encryption"),),
        "the stream that it reads is encrypted, or not",
        _PROVIDER + "kinesis_firehose_delivery_stream",
        {"kinesis_source_configuration": Given()},
    ),
)

_MSK = "https://docs.aws.amazon.com/msk/latest/developerguide/"
_NODES = ("broker_node_group_info",)
_THROUGHPUT = "storage_info.ebs_storage_info.provisioned_throughput"

_BROKERS = (
    Row(
        ("aws_msk_configuration",),
        (Matches("name", r"[0-9A-Za-z][0-9A-Za-z-]*", "letters, digits and `-`"),),
        "MSK refuses the configuration",
        "https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html",
    ),
    Row(
        ("aws_msk_cluster",),
        (PerItem("number_of_broker_nodes", "broker_node_group_info.client_subnets"),),
        "each zone has as many brokers",
        "https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html",
    ),
    Row(
        ("aws_msk_cluster",),
        (Matches("instance_type", r"(kafka|express)\..*", "one that begins with `kafka.` or `express.`"),),
        "so the brokers of MSK are named",
        "https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-sizes.html",
        within=("broker_node_group_info",),
    ),
    Row(
        ("aws_msk_cluster",),
        (Refused("client_authentication.sasl", "client_authentication.tls"),),
        "clients are known in encrypted connections only",
        "https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-security.html",
        {"encryption_info.encryption_in_transit.client_broker": Is(("PLAINTEXT",))},
    ),
    Row(
        ("aws_msk_cluster", "aws_msk_serverless_cluster"),
        (Matches("cluster_name", r"[A-Za-z0-9-]*", "made of letters, digits and `-`"),),
        "MSK refuses another name",
        "https://github.com/hashicorp/terraform-provider-aws/issues/6653",
    ),
    Row(
        ("aws_msk_cluster",),
        (Matches("kafka_version", r"\d+\.\d+\.(\d+|x)(\.\w+)*", "a version like `3.6.0` or `3.7.x`"),),
        "MSK has no others",
        _MSK + "supported-kafka-versions.html",
    ),
    Row(
        ("aws_msk_cluster",),
        (
            Matches("kafka_version", r"2\.8\.2\.tiered|3\.([6-9]|\d\d)\..*|[4-9]\..*", "`3.6.0`, or later"),
            Matches("broker_node_group_info.instance_type", r"(?!kafka\.t3\.).*", "larger than those of the T class"),
        ),
        "others have no tiered storage",
        _MSK + "msk-tiered-storage-requirements.html",
        {"storage_mode": Is(("TIERED",))},
    ),
    Row(
        ("aws_msk_cluster",),
        (Refused("storage_info"),),
        "Express brokers have no storage of one's own",
        _MSK + "msk-broker-types-express.html",
        {"instance_type": Like(r"express\..*")},
        _NODES,
    ),
    Row(
        ("aws_msk_cluster",),
        (NoneOf(f"{_THROUGHPUT}.enabled", True),),
        "only larger brokers have throughput to choose",
        _MSK + "msk-provision-throughput-management.html",
        {"instance_type": Like(r"kafka\.(t3\..*|m5\.(2?x)?large|m7g\.x?large)")},
        _NODES,
    ),
    Row(
        ("aws_msk_cluster",),
        (Number(f"{_THROUGHPUT}.volume_throughput", 250, 2375),),
        "this is what brokers offer",
        _MSK + "msk-provision-throughput-management.html",
        within=_NODES,
    ),
    Row(
        ("aws_msk_cluster",),
        (NoneOf("connectivity_info.public_access.type", "SERVICE_PROVIDED_EIPS"),),
        "a cluster is made without, and opened to the internet once it is there",
        _MSK + "public-access.html",
        within=_NODES,
        severity=Severity.INFO,
    ),
    *(
        Row(
            ("aws_msk_cluster",),
            (Needed(target),),
            "MSK has to know where its logs go",
            "https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html",
            {"enabled": Is((True,))},
            ("logging_info", "broker_logs", block),
        )
        for block, target in (("cloudwatch_logs", "log_group"), ("firehose", "delivery_stream"), ("s3", "bucket"))
    ),
    Row(
        ("aws_msk_cluster",),
        (Unfit("log_group"),),
        "MSK wants the name of the group",
        _PROVIDER + "msk_cluster",
        {"log_group": Reads("aws_cloudwatch_log_group", "arn")},
        ("logging_info", "broker_logs", "cloudwatch_logs"),
    ),
    Row(
        ("aws_msk_cluster",),
        (Count("certificate_authority_arns", 1, empty=True),),
        "clients are known by the certificates of an authority",
        "https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html",
        within=("client_authentication", "tls"),
    ),
)

_SECRETS = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html"
_CREDENTIALS = (
    Row(
        ("aws_msk_scram_secret_association",),
        (Unfit("secret_arn_list"),),
        "MSK takes secrets only whose names begin with `AmazonMSK_`",
        _SECRETS,
        {"secret_arn_list>name": BeginsOtherwise("AmazonMSK_")},
    ),
    Row(
        ("aws_msk_scram_secret_association",),
        (Unfit("secret_arn_list"),),
        "MSK takes no secret that is encrypted with the key of Secrets Manager",
        _SECRETS,
        {"secret_arn_list>kms_key_id": Absent(), "secret_arn_list>": OfType(("aws_secretsmanager_secret",))},
    ),
)

_APPLICATIONS = (
    Row(
        ("aws_kinesisanalyticsv2_application",),
        (Needed("code_content"),),
        "the application has to be told its code",
        "https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_ApplicationCodeConfiguration.html",
        {"code_content_type": Is(("ZIPFILE", "PLAINTEXT"))},
        ("application_configuration", "application_code_configuration"),
    ),
    Row(
        ("aws_msk_serverless_cluster",),
        (Count("subnet_ids", 2),),
        "a serverless cluster is in two zones at least",
        _MSK + "serverless.html",
        within=("vpc_config",),
    ),
)

ROWS = (*_APPLICATIONS, *_CREDENTIALS, *_STREAMS, *_DELIVERIES, *_BROKERS)
