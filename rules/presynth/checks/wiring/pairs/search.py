"""Search."""

from __future__ import annotations

from presynth.checks.wiring.pair import AWS, REGISTRY, ROLE_POLICIES, Pair, has, sets

PAIRS = (
    Pair(
        ("aws_opensearchserverless_collection",),
        (),
        ("aws_opensearchserverless_security_policy",),
        (),
        "a collection is refused that no encryption policy is there for yet",
        f"{AWS}opensearch-service/latest/developerguide/serverless-encryption.html",
        counts=has("type", "encryption"),
    ),
    Pair(
        ("aws_opensearch_domain", "aws_elasticsearch_domain"),
        (),
        ("aws_iam_service_linked_role",),
        (),
        "a domain in a VPC is refused while the account has no service-linked role for it",
        f"{REGISTRY}opensearch_domain",
        when=sets("vpc_options.subnet_ids"),
        counts=has("aws_service_name", "es.amazonaws.com", "opensearchservice.amazonaws.com"),
    ),
    Pair(
        ("aws_opensearch_domain", "aws_elasticsearch_domain"),
        (),
        ("aws_cloudwatch_log_resource_policy",),
        (),
        "a domain is refused that may not write to its log group yet",
        f"{REGISTRY}opensearch_domain",
        when=sets("log_publishing_options.cloudwatch_log_group_arn"),
    ),
    Pair(
        ("aws_kinesis_firehose_delivery_stream",),
        ("opensearch_configuration.vpc_config.role_arn | elasticsearch_configuration.vpc_config.role_arn",),
        ROLE_POLICIES,
        ("role",),
        "Firehose refuses a VPC that its role may not make network interfaces in yet",
        f"{REGISTRY}kinesis_firehose_delivery_stream",
        every=True,
    ),
)
