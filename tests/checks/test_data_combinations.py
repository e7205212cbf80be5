"""Rows of the tables about databases, caches, search, files, streams and analytics, each with a case that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import rows

_ROLE = '"arn:aws:iam::998877665544:role/worker"'
_BUCKET = '"arn:aws:s3:::acme-data"'
_CLUSTER = 'skip_final_snapshot=True, master_username="app", manage_master_user_password=True'
_INSTANCE = 'instance_class="db.t4g.medium", allocated_storage=20, username="app", manage_master_user_password=True'
_CACHE = 'replication_group_id="c", description="c", node_type="cache.t4g.small"'
_SHARDS = '"default.redis7.cluster.on"'
_SEARCH = 'domain_name="search", engine_version="OpenSearch_2.11"'
_DISKS = 'ebs_options={"ebs_enabled": True, "volume_size": 20}'
_NODE = 'cluster_config={"instance_type": "r6g.large.search"}'
_SUBNET = 'subnet_ids=["subnet-1"]'
_MASTER = 'master_instance_group={"instance_type": "m5.xlarge"}'
_TABLE = 'name="t", billing_mode="PAY_PER_REQUEST", hash_key="id", attribute=[{"name": "id", "type": "S"}]'

_REFUSED = (
    (
        "network_acl_rule.NetworkAclRule",
        'network_acl_id="acl-1", protocol="-1", rule_action="allow", cidr_block="0.0.0.0/0", rule_number=«0»',
        "1 at least",
    ),
    (
        "apigatewayv2_api.Apigatewayv2Api",
        'name="api", protocol_type="HTTP", route_selection_expression=«"$request.body.action"»',
        "nothing else",
    ),
    ("msk_configuration.MskConfiguration", 'server_properties="", name=«"msk.config"»', "letters, digits"),
    ("sqs_queue.SqsQueue", 'name="jobs", receive_wait_time_seconds=«30»', "20 at most"),
    ("cloudwatch_event_bus.CloudwatchEventBus", 'name=«"aws.orders"»', "`aws.`"),
    ("schemas_registry.SchemasRegistry", 'name=«"the events"»', "plan fails"),
    ("ses_domain_identity.SesDomainIdentity", 'domain=«"https://acme.org"»', "without `https://`"),
    (
        "dlm_lifecycle_policy.DlmLifecyclePolicy",
        f'execution_role_arn={_ROLE}, policy_details={{}}, description=«"a (b)"»',
        "plan",
    ),
    (
        "sagemaker_notebook_instance.SagemakerNotebookInstance",
        f'name="n", role_arn={_ROLE}, instance_type="ml.t3.medium", volume_size=«2»',
        "5 at least",
    ),
    (
        "s3_bucket_website_configuration.S3BucketWebsiteConfiguration",
        'bucket="b", index_document={"suffix": «"/index.html"»}',
        "without `/`",
    ),
    (
        "cloudformation_stack_set.CloudformationStackSet",
        f'name="s", permission_model="SERVICE_MANAGED", template_body="{{}}", administration_role_arn={_ROLE}',
        "makes the roles",
    ),
    (
        "lambda_event_source_mapping.LambdaEventSourceMapping",
        'function_name="f", topics=["t"], starting_position="LATEST", «parallelization_factor»=2, '
        'event_source_arn="arn:aws:kafka:eu-west-1:998877665544:cluster/c/1"',
        "Kinesis and DynamoDB",
    ),
    ("rds_cluster.RdsCluster", f'engine="aurora-mysql", «allocated_storage»=100, {_CLUSTER}', "grows by itself"),
    ("rds_cluster.RdsCluster", f'engine="aurora-mysql", storage_type=«"gp3"», {_CLUSTER}', "`aurora-iopt1`"),
    ("rds_cluster.RdsCluster", f'engine="aurora-postgresql", «backtrack_window»=60, {_CLUSTER}', "Aurora MySQL"),
    ("rds_cluster.RdsCluster", 'engine="aurora-mysql", master_username=«"app"»', "`manage_master_user_password`"),
    ("db_instance.DbInstance", f'engine=«"aurora-mysql"», {_INSTANCE}', "aws_rds_cluster_instance"),
    ("db_instance.DbInstance", f'engine="mysql", kms_key_id=«"arn:aws:kms:a:1:key/1"», {_INSTANCE}', "encrypted"),
    ("db_instance.DbInstance", f'engine="postgres", storage_type="gp2", «iops»=3000, {_INSTANCE}', "`iops`"),
    ("db_parameter_group.DbParameterGroup", 'name="p", family=«"postgres15.4"»', "major versions"),
    ("db_instance.DbInstance", f'engine="mysql", backup_window=«"23:50-00:05"», {_INSTANCE}', "30 minutes"),
    ("docdb_cluster_instance.DocdbClusterInstance", 'cluster_identifier="d", instance_class=«"db.t3.small"»', "db.t3"),
    ("redshift_cluster.RedshiftCluster", 'cluster_identifier="dwh", node_type=«"dc2.large"»', "ra3"),
    ("dynamodb_table.DynamodbTable", f'{_TABLE}, range_key=«"id"»', "must not be the same"),
    ("dynamodb_table.DynamodbTable", f'{_TABLE}, ttl={{"enabled": «True»}}', "`attribute_name` is needed"),
    ("iot_thing.IotThing", 'name="lamp", attributes={"place": «"first floor"»}', "first floor"),
    (
        "datasync_task.DatasyncTask",
        'source_location_arn="a", destination_location_arn="b", schedule={"schedule_expression": «"rate(5 minutes)"»}',
        "more often",
    ),
    (
        "config_config_rule.ConfigConfigRule",
        'name="tags", source={"owner": "AWS", "source_identifier": "REQUIRED_TAGS"}, '
        '«maximum_execution_frequency»="One_Hour"',
        "only changes",
    ),
    (
        "opensearch_domain.OpensearchDomain",
        f'{_SEARCH}, {_DISKS}, cluster_config={{"instance_type": "r6g.large.search", "zone_awareness_enabled": True, '
        '"instance_count": «3»}',
        "in the one zone",
    ),
    ("dms_endpoint.DmsEndpoint", 'endpoint_id="src", endpoint_type="source", engine_name=«"mysql"»', "`server_name`"),
    (
        "elasticache_replication_group.ElasticacheReplicationGroup",
        f"{_CACHE}, num_node_groups=2, automatic_failover_enabled=«False», parameter_group_name={_SHARDS}",
        "without failover",
    ),
    ("elasticache_parameter_group.ElasticacheParameterGroup", 'name="p", family=«"redis7.x"»', "`redis7`"),
    ("memorydb_cluster.MemorydbCluster", 'acl_name="open-access", node_type=«"cache.t4g.small"»', "`db.`"),
    (
        "opensearch_domain.OpensearchDomain",
        f"{_SEARCH}, {_NODE.replace('large.search', 'large.elasticsearch')}",
        "`.search`",
    ),
    (
        "opensearch_domain.OpensearchDomain",
        f'{_SEARCH}, cluster_config={{"instance_type": «"m6g.large.search"»}}',
        "disks",
    ),
    (
        "opensearch_domain.OpensearchDomain",
        f'{_SEARCH}, {_NODE}, {_DISKS}, vpc_options={{"subnet_ids": «["a", "b"]»}}',
        "subnet",
    ),
    (
        "s3_bucket_cors_configuration.S3BucketCorsConfiguration",
        'bucket="b", cors_rule=[{"allowedMethods": [«"OPTIONS"»], "allowedOrigins": ["*"]}]',
        "`GET`",
    ),
    ("efs_file_system.EfsFileSystem", 'throughput_mode="elastic", performance_mode=«"maxIO"»', "`generalPurpose`"),
    (
        "efs_file_system.EfsFileSystem",
        'lifecycle_policy=[{"transitionToIa": "AFTER_7_DAYS", «"transitionToPrimaryStorageClass"»: "AFTER_1_ACCESS"}]',
        "of its own",
    ),
    (
        "fsx_lustre_file_system.FsxLustreFileSystem",
        f'deployment_type="SCRATCH_2", storage_capacity=«3600», {_SUBNET}',
        "2400",
    ),
    (
        "backup_plan.BackupPlan",
        'name="p", rule=[{"ruleName": "r", "targetVaultName": "main", "startWindow": 60, "completionWindow": «90»}]',
        "60 more than `start_window` (60)",
    ),
    ("kinesis_stream.KinesisStream", 'name="s", shard_count=1, encryption_type=«"KMS"»', "`kms_key_id` is needed"),
    (
        "kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream",
        'name="d", destination="extended_s3", extended_s3_configuration='
        f'{{"role_arn": {_ROLE}, "bucket_arn": {_BUCKET}, "prefix": «"!{{timestamp:yyyy}}/"»}}',
        "`error_output_prefix` is needed",
    ),
    (
        "msk_cluster.MskCluster",
        'cluster_name="k", kafka_version="3.6.0", number_of_broker_nodes=«4», broker_node_group_info='
        '{"instance_type": "kafka.m5.large", "client_subnets": ["a", "b", "c"], "security_groups": ["sg-1"]}',
        "`broker_node_group_info.client_subnets` (3)",
    ),
    ("glue_trigger.GlueTrigger", 'name="t", type=«"SCHEDULED"», actions=[{"jobName": "j"}]', "`schedule` is needed"),
    (
        "glue_job.GlueJob",
        f'name="j", role_arn={_ROLE}, max_capacity=«2», '
        'command={"name": "pythonshell", "script_location": "s3://a/b.py"}',
        "`0.0625`",
    ),
    (
        "lakeformation_permissions.LakeformationPermissions",
        f'principal={_ROLE}, permissions=[«"SELECT"»], data_location={{"arn": {_BUCKET}}}',
        "`DATA_LOCATION_ACCESS`",
    ),
    ("emr_cluster.EmrCluster", f'name="e", release_label=«"6.15.0"», service_role={_ROLE}, {_MASTER}', "`emr-`"),
)


@pytest.mark.parametrize(("made", "arguments", "message"), _REFUSED)
def test_row_is_not_kept(made: str, arguments: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(rows.program(made, arguments), message, tmp_path)


def test_dms_looks_for_its_role_by_name(tmp_path: Path) -> None:
    code = """
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment

POLICY = "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole"
for name in ("dms-vpc-role", "dms-vpc-role-dev"):
    role = IamRole(self, name, name=name, assume_role_policy="{}")
    IamRolePolicyAttachment(self, f"{name}-policy", role=role.name, policy_arn=POLICY)
"""
    assert ["`dms-vpc-role-dev`" in message for message, _, _ in rows.said(code, tmp_path)] == [True]
