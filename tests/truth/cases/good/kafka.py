import os

from cdktf import App, Fn, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.msk_cluster import (
    MskCluster,
    MskClusterBrokerNodeGroupInfo,
    MskClusterClientAuthentication,
    MskClusterClientAuthenticationSasl,
    MskClusterEncryptionInfo,
    MskClusterEncryptionInfoEncryptionInTransit,
)
from cdktf_cdktf_provider_aws.msk_configuration import MskConfiguration
from cdktf_cdktf_provider_aws.msk_scram_secret_association import MskScramSecretAssociation
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from cdktf_cdktf_provider_aws.secretsmanager_secret_version import SecretsmanagerSecretVersion
from cdktf_cdktf_provider_aws.subnet import Subnet
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        key = KmsKey(self, "key", enable_key_rotation=True)
        subnets = [
            Subnet(self, f"s{i}", vpc_id="vpc-0a1b2c3d4e5f60718", cidr_block=f"10.0.{i}.0/24", availability_zone=z)
            for i, z in enumerate(["eu-west-1a", "eu-west-1b", "eu-west-1c"])
        ]
        config = MskConfiguration(
            self,
            "config",
            name=f"kafka-{stage}",
            kafka_versions=["3.6.0"],
            server_properties="auto.create.topics.enable=false\ndefault.replication.factor=3\n",
        )
        cluster = MskCluster(
            self,
            "kafka",
            cluster_name=f"kafka-{stage}",
            kafka_version="3.6.0",
            number_of_broker_nodes=6,
            configuration_info={"arn": config.arn, "revision": config.latest_revision},
            broker_node_group_info=MskClusterBrokerNodeGroupInfo(
                instance_type="kafka.m7g.large",
                client_subnets=[s.id for s in subnets],
                security_groups=["sg-0a1b2c3d4e5f60718"],
                storage_info={"ebs_storage_info": {"volume_size": 500}},
            ),
            encryption_info=MskClusterEncryptionInfo(
                encryption_at_rest_kms_key_arn=key.arn,
                encryption_in_transit=MskClusterEncryptionInfoEncryptionInTransit(client_broker="TLS", in_cluster=True),
            ),
            client_authentication=MskClusterClientAuthentication(
                sasl=MskClusterClientAuthenticationSasl(scram=True, iam=True)
            ),
            enhanced_monitoring="PER_BROKER",
        )
        secret = SecretsmanagerSecret(self, "user", name=f"AmazonMSK_{stage}_app", kms_key_id=key.key_id)
        version = SecretsmanagerSecretVersion(
            self,
            "user-v",
            secret_id=secret.id,
            secret_string=Fn.jsonencode({"username": "app", "password": os.environ.get("PW", "")}),
        )
        MskScramSecretAssociation(
            self, "scram", cluster_arn=cluster.arn, secret_arn_list=[secret.arn], depends_on=[version]
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
