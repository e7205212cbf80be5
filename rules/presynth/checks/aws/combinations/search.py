"""OpenSearch domains."""

from __future__ import annotations

from presynth.checks.aws.combinations.comparisons import Keys
from presynth.checks.aws.combinations.conditions import Absent, Contains, Given, Is, IsNot, Like
from presynth.checks.aws.combinations.consequences import (
    Count,
    Matches,
    Needed,
    NoneOf,
    Number,
    On,
    OneOf,
    Refused,
    Unfit,
)
from presynth.checks.aws.combinations.numbers import Multiple
from presynth.checks.aws.combinations.row import Row
from presynth.findings import Severity

_DOMAINS = ("aws_opensearch_domain", "aws_elasticsearch_domain")
_GUIDE = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/"
_TYPES = _GUIDE + "supported-instance-types.html"
_ZONES = _GUIDE + "managedomains-multiaz.html"
_NETWORK = _GUIDE + "vpc.html"
_ACCESS = _GUIDE + "fgac.html"
_MASTERS = _GUIDE + "managedomains-dedicatedmasternodes.html"
_KINDS = ("instance_type", "dedicated_master_type", "warm_type")
_WITHOUT_DISKS = r"(t2|t3|m4|m5|m6g|m7g|c4|c5|c6g|c7g|r4|r5|r6g|r7g|or1)\..*"
_PASSWORD = r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{8,128}"
_OPTIONS = (
    *("indices.fielddata.cache.size", "indices.query.bool.max_clause_count", "override_main_response_version"),
    "rest.action.multi.allow_explicit_index",
)
_AWARE = "cluster_config.zone_awareness_enabled"
_ZONE_COUNT = "cluster_config.zone_awareness_config.availability_zone_count"

ROWS = (
    *(
        Row(
            (terraform_type,),
            tuple(Matches(kind, rf".*\.{ending}", f"one that ends with `.{ending}`") for kind in _KINDS),
            "so the instance types of the service are named",
            _TYPES,
            within=("cluster_config",),
        )
        for terraform_type, ending in (
            ("aws_opensearch_domain", "search"),
            ("aws_elasticsearch_domain", "elasticsearch"),
        )
    ),
    Row(
        _DOMAINS,
        (Needed("ebs_options"), OneOf("ebs_options.ebs_enabled", True)),
        "instances of this type have no disks of their own",
        _TYPES,
        {"cluster_config.instance_type": Like(_WITHOUT_DISKS)},
    ),
    *(
        Row(
            _DOMAINS,
            (Number("ebs_options.volume_size", 10, most),),
            "this is what there is for instances of this type",
            "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html",
            {"cluster_config.instance_type": Like(kind), "ebs_options.ebs_enabled": Is((True,))},
        )
        for kind, most in (
            (r"t2\.(micro|small|medium)\..*", 35),
            (r"t3\.small\..*", 100),
            (r"t3\.medium\..*", 200),
            (r"(?!t[23]\.).*", None),
        )
    ),
    Row(
        _DOMAINS,
        (Refused("ebs_options.iops", "ebs_options.throughput"),),
        "volumes of this type have none to choose",
        _GUIDE + "createupdatedomains.html",
        {"ebs_options.volume_type": Is(("gp2", "standard"))},
    ),
    Row(
        _DOMAINS,
        (OneOf("auto_tune_options.desired_state", "DISABLED"),),
        "instances of this type cannot be tuned",
        _TYPES,
        {"cluster_config.instance_type": Like(r"t[23]\..*")},
    ),
    Row(
        _DOMAINS,
        (OneOf("encrypt_at_rest.enabled", False), OneOf("advanced_security_options.enabled", False)),
        "instances of this type cannot encrypt what they store",
        _TYPES,
        {"cluster_config.instance_type": Like(r"t2\..*")},
    ),
    Row(
        _DOMAINS,
        (Needed("instance_count"), Number("instance_count", 3)),
        "each of three zones needs a node",
        _ZONES,
        {"zone_awareness_enabled": Is((True,)), "zone_awareness_config.availability_zone_count": Is((3,))},
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (Needed("instance_count"), Number("instance_count", 2)),
        "each of two zones needs a node",
        _ZONES,
        {
            "zone_awareness_enabled": Is((True,)),
            "zone_awareness_config.availability_zone_count": Is((2,), default=True),
        },
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (Multiple("instance_count", 2),),
        "OpenSearch wants as many nodes in the one zone as in the other",
        "https://github.com/skyscrapers/terraform-opensearch/pull/5",
        {
            "zone_awareness_enabled": Is((True,)),
            "zone_awareness_config.availability_zone_count": Is((2,), default=True),
        },
        ("cluster_config",),
        severity=Severity.WARNING,
    ),
    Row(
        _DOMAINS,
        (Count("vpc_options.subnet_ids", 1, 1),),
        "a domain that does not know of zones is in one subnet",
        _NETWORK,
        {_AWARE: IsNot((True,), default=True)},
    ),
    *(
        Row(
            _DOMAINS,
            (Count("vpc_options.subnet_ids", zones, zones),),
            "there is one subnet for each zone",
            _NETWORK,
            {_AWARE: Is((True,)), _ZONE_COUNT: Is((zones,), default=zones == 2)},
        )
        for zones in (2, 3)
    ),
    Row(
        _DOMAINS,
        (On("encrypt_at_rest.enabled", "node_to_node_encryption.enabled"), Needed("domain_endpoint_options")),
        "fine-grained access control needs encryption, in storage and on the way",
        _ACCESS,
        {"advanced_security_options.enabled": Is((True,))},
    ),
    Row(
        _DOMAINS,
        (OneOf("domain_endpoint_options.enforce_https", True),),
        "fine-grained access control needs HTTPS",
        _ACCESS,
        {"advanced_security_options.enabled": Is((True,))},
    ),
    Row(
        _DOMAINS,
        (Needed("master_user_options"),),
        "the database of users begins with a master user",
        _ACCESS,
        {"internal_user_database_enabled": Is((True,)), "enabled": Is((True,))},
        ("advanced_security_options",),
    ),
    Row(
        _DOMAINS,
        (Matches("master_user_password", _PASSWORD, "8 characters: small, capital, digits and signs"),),
        "OpenSearch refuses a weaker password",
        _ACCESS,
        within=("advanced_security_options", "master_user_options"),
    ),
    Row(
        _DOMAINS,
        (Unfit("access_policies"),),
        "a domain in a VPC is not reached from addresses (`aws:SourceIp`)",
        _NETWORK,
        {"vpc_options": Given(), "access_policies": Contains("aws:SourceIp")},
    ),
    Row(
        _DOMAINS,
        (Refused("master_user_options.master_user_name", "master_user_options.master_user_password"),),
        "without the database of users the master user is an ARN",
        _ACCESS,
        {"internal_user_database_enabled": Is((False,), default=True)},
        ("advanced_security_options",),
    ),
    Row(
        _DOMAINS,
        (NoneOf("log_type", "AUDIT_LOGS"),),
        "what users do is logged where they are told apart",
        _GUIDE + "audit-logs.html",
        {"^advanced_security_options.enabled": IsNot((True,), default=True)},
        ("log_publishing_options",),
    ),
    Row(
        ("aws_opensearch_domain",),
        (Matches("engine_version", r"(OpenSearch|Elasticsearch)_\d{1,2}\.\d{1,2}", "like `OpenSearch_2.11`"),),
        "OpenSearch refuses another",
        "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html",
    ),
    Row(
        _DOMAINS,
        (Needed("custom_endpoint"), Needed("custom_endpoint_certificate_arn")),
        "an endpoint of one's own has a name, and a certificate for it",
        _GUIDE + "customendpoint.html",
        {"custom_endpoint_enabled": Is((True,))},
        ("domain_endpoint_options",),
    ),
    Row(
        _DOMAINS,
        (Number("ebs_options.iops", 3000), Number("ebs_options.throughput", 125)),
        "volumes of this type have as much without asking",
        _GUIDE + "createupdatedomains.html",
        {"ebs_options.volume_type": Is(("gp3",))},
    ),
    Row(
        _DOMAINS,
        (On("warm_enabled"),),
        "what is cold was warm before",
        _GUIDE + "cold-storage.html",
        {"cold_storage_options.enabled": Is((True,))},
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (Needed("dedicated_master_type"), Needed("dedicated_master_count")),
        "OpenSearch chooses neither",
        _MASTERS,
        {"dedicated_master_enabled": Is((True,))},
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (On("dedicated_master_enabled"), Needed("warm_count"), Needed("warm_type")),
        "UltraWarm needs dedicated masters, and to know its nodes",
        _GUIDE + "ultrawarm.html",
        {"warm_enabled": Is((True,))},
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (Refused("warm_enabled"),),
        "UltraWarm does not go with instances of this type",
        _GUIDE + "ultrawarm.html",
        {"instance_type": Like(r"t[23]\..*")},
        ("cluster_config",),
    ),
    Row(
        ("aws_opensearch_domain",),
        (On("dedicated_master_enabled", "zone_awareness_enabled"), Multiple("instance_count", 3)),
        "a domain with standby has three zones, a third of its nodes in each, and dedicated masters",
        _ZONES,
        {"multi_az_with_standby_enabled": Is((True,))},
        ("cluster_config",),
    ),
    Row(
        _DOMAINS,
        (Keys("advanced_options", only=_OPTIONS),),
        "OpenSearch knows no other options",
        "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html",
    ),
    *(
        Row(
            (f"aws_{service}_domain_saml_options",),
            (Unfit("domain_name"),),
            "SAML is a part of fine-grained access control, which the domain does not have",
            _GUIDE + "saml.html",
            {"domain_name>domain_name": Given(), "domain_name>advanced_security_options.enabled": without},
        )
        for service in ("elasticsearch", "opensearch")
        for without in (Absent(worth_telling=False), Is((False,)))
    ),
    Row(
        ("aws_opensearchserverless_vpc_endpoint",),
        (Matches("name", r"[a-z][a-z0-9-]{2,31}", "3 to 32 small letters, digits and `-`"),),
        "OpenSearch refuses another name",
        "https://docs.aws.amazon.com/opensearch-service/latest/ServerlessAPIReference/API_CreateVpcEndpoint.html",
    ),
)
