"""Rows of the tables about builds, catalogs, models, desks, pipes and what else there is, each with a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import rows

_ROLE = 'role_arn="arn:aws:iam::998877665544:role/worker"'
_BUILD = 'name="b", service_role="arn:aws:iam::998877665544:role/build", artifacts={"type": "NO_ARTIFACTS"}'
_GITHUB = 'source={"type": "GITHUB", "location": "https://github.com/acme/shop.git"}'
_IMAGE = '"image": "aws/codebuild/windows-base:2022-1.0", "type": "WINDOWS_SERVER_2022_CONTAINER"'
_GROUP = 'app_name="shop", deployment_group_name="g", service_role_arn="arn:aws:iam::998877665544:role/deploy"'
_TABLE = 'table_name="t", keyspace_name="k"'
_COLUMNS = '"column": [{"name": "id", "type": "uuid"}]'
_FAULTS = f'description="d", {_ROLE}, stop_condition=[{{"source": "none"}}]'
_STOP = '"name": "stop", "actionId": "aws:ec2:stop-instances"'
_ON_WEB = '"target": {"key": "Instances", "value": "web"}'
_WEB = '{"name": "web", "resourceType": "aws:ec2:instance", "selectionMode": "ALL", "resourceArns": ["a"]}'
_FEATURES = 'feature_definition=[{"featureName": "id", "featureType": "String"}], event_time_feature_name="id"'
_FEATURE_GROUP = f'feature_group_name="g", {_ROLE}, online_store_config={{"enable_online_store": True}}, {_FEATURES}'
_KNOWLEDGE = (
    '[{"type": "VECTOR", "vectorKnowledgeBaseConfiguration": [{"embeddingModelArn": "arn:aws:bedrock:a::b/c"}]}]'
)
_PIPE = f"{_ROLE}, name='p'"
_QUEUE = '"arn:aws:sqs:eu-west-1:998877665544:in"'
_STREAM = '"arn:aws:kinesis:eu-west-1:998877665544:stream/in"'
_CENTER = 'inbound_calls_enabled=True, outbound_calls_enabled=True, instance_alias="acme"'
_GUARDRAIL = 'name="g", blocked_input_messaging="no", blocked_outputs_messaging="no"'
_REPORT = 'report_name="r", time_unit="DAILY", s3_bucket="b", s3_region="us-east-1", additional_schema_elements=[]'
_TRUST = 'policy_reference_name="p"'
_NAMES = '"dns_records": [{"ttl": 10, "type": "CNAME"}], "namespace_id": "ns-1"'

_REFUSED = (
    (
        "codebuild_webhook.CodebuildWebhook",
        'project_name="p", filter_group=[{"filter": [{"type": "EVENT", "pattern": «"PUSHED"»}]}]',
        "events, like",
    ),
    (
        "codebuild_webhook.CodebuildWebhook",
        'project_name="p", filter_group=[«{"filter": [{"type": "HEAD_REF", "pattern": "main"}]}»]',
        "`EVENT` for `type`",
    ),
    (
        "codebuild_project.CodebuildProject",
        f'{_BUILD}, {_GITHUB}, environment={{"compute_type": «"BUILD_GENERAL1_SMALL"», {_IMAGE}}}',
        "Windows",
    ),
    (
        "codebuild_source_credential.CodebuildSourceCredential",
        'server_type="GITHUB", auth_type="PERSONAL_ACCESS_TOKEN", token="t", «user_name»="me"',
        "a token needs none",
    ),
    (
        "codedeploy_deployment_group.CodedeployDeploymentGroup",
        f'{_GROUP}, auto_rollback_configuration={{"enabled": «True»}}',
        "when to roll back",
    ),
    (
        "codepipeline_webhook.CodepipelineWebhook",
        'name="w", target_action="Source", target_pipeline="p", authentication=«"GITHUB_HMAC"», filter=[]',
        "`authentication_configuration.secret_token` is needed",
    ),
    (
        "codestarnotifications_notification_rule.CodestarnotificationsNotificationRule",
        'name="n", detail_type="BASIC", resource="arn:aws:codecommit:eu-west-1:998877665544:shop", '
        'event_type_ids=[«"codepipeline-pipeline-started"»]',
        "`codecommit-repository-…`",
    ),
    (
        "codecommit_trigger.CodecommitTrigger",
        'repository_name="r", trigger=[{"name": "t", "destinationArn": "a", "events": «["all", "createReference"]»}]',
        "1 items at most",
    ),
    ("amplify_app.AmplifyApp", 'name="a", basic_auth_credentials=«"user:password"»', "base64"),
    (
        "appsync_datasource.AppsyncDatasource",
        'api_id="a", name="d", type=«"AWS_LAMBDA"», lambda_config={"function_arn": "f"}',
        "`service_role_arn` is needed",
    ),
    (
        "appsync_graphql_api.AppsyncGraphqlApi",
        'name="a", authentication_type="API_KEY", '
        'additional_authentication_provider=[{"authenticationType": «"API_KEY"»}]',
        "an API has it once",
    ),
    (
        "appconfig_configuration_profile.AppconfigConfigurationProfile",
        'application_id="a", name="p", location_uri=«"s3://acme/settings.json"»',
        "`retrieval_role_arn` is needed",
    ),
    (
        "sagemaker_endpoint_configuration.SagemakerEndpointConfiguration",
        'production_variants=[{"modelName": "m", «"instanceType"»: "ml.m5.large", '
        '"serverlessConfig": {"maxConcurrency": 1, "memorySizeInMb": 1024}}]',
        "without servers",
    ),
    (
        "sagemaker_feature_group.SagemakerFeatureGroup",
        f'{_FEATURE_GROUP}, record_identifier_feature_name=«"key"»',
        "the `feature_name` of a `feature_definition` (`id`)",
    ),
    (
        "bedrock_guardrail.BedrockGuardrail",
        f'{_GUARDRAIL}, content_policy_config=[{{"filtersConfig": [{{"type": "PROMPT_ATTACK", '
        '"inputStrength": "HIGH", "outputStrength": «"LOW"»}]}]',
        "attacks",
    ),
    (
        "bedrockagent_knowledge_base.BedrockagentKnowledgeBase",
        f'name="k", {_ROLE}, knowledge_base_configuration={_KNOWLEDGE}, storage_configuration=[{{"type": «"RDS"»}}]',
        "`rds_configuration` is needed",
    ),
    (
        "service_discovery_service.ServiceDiscoveryService",
        f'name="s", dns_config={{{_NAMES}, "routing_policy": «"MULTIVALUE"»}}',
        "`WEIGHTED`",
    ),
    ("vpclattice_target_group.VpclatticeTargetGroup", 'name="t", type=«"IP"»', "`config` is needed"),
    (
        "verifiedaccess_trust_provider.VerifiedaccessTrustProvider",
        f'{_TRUST}, trust_provider_type=«"device"»',
        "`device_trust_provider_type` is needed",
    ),
    (
        "imagebuilder_infrastructure_configuration.ImagebuilderInfrastructureConfiguration",
        'name="i", instance_profile_name="p", subnet_id=«"subnet-1"»',
        "`security_group_ids` is needed",
    ),
    (
        "fis_experiment_template.FisExperimentTemplate",
        f'{_FAULTS}, action=[{{{_STOP}, "target": {{"key": "Instances", "value": «"db"»}}}}], target=[{_WEB}]',
        "the `name` of a `target` (`web`)",
    ),
    (
        "fis_experiment_template.FisExperimentTemplate",
        f'{_FAULTS}, action=[{{{_STOP}, "target": {{"key": «"Tasks"», "value": "web"}}}}], target=[{_WEB}]',
        "`Instances`",
    ),
    (
        "cur_report_definition.CurReportDefinition",
        f'{_REPORT}, format="textORcsv", compression=«"Parquet"»',
        "compressed as it is",
    ),
    (
        "grafana_workspace.GrafanaWorkspace",
        'account_access_type=«"ORGANIZATION"», authentication_providers=["SAML"], permission_type="SERVICE_MANAGED"',
        "`organizational_units` is needed",
    ),
    (
        "datasync_task.DatasyncTask",
        'source_location_arn="a", destination_location_arn="b", options={"atime": «"NONE"»}',
        "both times or none",
    ),
    (
        "osis_pipeline.OsisPipeline",
        'pipeline_name="logs", pipeline_configuration_body="x", min_units=4, max_units=«2»',
        "must not be less than",
    ),
    (
        "keyspaces_table.KeyspacesTable",
        f'{_TABLE}, schema_definition={{{_COLUMNS}, "partition_key": [{{"name": «"key"»}}]}}',
        "the `name` of a `column` (`id`)",
    ),
    (
        "directory_service_directory.DirectoryServiceDirectory",
        'name="corp.acme.net", password="Str0ngEnough!", type=«"ADConnector"»',
        "`connect_settings` is needed",
    ),
    (
        "connect_instance.ConnectInstance",
        f'{_CENTER}, identity_management_type=«"EXISTING_DIRECTORY"»',
        "`directory_id` is needed",
    ),
    ("media_convert_queue.MediaConvertQueue", 'name="q", pricing_plan=«"RESERVED"»', "of a size and for a time"),
    ("gamelift_alias.GameliftAlias", 'name="a", routing_strategy={"type": «"SIMPLE"»}', "leads to a fleet"),
    (
        "pipes_pipe.PipesPipe",
        f"{_PIPE}, source={_STREAM}, target={_QUEUE}, "
        'source_parameters={«"sqs_queue_parameters"»: {"batch_size": 1}}',
        "reads from something else",
    ),
    (
        "pipes_pipe.PipesPipe",
        f"{_PIPE}, source={_QUEUE}, target={_STREAM}, "
        'target_parameters={"lambda_function_parameters": {"invocation_type": "FIRE_AND_FORGET"}}',
        "writes to something else",
    ),
    (
        "cloudformation_stack.CloudformationStack",
        "name=\"s\", template_body=«'Resources: {Role: {Type: AWS::IAM::Role}}'»",
        "`capabilities` has to hold `CAPABILITY_IAM`",
    ),
    (
        "cloudformation_stack_set.CloudformationStackSet",
        'name="s", template_body="{}", permission_model=«"SERVICE_MANAGED"»',
        "`auto_deployment` is needed",
    ),
    (
        "servicecatalog_constraint.ServicecatalogConstraint",
        'portfolio_id="p", product_id="q", type="LAUNCH", parameters=«\'{"Role": "r"}\'»',
        "`RoleArn` or `LocalRoleName`",
    ),
    (
        "iot_authorizer.IotAuthorizer",
        'name="a", authorizer_function_arn="arn:aws:lambda:eu-west-1:998877665544:function:f", token_key_name="t"',
        "`token_signing_public_keys` is needed",
    ),
    (
        "inspector2_enabler.Inspector2Enabler",
        'account_ids=["998877665544"], resource_types=«["EC2", "LAMBDA_CODE"]»',
        "has to hold `LAMBDA`",
    ),
)
_APPLIED = (
    ("codebuild_webhook.CodebuildWebhook", 'project_name="p"'),
    (
        "codebuild_webhook.CodebuildWebhook",
        'project_name="p", filter_group=[{"filter": [{"type": "EVENT", "pattern": "PUSH, PULL_REQUEST_CREATED"}, '
        '{"type": "HEAD_REF", "pattern": "main"}]}]',
    ),
    ("appsync_datasource.AppsyncDatasource", 'api_id="a", name="d", type="NONE"'),
    (
        "bedrock_guardrail.BedrockGuardrail",
        f'{_GUARDRAIL}, content_policy_config=[{{"filtersConfig": [{{"type": "PROMPT_ATTACK", '
        '"inputStrength": "HIGH", "outputStrength": "NONE"}]}]',
    ),
    ("vpclattice_target_group.VpclatticeTargetGroup", 'name="t", type="LAMBDA"'),
    (
        "vpclattice_target_group.VpclatticeTargetGroup",
        'name="t", type="ALB", config={"port": 80, "protocol": "HTTP", "vpc_identifier": "vpc-1", '
        '"health_check": {"enabled": False}}',
    ),
    ("pipes_pipe.PipesPipe", f"{_PIPE}, source={_QUEUE}, target={_QUEUE}"),
    (
        "pipes_pipe.PipesPipe",
        f'{_PIPE}, source={_QUEUE}, target="arn:aws:events:eu-west-1:998877665544:api-destination/a/b", '
        'target_parameters={"http_parameters": {"header_parameters": {"a": "b"}}}',
    ),
    (
        "datasync_task.DatasyncTask",
        'source_location_arn="a", destination_location_arn="b", options={"atime": "NONE", "mtime": "NONE"}',
    ),
    (
        "cloudformation_stack.CloudformationStack",
        'name="s", template_body=\'Resources: {Role: {Type: AWS::IAM::Role}}\', capabilities=["CAPABILITY_NAMED_IAM"]',
    ),
    (
        "imagebuilder_distribution_configuration.ImagebuilderDistributionConfiguration",
        'name="d", distribution=[{"region": "eu-west-1", '
        '"amiDistributionConfiguration": {"name": "base-{{ imagebuilder:buildDate }}"}}]',
    ),
    (
        "fis_experiment_template.FisExperimentTemplate",
        f'{_FAULTS}, action=[{{"name": "wait", "actionId": "aws:fis:wait"}}, '
        f'{{{_STOP}, {_ON_WEB}, "startAfter": ["wait"]}}], target=[{_WEB}]',
    ),
)


_FOLLOWED = (
    (
        """
from cdktf_cdktf_provider_aws.codedeploy_app import CodedeployApp
from cdktf_cdktf_provider_aws.codedeploy_deployment_group import CodedeployDeploymentGroup

app = CodedeployApp(self, "app", name="shop", compute_platform="Lambda")
CodedeployDeploymentGroup(
    self,
    "group",
    app_name=app.name,
    deployment_group_name="shop",
    service_role_arn="arn:aws:iam::998877665544:role/deploy",
    deployment_config_name=«"CodeDeployDefault.OneAtATime"»,
    deployment_style={"deployment_option": "WITH_TRAFFIC_CONTROL", "deployment_type": "BLUE_GREEN"},
)
""",
        "one for functions",
    ),
    (
        """
from cdktf_cdktf_provider_aws.appconfig_configuration_profile import AppconfigConfigurationProfile
from cdktf_cdktf_provider_aws.appconfig_hosted_configuration_version import AppconfigHostedConfigurationVersion

profile = AppconfigConfigurationProfile(
    self, "flags", application_id="a", name="flags", location_uri="hosted", type="AWS.AppConfig.FeatureFlags"
)
AppconfigHostedConfigurationVersion(
    self,
    "version",
    application_id="a",
    configuration_profile_id=profile.configuration_profile_id,
    content_type="application/json",
    content=«'{"flags": {}, "values": {}}'»,
)
""",
        '`content` needs `"version": "1"`',
    ),
    (
        """
from cdktf_cdktf_provider_aws.grafana_workspace import GrafanaWorkspace
from cdktf_cdktf_provider_aws.grafana_workspace_saml_configuration import GrafanaWorkspaceSamlConfiguration

workspace = GrafanaWorkspace(
    self,
    "workspace",
    account_access_type="CURRENT_ACCOUNT",
    authentication_providers=["AWS_SSO"],
    permission_type="SERVICE_MANAGED",
)
GrafanaWorkspaceSamlConfiguration(
    self, "saml", workspace_id=«workspace.id», editor_role_values=["editor"], idp_metadata_url="https://acme.net/idp"
)
""",
        "with SAML",
    ),
    (
        """
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.prometheus_workspace import PrometheusWorkspace

group = CloudwatchLogGroup(self, "logs", name="/aws/prometheus/all")
PrometheusWorkspace(self, "workspace", logging_configuration={"log_group_arn": «group.arn»})
PrometheusWorkspace(self, "fine", logging_configuration={"log_group_arn": f"{group.arn}:*"})
""",
        "`:*`",
    ),
    (
        """
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.pipes_pipe import PipesPipe

table = DynamodbTable(
    self,
    "table",
    name="orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    stream_enabled=True,
    stream_view_type="NEW_IMAGE",
    attribute=[{"name": "id", "type": "S"}],
)
PipesPipe(
    self,
    "pipe",
    role_arn="arn:aws:iam::998877665544:role/pipe",
    source=«table.arn»,
    target="arn:aws:sqs:eu-west-1:998877665544:out",
    source_parameters={"dynamodb_stream_parameters": {"starting_position": "LATEST"}},
)
""",
        "`stream_arn`",
    ),
)


@pytest.mark.parametrize(("made", "arguments", "message"), _REFUSED)
def test_row_is_not_kept(made: str, arguments: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(rows.program(made, arguments), message, tmp_path)


@pytest.mark.parametrize(("code", "message"), _FOLLOWED)
def test_row_about_what_is_referred_to(code: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(code, message, tmp_path)


@pytest.mark.parametrize(("made", "arguments"), _APPLIED)
def test_row_is_kept(made: str, arguments: str, tmp_path: Path) -> None:
    assert rows.said(rows.program(made, arguments), tmp_path) == []
