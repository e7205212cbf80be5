"""What there can be only once of what is used beside the big services."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Is
from presynth.checks.aws.singles import Single

_NAMED = "with this name"

SERVICE_SINGLES = (
    # What has a name in an account and region
    *(
        Single(f"aws_{name}", (), _NAMED, (argument,))
        for argument, names in (
            (
                "name",
                (
                    *("codebuild_project", "codepipeline", "codecommit_approval_rule_template", "cloudformation_stack"),
                    *("cloudformation_stack_set", "iot_policy"),
                    *("iot_topic_rule", "iot_authorizer", "keyspaces_keyspace", "schemas_registry", "pipes_pipe"),
                    *("resourcegroups_group", "imagebuilder_distribution_configuration", "synthetics_canary"),
                    *("sagemaker_model", "sagemaker_endpoint", "sagemaker_endpoint_configuration"),
                    *("sagemaker_notebook_instance", "bedrock_guardrail", "bedrockagent_knowledge_base"),
                    *("lexv2models_bot", "gamelift_game_session_queue", "media_convert_queue", "ce_cost_category"),
                    *("vpclattice_service", "vpclattice_service_network", "vpclattice_target_group"),
                    "service_discovery_http_namespace",
                ),
            ),
            ("repository_name", ("codecommit_repository",)),
            ("domain", ("codeartifact_domain",)),
            ("rule_set_name", ("ses_receipt_rule_set",)),
            ("configuration_set_name", ("sesv2_configuration_set",)),
            ("pipeline_name", ("osis_pipeline", "sagemaker_pipeline")),
            ("agent_name", ("bedrockagent_agent",)),
            ("report_name", ("cur_report_definition",)),
            ("map_name", ("location_map",)),
            ("index_name", ("location_place_index",)),
            ("tracker_name", ("location_tracker",)),
            ("collection_name", ("location_geofence_collection",)),
            ("configuration_name", ("chatbot_slack_channel_configuration",)),
            ("feature_group_name", ("sagemaker_feature_group",)),
            ("domain_name", ("appsync_domain_name",)),
        )
        for name in names
    ),
    # What there is one of in something else
    *(
        Single(f"aws_{name}", (), f"of this {what}", (argument,))
        for name, argument, what in (
            ("codebuild_webhook", "project_name", "project"),
            ("appsync_api_cache", "api_id", "API"),
            ("prometheus_alert_manager_definition", "workspace_id", "workspace"),
            ("vpclattice_service_network_vpc_association", "vpc_identifier", "VPC"),
            ("workspaces_directory", "directory_id", "directory"),
            ("schemas_discoverer", "source_arn", "bus"),
        )
    ),
    Single("aws_sesv2_contact_list", (), "in this account and region"),
    *(
        Single(f"aws_{name}", (owner,), _NAMED, (argument,))
        for name, owner, argument in (
            ("codeartifact_repository", "domain", "repository"),
            ("elastic_beanstalk_application_version", "application", "name"),
            ("ses_receipt_rule", "rule_set_name", "name"),
            ("ses_event_destination", "configuration_set_name", "name"),
            ("prometheus_rule_group_namespace", "workspace_id", "name"),
            ("service_discovery_private_dns_namespace", "vpc", "name"),
            ("keyspaces_table", "keyspace_name", "table_name"),
            ("sagemaker_user_profile", "domain_id", "user_profile_name"),
        )
    ),
    Single("aws_vpclattice_listener", ("service_identifier",), "on this port", ("port",)),
    Single(
        "aws_vpclattice_listener_rule",
        ("service_identifier", "listener_identifier"),
        "with this priority",
        ("priority",),
    ),
    Single(
        "aws_servicecatalog_constraint",
        ("portfolio_id", "product_id"),
        "that launches this product",
        when={"type": Is(("LAUNCH",))},
    ),
    Single("aws_servicecatalog_product_portfolio_association", ("portfolio_id", "product_id"), "of this product"),
    Single("aws_servicecatalog_tag_option", ("key", "value"), "with this key and value"),
)
