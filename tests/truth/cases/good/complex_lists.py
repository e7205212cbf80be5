"""Blocks that a resource gives back."""
from cdktf import App, Fn, TerraformOutput, TerraformStack, Token
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.eks_cluster import EksCluster, EksClusterVpcConfig
from cdktf_cdktf_provider_aws.iam_openid_connect_provider import IamOpenidConnectProvider
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route53_record import Route53Record


class Cluster(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        cluster = EksCluster(
            self,
            "cluster",
            name="main",
            role_arn="arn:aws:iam::123456789012:role/eks",
            vpc_config=EksClusterVpcConfig(subnet_ids=["subnet-1", "subnet-2"]),
        )
        issuer = cluster.identity.get(0).oidc.get(0).issuer
        IamOpenidConnectProvider(self, "oidc", url=issuer, client_id_list=["sts.amazonaws.com"])
        TerraformOutput(self, "issuer", value=Fn.replace(issuer, "https://", ""))
        TerraformOutput(self, "ca", value=cluster.certificate_authority.get(0).data)

        certificate = AcmCertificate(self, "certificate", domain_name="acme-pay.net", validation_method="DNS")
        option = certificate.domain_validation_options.get(0)
        Route53Record(
            self,
            "validation",
            zone_id="Z0123456789ABCDEFGHIJ",
            name=option.resource_record_name,
            type=option.resource_record_type,
            records=[option.resource_record_value],
            ttl=60,
        )
        TerraformOutput(self, "security_group", value=Token.as_string(cluster.vpc_config.cluster_security_group_id))


app = App()
Cluster(app, "cluster")
app.synth()
