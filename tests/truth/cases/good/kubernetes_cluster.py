from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig
from cdktf_cdktf_provider_aws.eks_node_group import EksNodeGroup
from cdktf import TerraformOutput


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        c = EksCluster(
            self,
            "c",
            name="c",
            role_arn="arn:aws:iam::123456789012:role/c",
            version="1.31",
            vpc_config=EksClusterVpcConfig(subnet_ids=["subnet-1", "subnet-2"], endpoint_private_access=True),
            enabled_cluster_log_types=["api"],
            access_config={"authentication_mode": "API"},
        )
        EksNodeGroup(
            self,
            "n",
            cluster_name=c.name,
            node_role_arn="arn:aws:iam::123456789012:role/n",
            subnet_ids=["subnet-1"],
            scaling_config={"desired_size": 1, "max_size": 2, "min_size": 1},
            update_config={"max_unavailable": 1},
            labels={"a": "b"},
            taint=[{"key": "a", "value": "b", "effect": "NO_SCHEDULE"}],
            instance_types=["t3.medium"],
            depends_on=[c],
        )
        TerraformOutput(self, "ca", value=c.certificate_authority.get(0).data)
        TerraformOutput(self, "oidc", value=c.identity.get(0).oidc.get(0).issuer)
