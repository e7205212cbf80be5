"""Firehose: what its destinations are told, and where it logs what fails."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Absent, Is, Reads
from presynth.checks.aws.combinations.consequences import Matches, Needed, Number, OneOf, Unfit
from presynth.checks.aws.combinations.row import Row

_STREAM = ("aws_kinesis_firehose_delivery_stream",)
_API = "https://docs.aws.amazon.com/firehose/latest/APIReference/"
_DESTINATIONS = (
    *("elasticsearch_configuration", "extended_s3_configuration", "http_endpoint_configuration"),
    *("opensearch_configuration", "opensearchserverless_configuration", "redshift_configuration"),
    *("snowflake_configuration", "splunk_configuration"),
)
_COPIES = tuple((each, "s3_configuration") for each in _DESTINATIONS if each != "extended_s3_configuration")
_BACKUPS = (
    ("extended_s3_configuration", "s3_backup_configuration"),
    ("redshift_configuration", "s3_backup_configuration"),
)
_BUCKETS = (("extended_s3_configuration",), *_COPIES, *_BACKUPS)
_LOGGED = (*((each,) for each in _DESTINATIONS), *_COPIES, *_BACKUPS)
_SEARCH = (
    ("opensearch_configuration", "aws_opensearch_domain", "API_AmazonopensearchserviceDestinationConfiguration.html"),
    ("elasticsearch_configuration", "aws_elasticsearch_domain", "API_ElasticsearchDestinationConfiguration.html"),
)

ROWS = (
    *(
        Row(
            _STREAM,
            (Number("buffering_interval", 0, 900), Number("buffering_size", 1, 128)),
            "Firehose keeps no more, and no longer",
            _API + "API_BufferingHints.html",
            within=path,
        )
        for path in _BUCKETS
    ),
    *(
        Row(
            _STREAM,
            (Needed("log_group_name"), Needed("log_stream_name")),
            "Firehose has to know where it logs",
            _API + "API_CloudWatchLoggingOptions.html",
            {"enabled": Is((True,))},
            (*path, "cloudwatch_logging_options"),
        )
        for path in _LOGGED
    ),
    *(
        Row(
            _STREAM,
            (Unfit("log_group_name"),),
            "Firehose wants the name of the group",
            _API + "API_CloudWatchLoggingOptions.html",
            {"log_group_name": Reads("aws_cloudwatch_log_group", "arn")},
            (*path, "cloudwatch_logging_options"),
        )
        for path in _LOGGED
    ),
    *(
        Row(
            _STREAM,
            (Needed("s3_backup_configuration"),),
            "Firehose has to know where the backup goes",
            "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream",
            {"s3_backup_mode": Is(("Enabled",))},
            (destination,),
        )
        for destination in ("extended_s3_configuration", "redshift_configuration")
    ),
    *(
        Row(
            _STREAM,
            (Needed("parameters"),),
            "the processor has to know by what",
            _API + "API_Processor.html",
            {"type": Is(("Lambda", "MetadataExtraction"))},
            (destination, "processing_configuration", "processors"),
        )
        for destination in _DESTINATIONS
    ),
    *(
        row
        for destination, domain, page in _SEARCH
        for row in (
            Row(
                _STREAM,
                (Needed("domain_arn", "cluster_endpoint"),),
                "Firehose has to know the domain",
                _API + page,
                within=(destination,),
            ),
            Row(
                _STREAM,
                (Unfit("domain_arn"),),
                "the domain is named by its `arn`",
                _API + page,
                {"domain_arn": Reads(domain, "endpoint", "domain_name")},
                (destination,),
            ),
            Row(
                _STREAM,
                (Matches("cluster_endpoint", r"https:.*", "one that begins with `https:`"),),
                "Firehose connects to nothing else",
                _API + page,
                within=(destination,),
            ),
        )
    ),
    Row(
        _STREAM,
        (Matches("url", r"https://.*", "a URL that begins with `https://`"),),
        "Firehose calls nothing else",
        _API + "API_HttpEndpointConfiguration.html",
        within=("http_endpoint_configuration",),
    ),
    Row(
        _STREAM,
        (Matches("cluster_jdbcurl", r"jdbc:(redshift|postgresql)://.+", "one that begins with `jdbc:redshift://`"),),
        "so the cluster is named",
        _API + "API_RedshiftDestinationConfiguration.html",
        within=("redshift_configuration",),
    ),
    Row(
        _STREAM,
        (Needed("username"), Needed("password")),
        "Firehose signs in with them, or with a secret",
        _API + "API_RedshiftDestinationConfiguration.html",
        {"secrets_manager_configuration": Absent()},
        ("redshift_configuration",),
    ),
    Row(
        _STREAM,
        (OneOf("compression_format", "UNCOMPRESSED", "GZIP"),),
        "Redshift reads no others",
        _API + "API_RedshiftDestinationConfiguration.html",
        within=("redshift_configuration", "s3_configuration"),
    ),
    Row(
        _STREAM,
        (Needed("key_arn"),),
        "Firehose has to know the key",
        _API + "API_DeliveryStreamEncryptionConfigurationInput.html",
        {"key_type": Is(("CUSTOMER_MANAGED_CMK",)), "enabled": Is((True,))},
        ("server_side_encryption",),
    ),
)
