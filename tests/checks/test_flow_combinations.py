"""Rows about what flows and is kept: targets, transfers, Glue, Firehose, MSK, dashboards, more of databases and search.

Each with a case that breaks it; and what the provider's documentation and acceptance tests apply.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import rows

_ROLE = '"arn:aws:iam::998877665544:role/worker"'
_JOB = f'name="j", role_arn={_ROLE}'
_SCRIPT = '"script_location": "s3://acme/b.py"'
_CONNECTION = 'name="c", connection_type="JDBC", connection_properties='
_DB = 'instance_class="db.m6g.large", allocated_storage=100, username="app", manage_master_user_password=True'
_AURORA = 'engine="aurora-mysql", master_username="app", manage_master_user_password=True'
_DELIVERY = 'name="d", destination="extended_s3", extended_s3_configuration='
_S3 = f'"role_arn": {_ROLE}, "bucket_arn": "arn:aws:s3:::acme-data"'
_COPY = f'"s3_configuration": {{{_S3}}}'
_BROKERS = 'number_of_broker_nodes=2, kafka_version="3.6.0"'
_NODES = '"client_subnets": ["a", "b"], "security_groups": ["sg-1"]'
_KAFKA = f'{_BROKERS}, broker_node_group_info={{"instance_type": "kafka.m5.large", {_NODES}}}'
_CACHE = 'replication_group_id="c", description="c", node_type="cache.t4g.small"'
_SEARCH = 'domain_name="search", cluster_config={"instance_type": "r6g.large.search"}'
_DISKS = 'ebs_options={"ebs_enabled": True, "volume_size": 20}'
_WAREHOUSE = 'cluster_identifier="dwh", manage_master_password=True, skip_final_snapshot=True'
_RULE = 'rule="tick", arn="arn:aws:sqs:eu-west-1:998877665544:q"'
_WINDOW = 'schedule_expression="rate(1 hour)", flexible_time_window={"mode": "OFF"}'
_WINDOWS = 'storage_capacity=300, throughput_capacity=32, subnet_ids=["subnet-1"]'
_ONTAP = 'deployment_type="SINGLE_AZ_1", preferred_subnet_id="s", subnet_ids=["s"], throughput_capacity=128'
_VOLUME = 'name="vol1", size_in_megabytes=1024, storage_virtual_machine_id="svm-12345678901234567"'
_TASK = (
    'replication_task_id="t", migration_type="full-load", table_mappings="{}",'
    ' replication_instance_arn="arn:aws:dms:r:1:i", source_endpoint_arn="arn:aws:dms:r:1:s",'
    ' target_endpoint_arn="arn:aws:dms:r:1:t"'
)

_REFUSED = (
    # Targets
    ("cloudwatch_event_target.CloudwatchEventTarget", 'rule="r", arn=«"arn:aws:glue:r:1:job/j"»', "of this kind"),
    (
        "cloudwatch_event_target.CloudwatchEventTarget",
        f'{_RULE}, input_transformer={{"input_template": "<id>", "input_paths": {{"id": «"detail.id"»}}}}',
        "begins with `$`",
    ),
    ("cloudwatch_event_target.CloudwatchEventTarget", f'{_RULE}, input_path=«"detail"»', "begins with `$`"),
    (
        "scheduler_schedule.SchedulerSchedule",
        f'{_WINDOW}, target={{"arn": «"arn:aws:batch:r:1:job-queue/q"», "role_arn": {_ROLE}}}',
        "a call of its API",
    ),
    (
        "scheduler_schedule.SchedulerSchedule",
        f'{_WINDOW}, target={{"arn": «"arn:aws:events:r:1:event-bus/b"», "role_arn": {_ROLE}}}',
        "`eventbridge_parameters` is needed",
    ),
    # Transfer Family
    (
        "transfer_server.TransferServer",
        'endpoint_type="VPC", endpoint_details={"vpc_id": "v"}, identity_provider_type="AWS_LAMBDA", function="f",'
        ' protocols=«["FTPS"]»',
        "`certificate` is needed",
    ),
    (
        "transfer_server.TransferServer",
        'identity_provider_type="AWS_LAMBDA", function="f", protocols=["FTP"], endpoint_type=«"PUBLIC"»',
        "served in a VPC",
    ),
    ("transfer_server.TransferServer", 'endpoint_type=«"VPC"»', "`endpoint_details` is needed"),
    (
        "transfer_server.TransferServer",
        'endpoint_type="VPC", endpoint_details={"vpc_id": "v", "subnet_ids": ["a", "b"],'
        ' "address_allocation_ids": «["e"]»}',
        "as many items as `subnet_ids` (2), not 1",
    ),
    ("transfer_server.TransferServer", 'identity_provider_type=«"AWS_LAMBDA"»', "`function` is needed"),
    ("transfer_server.TransferServer", '«url»="https://a.net"', "knows its users itself"),
    (
        "transfer_user.TransferUser",
        f'server_id="s", user_name="acme", role={_ROLE}, home_directory_type=«"LOGICAL"»',
        "`home_directory_mappings` is needed",
    ),
    ("transfer_user.TransferUser", f'server_id="s", user_name=«"ab"», role={_ROLE}', "3 to 100"),
    # Glue
    (
        "glue_job.GlueJob",
        f'{_JOB}, execution_class="FLEX", command={{"name": «"gluestreaming"», {_SCRIPT}}}',
        "`glueetl`",
    ),
    (
        "glue_job.GlueJob",
        f'{_JOB}, worker_type="G.4X", number_of_workers=2, glue_version=«"2.0"», command={{{_SCRIPT}}}',
        "`3.0`, or later",
    ),
    (
        "glue_job.GlueJob",
        f'{_JOB}, worker_type=«"G.1X"», number_of_workers=2, command={{"name": "glueray", {_SCRIPT}}}',
        "`Z.2X`",
    ),
    (
        "glue_trigger.GlueTrigger",
        'name="t", type="ON_DEMAND", actions=[{"jobName": "j", «"crawlerName"»: "c"}]',
        "must not be set beside",
    ),
    (
        "glue_trigger.GlueTrigger",
        'name="t", type="CONDITIONAL", actions=[{"jobName": "j"}], predicate={"conditions": [{"jobName": «"i"»}]}',
        "`state` is needed",
    ),
    ("glue_connection.GlueConnection", f'{_CONNECTION}«{{"USERNAME": "u"}}»', "`JDBC_CONNECTION_URL` or `HOST`"),
    (
        "glue_connection.GlueConnection",
        f'{_CONNECTION}{{"JDBC_CONNECTION_URL": «"postgresql://h/d"»}}',
        "begin with `jdbc:`",
    ),
    (
        "athena_data_catalog.AthenaDataCatalog",
        'name="c", description="d", type="LAMBDA", parameters=«{"catalog-id": "1"}»',
        "`function` or `metadata-function`",
    ),
    (
        "lakeformation_permissions.LakeformationPermissions",
        f'principal={_ROLE}, permissions=["DESCRIBE"], permissions_with_grant_option=[«"SELECT"»],'
        ' table={"database_name": "d", "name": "t"}',
        "not in `permissions`",
    ),
    ("lakeformation_lf_tag.LakeformationLfTag", 'key="k", values=«[]»', "1 items at least"),
    ("emr_cluster.EmrCluster", f'name="e", release_label="emr-7.1.0", service_role={_ROLE}', "has a master"),
    (
        "emr_managed_scaling_policy.EmrManagedScalingPolicy",
        'cluster_id="j", compute_limits=[{"unitType": "Instances", "minimumCapacityUnits": 5,'
        ' "maximumCapacityUnits": «2»}]',
        "must not be less",
    ),
    # Firehose and MSK
    (
        "kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream",
        f'{_DELIVERY}{{{_S3}, "buffering_interval": «1200»}}',
        "900 at most",
    ),
    (
        "kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream",
        f'{_DELIVERY}{{{_S3}, "s3_backup_mode": «"Enabled"»}}',
        "`s3_backup_configuration` is needed",
    ),
    (
        "kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream",
        f'{_DELIVERY}{{{_S3}, "cloudwatch_logging_options": {{"enabled": True, "log_group_name": "g"}}}}',
        "`log_stream_name` is needed",
    ),
    (
        "kinesis_firehose_delivery_stream.KinesisFirehoseDeliveryStream",
        f'name="d", destination="http_endpoint", http_endpoint_configuration={{"url": «"http://a.net"», {_COPY}}}',
        "`https://`",
    ),
    (
        "msk_cluster.MskCluster",
        f'cluster_name="k", {_BROKERS}, storage_mode="TIERED", broker_node_group_info='
        f'{{"instance_type": «"kafka.t3.small"», {_NODES}}}',
        "larger than those",
    ),
    (
        "msk_cluster.MskCluster",
        f'cluster_name="k", {_BROKERS}, broker_node_group_info={{"instance_type": "express.m7g.large", {_NODES},'
        ' «"storage_info"»: {"ebs_storage_info": {"volume_size": 100}}}',
        "no storage",
    ),
    ("msk_cluster.MskCluster", f'cluster_name=«"my_kafka"», {_KAFKA}', "letters, digits and `-`"),
    (
        "msk_cluster.MskCluster",
        f'cluster_name="k", {_KAFKA}, logging_info={{"broker_logs": {{"cloudwatch_logs": {{"enabled": «True»}}}}}}',
        "`log_group` is needed",
    ),
    # Databases, caches, search, files
    ("db_instance.DbInstance", f'engine="postgres", {_DB}, «timezone»="Europe/Berlin"', "Db2 and SQL Server"),
    ("db_instance.DbInstance", f'engine="mysql", {_DB}, «character_set_name»="utf8"', "by a parameter"),
    ("db_instance.DbInstance", f'engine="oracle-se2", {_DB}, db_name=«"warehouse1"»', "SID"),
    ("db_instance.DbInstance", f'engine="mysql", {_DB}, domain=«"d-1"»', "`domain_iam_role_name` is needed"),
    (
        "rds_cluster_instance.RdsClusterInstance",
        'cluster_identifier="c", engine="aurora-mysql", instance_class="db.r6g.large", promotion_tier=«16»',
        "15 at most",
    ),
    (
        "rds_cluster_instance.RdsClusterInstance",
        'cluster_identifier="c", engine="aurora-mysql",'
        ' instance_class="db.r6g.large", performance_insights_retention_period=«7»',
        "has to be true",
    ),
    (
        "rds_cluster.RdsCluster",
        f'{_AURORA}, serverlessv2_scaling_configuration={{"min_capacity": «0.25», "max_capacity": 4}}',
        "a multiple of 0.5",
    ),
    ("db_event_subscription.DbEventSubscription", 'sns_topic="arn:aws:sns:r:1:t", source_ids=«["db"]»', "source_type"),
    (
        "db_proxy.DbProxy",
        f'name="p", engine_family="POSTGRESQL", role_arn={_ROLE}, auth=[{{"secretArn": "s"}}], vpc_subnet_ids=«["a"]»',
        "2 items at least",
    ),
    (
        "elasticache_user.ElasticacheUser",
        'user_id="one", user_name=«"two"», engine="redis", access_string="on", authentication_mode={"type": "iam"}',
        "the same as `user_id` (`one`)",
    ),
    (
        "elasticache_user.ElasticacheUser",
        'user_id="one", user_name="two", engine="redis", access_string="on ~* +@all"',
        "`no_password_required`",
    ),
    (
        "elasticache_replication_group.ElasticacheReplicationGroup",
        f'{_CACHE}, num_cache_clusters=2, preferred_cache_cluster_azs=«["a", "b", "c"]»',
        "`num_cache_clusters` (2), not 3",
    ),
    (
        "elasticache_parameter_group.ElasticacheParameterGroup",
        'name="p", family="redis7", parameter=[{"name": «"maxmemory_policy"», "value": "allkeys-lru"}]',
        "spelled with `-`",
    ),
    (
        "opensearch_domain.OpensearchDomain",
        f'{_SEARCH}, {_DISKS}, engine_version=«"2.11"»',
        "`OpenSearch_2.11`",
    ),
    (
        "opensearch_domain.OpensearchDomain",
        f'{_SEARCH}, {_DISKS}, log_publishing_options=[{{"cloudwatchLogGroupArn": "arn:aws:logs:r:1:log-group:g",'
        ' "logType": «"AUDIT_LOGS"»}]',
        "must not be `AUDIT_LOGS`",
    ),
    ("redshift_cluster.RedshiftCluster", f'{_WAREHOUSE}, node_type="ra3.large", master_username=«"Admin"»', "small"),
    (
        "redshift_snapshot_schedule.RedshiftSnapshotSchedule",
        'identifier="s", definitions=[«"rate(30 minutes)"»]',
        "`rate(12 hours)`",
    ),
    (
        "dms_replication_task.DmsReplicationTask",
        f"""{_TASK}, replication_task_settings=«'{{"Logging": {{"CloudWatchLogGroup": "g"}}}}'»""",
        "without `CloudWatchLogGroup`",
    ),
    (
        "dms_replication_config.DmsReplicationConfig",
        'replication_config_identifier="c", replication_type="cdc", source_endpoint_arn="arn:aws:dms:r:1:s",'
        ' target_endpoint_arn="arn:aws:dms:r:1:t", table_mappings="{}",'
        ' compute_config={"replication_subnet_group_id": "g", "max_capacity_units": «3»}',
        "384",
    ),
    (
        "s3_bucket_accelerate_configuration.S3BucketAccelerateConfiguration",
        'status="Enabled", bucket=«"cdn.acme.net"»',
        "names without `.`",
    ),
    ("s3_bucket_logging.S3BucketLoggingA", 'bucket="b", target_prefix="l", target_bucket=«"arn:aws:s3:::l"»', "ARN"),
    (
        "s3_bucket_website_configuration.S3BucketWebsiteConfiguration",
        'bucket="b", index_document={"suffix": «"/index.html"»}',
        "without `/`",
    ),
    (
        "efs_access_point.EfsAccessPoint",
        'file_system_id="fs-1", root_directory={"path": "/d", "creation_info":'
        ' {"owner_gid": 1, "owner_uid": 1, "permissions": «"rwxr-xr-x"»}}',
        "`0755`",
    ),
    ("fsx_windows_file_system.FsxWindowsFileSystem", _WINDOWS, "in a directory"),
    (
        "fsx_ontap_file_system.FsxOntapFileSystem",
        f'storage_capacity=1024, {_ONTAP}, «route_table_ids»=["rtb-1"]',
        "found by routes",
    ),
    ("fsx_ontap_volume.FsxOntapVolume", f'{_VOLUME}, junction_path=«"data"»', "begins with `/`"),
    # Less common
    (
        "dynamodb_table.DynamodbTable",
        'name="events", hash_key="id", attribute=[{"name": "id", "type": "S"}],'
        ' «on_demand_throughput»={"max_read_request_units": 5}',
        "paid by requests",
    ),
    ("db_subnet_group.DbSubnetGroup", 'subnet_ids=["a", "b"], name=«"default"»', "another than `default`"),
    (
        "docdbelastic_cluster.DocdbelasticCluster",
        'name="d", admin_user_name="app", admin_user_password="long-enough", auth_type="PLAIN_TEXT", shard_count=1,'
        " shard_capacity=«6»",
        "64",
    ),
    ("athena_prepared_statement.AthenaPreparedStatement", 'query_statement="q", workgroup="w", name=«"a-b"»', "`_`"),
    ("transfer_workflow.TransferWorkflow", 'steps=[{"type": «"COPY"»}]', "`copy_step_details` is needed"),
    ("transfer_ssh_key.TransferSshKey", 'server_id="s", user_name="u", body=«"-----BEGIN"»', "a public key"),
    (
        "redshift_usage_limit.RedshiftUsageLimit",
        'cluster_identifier="c", amount=60, feature_type="spectrum", limit_type=«"time"»',
        "`data-scanned`",
    ),
    ("redshiftdata_statement.RedshiftdataStatement", 'database="d", sql="s"', "or `workgroup_name` is needed"),
    (
        "sfn_alias.SfnAlias",
        'name="live", routing_configuration=[«{"stateMachineVersionArn": "a", "weight": 80}»]',
        "add up to 100, not 80",
    ),
    (
        "sns_topic_policy.SnsTopicPolicy",
        """arn="arn:aws:sns:r:1:t", policy=«'{"Statement": [{"Effect": "Allow", "Action": "SNS:*"}]}'»""",
        "without `sns:*`",
    ),
    (
        "scheduler_schedule.SchedulerSchedule",
        f'{_WINDOW}, target={{"arn": "arn:aws:lambda:r:1:function:f", "role_arn": {_ROLE}, "input": «"{{env: dev}}"»}}',
        "has to be JSON",
    ),
    # Dashboards and series
    (
        "quicksight_data_source.QuicksightDataSource",
        'data_source_id="d", name="d", parameters={"s3": {"manifest_file_location": {"bucket": "b", "key": "k"}}},'
        ' type=«"ATHENA"»',
        "`parameters.athena`",
    ),
    (
        "quicksight_user.QuicksightUser",
        'email="a@acme.net", user_role="READER", identity_type=«"IAM"»',
        "`iam_arn` is needed",
    ),
    ("timestreamwrite_database.TimestreamwriteDatabase", 'database_name=«"my db"»', "letters, digits"),
)

_APPLIED = (
    ("cloudwatch_event_target.CloudwatchEventTarget", 'rule="r", arn="arn:aws:events:r:1:target/stop-instance"'),
    (
        "scheduler_schedule.SchedulerSchedule",
        f'{_WINDOW}, target={{"arn": "arn:aws:scheduler:::aws-sdk:glue:startJobRun", "role_arn": {_ROLE}}}',
    ),
    ("transfer_server.TransferServer", 'endpoint_type="VPC_ENDPOINT", endpoint_details={"vpc_endpoint_id": "vpce-1"}'),
    ("glue_job.GlueJob", f'{_JOB}, command={{"script_location": "testscriptlocation"}}'),
    ("glue_connection.GlueConnection", f'{_CONNECTION}{{"JDBC_CONNECTION_URL": "jdbc:mysql://h/d", "SECRET_ID": "s"}}'),
    (
        "lakeformation_permissions.LakeformationPermissions",
        f'principal={_ROLE}, permissions=["ALL"], permissions_with_grant_option=["SELECT"],'
        ' table={"database_name": "d", "name": "t"}',
    ),
    (
        "msk_cluster.MskCluster",
        f'cluster_name="k", {_KAFKA.replace("3.6.0", "3.7.x.kraft")},'
        ' logging_info={"broker_logs": {"cloudwatch_logs": {"enabled": False}}}',
    ),
    (
        "rds_cluster.RdsCluster",
        f'{_AURORA}, serverlessv2_scaling_configuration={{"min_capacity": 0, "max_capacity": 1.5}}',
    ),
    ("redshift_snapshot_schedule.RedshiftSnapshotSchedule", 'definitions=["rate(1 hour)", "cron(30 12 *)"]'),
    ("fsx_windows_file_system.FsxWindowsFileSystem", f'{_WINDOWS}, active_directory_id="d-1"'),
)


@pytest.mark.parametrize(("made", "arguments", "message"), _REFUSED)
def test_row_is_not_kept(made: str, arguments: str, message: str, tmp_path: Path) -> None:
    rows.assert_said(rows.program(made, arguments), message, tmp_path)


@pytest.mark.parametrize(("made", "arguments"), _APPLIED)
def test_row_is_kept(made: str, arguments: str, tmp_path: Path) -> None:
    assert rows.said(rows.program(made, arguments), tmp_path) == []
