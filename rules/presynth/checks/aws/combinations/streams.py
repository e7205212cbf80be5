"""Kinesis, Firehose and MSK."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, BeginsOtherwise, Contains, Given, Is, OfType
from presynth.checks.aws.combinations.consequences import Matches, Needed, Number, OneOf, Refused, Unfit
from presynth.checks.aws.combinations.numbers import PerItem
from presynth.checks.aws.combinations.row import Row

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

_BROKERS = (
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

ROWS = (*_CREDENTIALS, *_STREAMS, *_DELIVERIES, *_BROKERS)
