import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_log_resource_policy import CloudwatchLogResourcePolicy
from cdktf_cdktf_provider_aws.opensearch_domain import (
    OpensearchDomain,
    OpensearchDomainAdvancedSecurityOptions,
    OpensearchDomainAdvancedSecurityOptionsMasterUserOptions,
    OpensearchDomainClusterConfig,
    OpensearchDomainClusterConfigZoneAwarenessConfig,
    OpensearchDomainDomainEndpointOptions,
    OpensearchDomainEbsOptions,
    OpensearchDomainEncryptAtRest,
    OpensearchDomainLogPublishingOptions,
    OpensearchDomainNodeToNodeEncryption,
    OpensearchDomainVpcOptions,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        logs = CloudwatchLogGroup(self, "logs", name=f"/opensearch/{stage}", retention_in_days=30)
        allow = CloudwatchLogResourcePolicy(
            self,
            "allow",
            policy_name=f"opensearch-{stage}",
            policy_document=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "es.amazonaws.com"},
                            "Action": ["logs:PutLogEvents", "logs:CreateLogStream"],
                            "Resource": f"{logs.arn}:*",
                        }
                    ],
                }
            ),
        )
        OpensearchDomain(
            self,
            "search",
            domain_name=f"search-{stage}",
            engine_version="OpenSearch_2.11",
            cluster_config=OpensearchDomainClusterConfig(
                instance_type="r6g.large.search",
                instance_count=3,
                dedicated_master_enabled=True,
                dedicated_master_type="m6g.large.search",
                dedicated_master_count=3,
                zone_awareness_enabled=True,
                zone_awareness_config=OpensearchDomainClusterConfigZoneAwarenessConfig(availability_zone_count=3),
            ),
            ebs_options=OpensearchDomainEbsOptions(
                ebs_enabled=True, volume_size=100, volume_type="gp3", iops=3000, throughput=125
            ),
            encrypt_at_rest=OpensearchDomainEncryptAtRest(enabled=True),
            node_to_node_encryption=OpensearchDomainNodeToNodeEncryption(enabled=True),
            domain_endpoint_options=OpensearchDomainDomainEndpointOptions(
                enforce_https=True, tls_security_policy="Policy-Min-TLS-1-2-2019-07"
            ),
            advanced_security_options=OpensearchDomainAdvancedSecurityOptions(
                enabled=True,
                internal_user_database_enabled=True,
                master_user_options=OpensearchDomainAdvancedSecurityOptionsMasterUserOptions(
                    master_user_name="admin", master_user_password=os.environ.get("PW", "")
                ),
            ),
            vpc_options=OpensearchDomainVpcOptions(
                subnet_ids=["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712", "subnet-0a1b2c3d4e5f60713"],
                security_group_ids=["sg-0a1b2c3d4e5f60718"],
            ),
            log_publishing_options=[
                OpensearchDomainLogPublishingOptions(cloudwatch_log_group_arn=logs.arn, log_type="INDEX_SLOW_LOGS")
            ],
            depends_on=[allow],
        )
        OpensearchDomain(
            self,
            "dev",
            domain_name="dev-search",
            engine_version="OpenSearch_2.13",
            cluster_config=OpensearchDomainClusterConfig(instance_type="t3.small.search", instance_count=1),
            ebs_options={"ebs_enabled": True, "volume_size": 10},
            auto_tune_options={"desired_state": "DISABLED"},
        )
        OpensearchDomain(
            self,
            "nvme",
            domain_name="nvme-search",
            engine_version="OpenSearch_2.13",
            cluster_config={"instance_type": "i3.large.search", "instance_count": 2, "zone_awareness_enabled": True},
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
