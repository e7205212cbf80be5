"""Rows about texts, maps and blocks of the services beside the big ones: templates, rules, attributes, parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import rows

_GROUPS = "groups: []"
_FAULTS = (
    'description="d", role_arn="arn:aws:iam::998877665544:role/fis", stop_condition=[{"source": "none"}], '
    'action=[{"name": "wait", "actionId": "aws:fis:wait", "parameter": [{"key": "duration", "value": VALUE}]}]'
)
_DESK = 'directory_id="d-1234567890", bundle_id="wsb-1", user_name="jane"'
_BROKER = (
    'broker_name="b", engine_type="RabbitMQ", engine_version="3.13", auto_minor_version_upgrade=True, '
    'user=[{"username": "app", "password": "x" * 12}]'
)
_QUEUE = '"arn:aws:sqs:eu-west-1:998877665544:in"'
_PIPE = f'role_arn="arn:aws:iam::998877665544:role/pipe", source={_QUEUE}, target={_QUEUE}'
_SOURCES = (
    'name="b", service_role="arn:aws:iam::998877665544:role/build", artifacts={"type": "NO_ARTIFACTS"}, '
    'environment={"compute_type": "BUILD_GENERAL1_SMALL", "image": "i", "type": "LINUX_CONTAINER"}, '
    'source={"type": "GITHUB", "location": "https://github.com/acme/shop"}, '
    'secondary_sources=[{"type": "GITHUB", "location": "https://github.com/acme/lib", "sourceIdentifier": "lib"}]'
)
_LOOKED_UP = """
from cdktf_cdktf_provider_aws.service_discovery_instance import ServiceDiscoveryInstance
from cdktf_cdktf_provider_aws.service_discovery_service import ServiceDiscoveryService

db = ServiceDiscoveryService(
    self, "db", name="db", dns_config={"namespace_id": "ns-1", "dns_records": [{"ttl": 10, "type": "A"}]}
)
ServiceDiscoveryInstance(self, "one", instance_id="one", service_id=db.id, attributes=ATTRIBUTES)
"""

_REFUSED = (
    (
        "elastic_beanstalk_environment.ElasticBeanstalkEnvironment",
        'name="jobs", application="jobs", tier="Worker", template_name="t", «cname_prefix»="jobs"',
        "workers have no address",
    ),
    (
        "elastic_beanstalk_application.ElasticBeanstalkApplication",
        'name="a", appversion_lifecycle={"service_role": "arn:aws:iam::998877665544:role/eb", "max_count": 5, '
        '«"max_age_in_days"»: 30}',
        "`max_age_in_days` must not be set beside `max_count`",
    ),
    (
        "codebuild_project.CodebuildProject",
        f'{_SOURCES}, secondary_source_version=[{{"sourceIdentifier": «"libs"», "sourceVersion": "v2"}}]',
        "the `source_identifier` of a `secondary_sources` (`lib`)",
    ),
    (
        "codeartifact_repository.CodeartifactRepository",
        'repository="r", domain="d", external_connections={"external_connection_name": «"pypi"»}',
        "`public:`",
    ),
    (
        "codecommit_approval_rule_template.CodecommitApprovalRuleTemplate",
        'name="t", content=«\'{"Statements": []}\'»',
        '`"Version": "2018-11-08"`',
    ),
    (
        "prometheus_alert_manager_definition.PrometheusAlertManagerDefinition",
        'workspace_id="ws-1", definition=«"route: {}"»',
        "`alertmanager_config:`",
    ),
    (
        "prometheus_rule_group_namespace.PrometheusRuleGroupNamespace",
        'workspace_id="ws-1", name="r", data=«"- name: node"»',
        "`groups:`",
    ),
    (
        "imagebuilder_component.ImagebuilderComponent",
        'name="web-server", platform="Linux", version="1.0.0", data=«"phases: []"»',
        "`schemaVersion: 1.0`",
    ),
    ("fis_experiment_template.FisExperimentTemplate", _FAULTS.replace("VALUE", '«"120"»'), "`PT5M`"),
    (
        "budgets_budget.BudgetsBudget",
        'budget_type="COST", limit_amount="1", limit_unit="USD", time_unit="MONTHLY", '
        'cost_filter=[{"name": "TagKeyValue", "values": [«"Team:web"»]}]',
        "a key and a value",
    ),
    (
        "service_discovery_service.ServiceDiscoveryService",
        'name="s", dns_config={"namespace_id": "ns-1", "routing_policy": "WEIGHTED", '
        '"dns_records": «[{"ttl": 1, "type": "A"}, {"ttl": 1, "type": "CNAME"}]»}',
        "1 items at most",
    ),
    ("mq_broker.MqBroker", f'{_BROKER}, host_instance_type=«"mq.t2.micro"»', "newer instances"),
    (
        "iot_thing.IotThing",
        'name="t", attributes=«{"a": "1", "b": "2", "c": "3", "d": "4"}»',
        "3 keys at most",
    ),
    (
        "resourcegroups_group.ResourcegroupsGroup",
        'name="g", resource_query={"query": «\'{"TagFilters": [{"Key": "env", "Value": ["dev"]}]}\'»}',
        "`Values`",
    ),
    (
        "ses_receipt_rule.SesReceiptRule",
        'name="r", rule_set_name="all", recipients=[«"*@acme.net"»]',
        "without `*`",
    ),
    (
        "pipes_pipe.PipesPipe",
        f'{_PIPE}, source_parameters={{"sqs_queue_parameters": {{"batch_size": «100»}}}}',
        "`maximum_batching_window_in_seconds` is needed",
    ),
    (
        "workspaces_workspace.WorkspacesWorkspace",
        f'{_DESK}, workspace_properties={{"root_volume_size_gib": 175, "user_volume_size_gib": «50»}}',
        "100 at least",
    ),
    (
        "keyspaces_table.KeyspacesTable",
        'keyspace_name="k", table_name="t", schema_definition={"column": [{"name": "id", "type": «"string"»}], '
        '"partition_key": [{"name": "id"}]}',
        "there is no such type",
    ),
    (
        "gamelift_fleet.GameliftFleet",
        'name="f", build_id="build-1", ec2_instance_type="c5.large", runtime_configuration='
        '{"server_process": [{"concurrentExecutions": 1, "launchPath": «"game/server"»}]}',
        "`/local/game/`",
    ),
)
_APPLIED = (
    (
        "prometheus_alert_manager_definition.PrometheusAlertManagerDefinition",
        'workspace_id="ws-1", definition="template_files: {}\\nalertmanager_config: |\\n  route: {}"',
    ),
    (
        "prometheus_rule_group_namespace.PrometheusRuleGroupNamespace",
        f'workspace_id="ws-1", name="r", data="{_GROUPS}"',
    ),
    ("fis_experiment_template.FisExperimentTemplate", _FAULTS.replace("VALUE", '"PT1H30M"')),
    (
        "ses_receipt_rule.SesReceiptRule",
        'name="r", rule_set_name="all", recipients=["acme.net", ".acme.net", "info@acme.net"]',
    ),
    ("iot_thing.IotThing", 'name="t", thing_type_name="k", attributes={"a": "1", "b": "2", "c": "3", "d": "4"}'),
    ("workspaces_workspace.WorkspacesWorkspace", _DESK),
    (
        "workspaces_workspace.WorkspacesWorkspace",
        f'{_DESK}, workspace_properties={{"root_volume_size_gib": 80, "user_volume_size_gib": 10}}',
    ),
)


@pytest.mark.parametrize(("made", "arguments", "message"), _REFUSED)
def test_row_is_not_kept(made: str, arguments: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(rows.program(made, arguments), message, tmp_path)


@pytest.mark.parametrize(("made", "arguments"), _APPLIED)
def test_row_is_kept(made: str, arguments: str, tmp_path: Path) -> None:
    assert rows.said(rows.program(made, arguments), tmp_path) == []


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ('{"AWS_INSTANCE_PORT": "80"}', True),
        ('{"AWS_INSTANCE_IPV4": "10.0.0.1"}', False),
        ('{"AWS_ALIAS_DNS_NAME": "lb.acme.net"}', False),
    ],
)
def test_instance_has_what_its_name_stands_for(attributes: str, needed: bool, tmp_path: Path) -> None:
    said = rows.said(_LOOKED_UP.replace("ATTRIBUTES", attributes), tmp_path)
    assert ["`attributes` needs `AWS_INSTANCE_IPV4`" in message for message, _, _ in said] == [True] * needed
