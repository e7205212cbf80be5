"""The faults of `examples/payments`, each as an edit to its right twin, `tests/truth/payments_fixed`.

All of them applied to the twin give the example, text for text. Each alone gives what the oracle says: `outcome` and a
part of the error's message, or "ok" where the fault shows only in the plan, in AWS, or never.
"""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Each first text of `edits` occurs once in `file` of the twin and becomes the second.

    `findings` are rule codes by text that occurs once in the example's file; the finding lies on that text's last line.
    """

    file: str
    edits: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    outcome: str = "ok"
    message: str = ""


SUFFIX = '{environment_suffix}",'
LEDGER = f'global_cluster_identifier=f"payment-ledger-{SUFFIX}'
MEMBER = "\n            global_cluster_identifier=ledger.id,"
ENGINE = "\n            engine=ENGINE,\n            engine_version=ENGINE_VERSION,"

FAULTS = [
    Fault(
        "main.py",
        (
            (
                "    default_tags=default_tags,\n",
                """    aws_region=os.getenv("AWS_REGION", "us-east-1"),
    default_tags=default_tags,
""",
            ),
        ),
        (("aws_region=os.getenv", "PS108"),),
        "python-error",
        "PaymentsStack.__init__() got an unexpected keyword argument 'aws_region'",
    ),
    Fault(
        "stacks/payments.py",
        (
            (
                """            region=PRIMARY_REGION,
            default_tags=[{"tags": default_tags}],
""",
                """            region=PRIMARY_REGION,
            default_tags=[default_tags],
""",
            ),
        ),
        (("default_tags=[default_tags],", "PS106"),),
    ),
    Fault(
        "stacks/payments.py",
        (
            (
                """            alias="secondary",
            default_tags=[{"tags": default_tags}],
""",
                '            alias="secondary",\n',
            ),
        ),
        (("secondary = AwsProvider(", "PS503"),),
    ),
    Fault(
        "stacks/payments.py",
        (
            (
                """            encrypt=True,
            dynamodb_table="terraform-locks",
        )
""",
                """            encrypt=True,
        )
        self.add_override("terraform.backend.s3.use_lockfile", True)
""",
            ),
        ),
        (("terraform.backend.s3.use_lockfile", "PS201"),),
    ),
    Fault(
        "stacks/payments.py",
        (("receipts.bucket.bucket)", "receipts.bucket.bucket_name)"),),
        (("receipts.bucket.bucket_name", "PS110"),),
        "python-error",
        "'S3Bucket' object has no attribute 'bucket_name'",
    ),
    Fault(
        "stacks/network.py",
        (
            (
                "            zone = Token.as_string(Fn.element(zones.names, index))\n",
                "            zone = zones.names[index]\n",
            ),
            ("from cdktf import Fn, Token\n", ""),
        ),
        (("zone = zones.names[index]", "PS204"),),
        "python-error",
        "list index out of range",
    ),
    Fault(
        "stacks/network.py",
        (('self, f"public-{index}-routes"', 'self, f"public-{index}"'),),
        (('self, f"public-{index}", subnet_id', "PS109"),),
        "jsii-error",
        "There is already a Construct with name 'public-0'",
    ),
    Fault(
        "stacks/network.py",
        (
            (
                """                SecurityGroupIngress(
                    description="PostgreSQL from the functions",
                    from_port=5432,
                    to_port=5432,
                    protocol="tcp",
                    security_groups=[self.functions_group.id],
                )
""",
                """                {
                    "description": "PostgreSQL from the functions",
                    "from_port": 5432,
                    "to_port": 5432,
                    "protocol": "tcp",
                    "security_groups": [self.functions_group.id],
                }
""",
            ),
            (
                "import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress",
                "import SecurityGroup, SecurityGroupEgress",
            ),
        ),
        (("ingress=[\n                {", "PS106"),),
    ),
    Fault(
        "stacks/database.py",
        (('ENGINE_VERSION = "16.9"', 'ENGINE_VERSION = "15.3"'),),
        (
            (f"{LEDGER}{ENGINE}", "PS301"),
            (f"payment-primary-{SUFFIX}{MEMBER}{ENGINE}", "PS301"),
            (f"payment-secondary-{SUFFIX}{MEMBER}{ENGINE}", "PS301"),
        ),
    ),
    Fault(
        "stacks/database.py",
        (
            (
                "            backup_retention_period=7,\n",
                """            backup_retention_period=7,
            backtrack_window=259200,
""",
            ),
        ),
        (("backtrack_window=259200", "PS303"),),
    ),
    Fault(
        "stacks/database.py",
        (
            ("            kms_key_id=replica_key.arn,\n", ""),
            (
                """        replica_key = KmsReplicaKey(
            self,
            "replica-key",
            description=f"Payment ledger replica - {environment_suffix}",
            primary_key_arn=self.key.arn,
            provider=secondary,
        )
""",
                "",
            ),
        ),
        (
            ("        RdsCluster(", "PS305"),
            ("import KmsReplicaKey", "PS602"),
        ),
    ),
    Fault(
        "stacks/database.py",
        (('value=f"{self.cluster.endpoint}:{self.cluster.port}",', 'value=self.cluster.endpoint.split(":")[0],'),),
        (("self.cluster.endpoint.split", "PS204"),),
    ),
    Fault(
        "stacks/processing.py",
        (
            (
                """                DynamodbTableGlobalSecondaryIndex(
                    name="status-index", hash_key="status", range_key="created_at", projection_type="ALL"
                )
""",
                """                {
                    "name": "status-index",
                    "hash_key": "status",
                    "range_key": "created_at",
                    "projection_type": "ALL",
                }
""",
            ),
            ("    DynamodbTableGlobalSecondaryIndex,\n", ""),
        ),
        (("global_secondary_index=[\n                {", "PS106"),),
        "jsii-error",
        "Missing required properties for @cdktf/provider-aws.dynamodbTable.DynamodbTableGlobalSecondaryIndex",
    ),
    Fault(
        "stacks/processing.py",
        (('"MAX_ATTEMPTS": "3",', '"MAX_ATTEMPTS": 3,'),),
        (('"MAX_ATTEMPTS": 3', "PS107"),),
        "jsii-error",
        "Value is not a string",
    ),
    Fault(
        "stacks/receipts.py",
        (
            ("    S3BucketServerSideEncryptionConfigurationA,\n", "    S3BucketServerSideEncryptionConfiguration,\n"),
            (
                "        S3BucketServerSideEncryptionConfigurationA(\n",
                "        S3BucketServerSideEncryptionConfiguration(\n",
            ),
        ),
        (("S3BucketServerSideEncryptionConfiguration,", "PS101"),),
        "python-error",
        "cannot import name 'S3BucketServerSideEncryptionConfiguration'",
    ),
    Fault(
        "stacks/receipts.py",
        (
            ("                    filter=[S3BucketLifecycleConfigurationRuleFilter()],\n", ""),
            ("    S3BucketLifecycleConfigurationRuleFilter,\n", ""),
        ),
        (("                S3BucketLifecycleConfigurationRule(", "PS307"),),
    ),
    Fault(
        "stacks/receipts.py",
        (
            (
                """                S3BucketNotificationLambdaFunction(
                    lambda_function_arn=reader.arn, events=["s3:ObjectCreated:*"], filter_suffix=".json"
                )
            ],
            depends_on=[permission],
""",
                """                {
                    "lambda_function_arn": reader.arn,
                    "events": ["s3:ObjectCreated:*"],
                    "filter_suffix": ".json",
                }
            ],
            depends_on=[reader],
""",
            ),
            ("        permission = LambdaPermission(\n", "        LambdaPermission(\n"),
            (
                """from cdktf_cdktf_provider_aws.s3_bucket_notification import (
    S3BucketNotification,
    S3BucketNotificationLambdaFunction,
)
""",
                "from cdktf_cdktf_provider_aws.s3_bucket_notification import S3BucketNotification\n",
            ),
        ),
        (
            ("lambda_function=[\n                {", "PS106"),
            ("        S3BucketNotification(", "PS402"),
        ),
    ),
    Fault(
        "stacks/api.py",
        (("            depends_on=[*methods, *integrations],\n", "            depends_on=methods,\n"),),
        (("deployment = ApiGatewayDeployment(", "PS401"),),
    ),
    Fault(
        "stacks/api.py",
        (("            xray_tracing_enabled=True,\n", "            tracing_enabled=True,\n"),),
        (("            tracing_enabled=True", "PS103"),),
        "python-error",
        "ApiGatewayStage.__init__() got an unexpected keyword argument 'tracing_enabled'",
    ),
    Fault(
        "stacks/api.py",
        (
            (
                'tags={"Name": f"payment-api-{environment_suffix}"},',
                'tags={"Name": f"payment-api-prod-{environment_suffix}"},',
            ),
        ),
        (("payment-api-prod-", "PS502"),),
    ),
    Fault(
        "stacks/edge.py",
        (('with open(REWRITE, encoding="utf-8") as script:', "with open(REWRITE) as script:"),),
        (("with open(REWRITE)", "PS601"),),
    ),
    Fault(
        "stacks/edge.py",
        (
            (
                """                compress=True,
                cache_policy_id=CACHING_DISABLED,
            ),
""",
                """                compress=True,
                cache_policy_id=CACHING_DISABLED,
                forwarded_values=CloudfrontDistributionDefaultCacheBehaviorForwardedValues(
                    query_string=True,
                    headers=["*"],
                    cookies=CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies(forward="all"),
                ),
            ),
""",
            ),
            (
                "    CloudfrontDistributionDefaultCacheBehavior,\n",
                """    CloudfrontDistributionDefaultCacheBehavior,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValues,
    CloudfrontDistributionDefaultCacheBehaviorForwardedValuesCookies,
""",
            ),
        ),
        (("                forwarded_values=", "PS302"),),
    ),
    Fault(
        "stacks/edge.py",
        (
            (
                """            name=f"payments-{environment_suffix}.acme-pay.net",
            comment""",
                """            name=f"payments-{environment_suffix}.example.com",
            comment""",
            ),
        ),
        (('            name=f"payments-{environment_suffix}.example.com"', "PS304"),),
    ),
    Fault(
        "stacks/edge.py",
        (
            (
                """            name=f"www.payments-{environment_suffix}.acme-pay.net",
            type="A",
            alias=Route53RecordAlias(
                name=self.distribution.domain_name,
                zone_id=self.distribution.hosted_zone_id,
                evaluate_target_health=False,
            ),
""",
                """            name=f"www.payments-{environment_suffix}.example.com",
            type="A",
            ttl=60,
            records=[self.distribution.arn],
""",
            ),
        ),
        (
            ("records=[self.distribution.arn]", "PS306"),
            ("import Route53Record, Route53RecordAlias", "PS602"),
        ),
    ),
    Fault(
        "stacks/backup.py",
        (
            ("lifecycle=BackupPlanRuleCopyActionLifecycle(", "lifecycle=BackupPlanRuleLifecycle("),
            (
                """from cdktf_cdktf_provider_aws.backup_plan import (
    BackupPlan,
    BackupPlanRule,
    BackupPlanRuleCopyAction,
    BackupPlanRuleCopyActionLifecycle,
    BackupPlanRuleLifecycle,
)
""",
                "from cdktf_cdktf_provider_aws.backup_plan import "
                "BackupPlan, BackupPlanRule, BackupPlanRuleCopyAction, BackupPlanRuleLifecycle\n",
            ),
        ),
        (
            ("lifecycle=BackupPlanRuleLifecycle(delete_after=KEEP_COPIES_DAYS)", "PS105"),
            ("from cdktf_cdktf_provider_aws.backup_plan import", "PS603"),
        ),
        "python-error",
        "type of argument lifecycle must be one of",
    ),
    Fault(
        "stacks/backup.py",
        (
            (
                """    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
""",
                """    DataAwsIamPolicyDocumentStatement,
)
""",
            ),
        ),
        (("DataAwsIamPolicyDocumentStatementPrincipals(", "PS102"),),
        "python-error",
        "name 'DataAwsIamPolicyDocumentStatementPrincipals' is not defined",
    ),
    Fault(
        "stacks/backup.py",
        (("            iam_role_arn=role.arn,\n", ""),),
        (("        BackupSelection(", "PS104"),),
        "python-error",
        "BackupSelection.__init__() missing 1 required keyword-only argument: 'iam_role_arn'",
    ),
]
