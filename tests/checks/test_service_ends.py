"""Rows about addresses, versions, ARNs and what is named twice, of the services beside the big ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import rows

_BUILD = (
    'name="b", service_role="arn:aws:iam::998877665544:role/build", artifacts={"type": "NO_ARTIFACTS"}, '
    'source={"type": "GITHUB", "location": "https://github.com/acme/shop"}'
)
_IMAGE = '"compute_type": "BUILD_GENERAL1_SMALL", "image": "i", "type": "LINUX_CONTAINER"'
_VARIANT = '"modelName": "m", "instanceType": "ml.m5.large", "initialInstanceCount": 1'
_SYNC = 'source_location_arn="a", destination_location_arn="b"'
_FLOW = 'name="f", task=[{"taskType": "Map_all"}]'
_TO_BUCKET = (
    'destination_flow_config=[{"connectorType": "S3", "destinationConnectorProperties": {"s3": {"bucketName": "b"}}}]'
)
_FROM_BUCKET = (
    '"connector_type": "S3", "source_connector_properties": {"s3": {"bucket_name": "b", "bucket_prefix": "p"}}'
)
_ROLE = 'role_arn="arn:aws:iam::998877665544:role/worker"'

_REFUSED = (
    (
        "codebuild_project.CodebuildProject",
        f'{_BUILD}, environment={{{_IMAGE}}}, file_system_locations=«[{{"identifier": "c", "type": "EFS"}}]»',
        "`vpc_config` is needed",
    ),
    (
        "codebuild_project.CodebuildProject",
        f'{_BUILD}, environment={{{_IMAGE}, "environment_variable": [{{"name": "A", "value": "1"}}, '
        '{"name": «"A"», "value": "2"}]}',
        "a second time",
    ),
    (
        "appsync_datasource.AppsyncDatasource",
        'api_id="a", name="d", type="HTTP", http_config={"endpoint": «"pay.acme.net"»}',
        "`https://`",
    ),
    (
        "sagemaker_model.SagemakerModel",
        f'name="m", execution_{_ROLE}, primary_container={{"image": "i"}}, «container»=[{{"image": "j"}}]',
        "`container` must not be set beside `primary_container`",
    ),
    (
        "sagemaker_endpoint_configuration.SagemakerEndpointConfiguration",
        f'production_variants=[{{"variantName": "a", {_VARIANT}}}, {{"variantName": «"a"», {_VARIANT}}}]',
        "a second time",
    ),
    (
        "bedrockagent_agent_action_group.BedrockagentAgentActionGroup",
        'action_group_name="g", agent_id="ABCDEFGHIJ", agent_version=«"1"»',
        "`DRAFT`",
    ),
    (
        "lexv2_models_bot_locale.Lexv2ModelsBotLocale",
        'bot_id="ABCDEFGHIJ", bot_version="DRAFT", locale_id=«"en-US"», n_lu_intent_confidence_threshold=0.4',
        "`en_US`",
    ),
    (
        "«ce_anomaly_subscription.CeAnomalySubscription»",
        'name="s", frequency="DAILY", monitor_arn_list=["arn:aws:ce::998877665544:anomalymonitor/1"], '
        'subscriber=[{"type": "EMAIL", "address": "a@acme.net"}]',
        "`threshold_expression` is needed",
    ),
    (
        "budgets_budget.BudgetsBudget",
        'budget_type="RI_COVERAGE", limit_amount=«"80"», limit_unit="PERCENTAGE", time_unit="MONTHLY"',
        "100 at least",
    ),
    (
        "grafana_workspace.GrafanaWorkspace",
        'account_access_type="CURRENT_ACCOUNT", authentication_providers=["SAML"], '
        'permission_type="SERVICE_MANAGED", grafana_version=«"10"»',
        "`10.4`",
    ),
    ("datasync_task.DatasyncTask", f'{_SYNC}, schedule={{"schedule_expression": «"rate(15 minutes)"»}}', "an hour"),
    (
        "appflow_flow.AppflowFlow",
        f"{_FLOW}, {_TO_BUCKET}, source_flow_config={{{_FROM_BUCKET}}}, "
        'trigger_config={"trigger_type": «"Scheduled"»}',
        "`trigger_properties` is needed",
    ),
    (
        "appflow_flow.AppflowFlow",
        f'{_FLOW}, {_TO_BUCKET}, source_flow_config={{"connector_type": «"Salesforce"», '
        f'{_FROM_BUCKET.partition(", ")[2]}}}, trigger_config={{"trigger_type": "OnDemand"}}',
        "`source_connector_properties.salesforce` is needed",
    ),
    ("cloudformation_stack.CloudformationStack", 'name="s", template_url=«"s3://acme/a.yaml"»', "`https://`"),
    (
        "vpclattice_auth_policy.VpclatticeAuthPolicy",
        'resource_identifier="svc-0a1b2c3d4e5f60718", policy=«\'{"Statement": [{"Action": "lattice:Invoke"}]}\'»',
        "`vpc-lattice-svcs:…`",
    ),
)
_APPLIED = (
    ("datasync_task.DatasyncTask", f'{_SYNC}, schedule={{"schedule_expression": "rate(60 minutes)"}}'),
    ("datasync_task.DatasyncTask", f'{_SYNC}, schedule={{"schedule_expression": "cron(0 2 ? * * *)"}}'),
    (
        "vpclattice_auth_policy.VpclatticeAuthPolicy",
        'resource_identifier="svc-0a1b2c3d4e5f60718", policy=\'{"Statement": [{"Action": "*", "Effect": "Allow"}]}\'',
    ),
    (
        "sagemaker_model.SagemakerModel",
        f'name="m", execution_{_ROLE}, container=[{{"image": "i"}}, {{"image": "j"}}]',
    ),
    (
        "lexv2_models_bot_locale.Lexv2ModelsBotLocale",
        'bot_id="ABCDEFGHIJ", bot_version="DRAFT", locale_id="es_419", n_lu_intent_confidence_threshold=0.4',
    ),
)
_REFERRED = (
    (
        """
from cdktf_cdktf_provider_aws.iot_certificate import IotCertificate
from cdktf_cdktf_provider_aws.iot_policy_attachment import IotPolicyAttachment
from cdktf_cdktf_provider_aws.iot_thing import IotThing

thing = IotThing(self, "thing", name="sensor")
certificate = IotCertificate(self, "certificate", active=True)
IotPolicyAttachment(self, "right", policy="all", target=certificate.arn)
IotPolicyAttachment(self, "wrong", policy="all", target=«thing.arn»)
""",
        "certificates (by their ARN)",
    ),
    (
        """
from cdktf_cdktf_provider_aws.iot_certificate import IotCertificate
from cdktf_cdktf_provider_aws.iot_thing_principal_attachment import IotThingPrincipalAttachment

certificate = IotCertificate(self, "certificate", active=True)
IotThingPrincipalAttachment(self, "wrong", thing="sensor", principal=«certificate.id»)
""",
        "AWS IoT wants its ARN",
    ),
    (
        """
from cdktf_cdktf_provider_aws.pipes_pipe import PipesPipe
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue

queue = SqsQueue(self, "queue", name="in")
out = "arn:aws:sqs:eu-west-1:998877665544:out"
PipesPipe(self, "pipe", role_arn="arn:aws:iam::998877665544:role/pipe", source=«queue.url», target=out)
""",
        "the ARN of a queue",
    ),
    (
        """
from cdktf_cdktf_provider_aws.connect_instance import ConnectInstance
from cdktf_cdktf_provider_aws.connect_user import ConnectUser

calls = {"inbound_calls_enabled": True, "outbound_calls_enabled": True}
instance = ConnectInstance(
    self, "instance", identity_management_type="CONNECT_MANAGED", instance_alias="acme", **calls
)
profile = {"routing_profile_id": "r-1", "security_profile_ids": ["s-1"]}
ConnectUser(
    self, "jane", instance_id=«instance.id», name="jane", phone_config={"phone_type": "SOFT_PHONE"}, **profile
)
""",
        "`password` is needed",
    ),
)


@pytest.mark.parametrize(("made", "arguments", "message"), _REFUSED)
def test_row_is_not_kept(made: str, arguments: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(rows.program(made, arguments), message, tmp_path)


@pytest.mark.parametrize(("code", "message"), _REFERRED)
def test_row_about_what_is_referred_to(code: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(code, message, tmp_path)


@pytest.mark.parametrize(("made", "arguments"), _APPLIED)
def test_row_is_kept(made: str, arguments: str, tmp_path: Path) -> None:
    assert rows.said(rows.program(made, arguments), tmp_path) == []
