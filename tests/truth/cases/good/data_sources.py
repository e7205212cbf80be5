"""Data sources and what they give."""
from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_ami import DataAwsAmi, DataAwsAmiFilter
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementCondition,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets, DataAwsSubnetsFilter
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.iam_instance_profile import IamInstanceProfile
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.instance import Instance
from cdktf_cdktf_provider_aws.provider import AwsProvider


class Lookups(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-1")

        vpc = DataAwsVpc(self, "default", default=True)
        subnets = DataAwsSubnets(self, "subnets", filter=[DataAwsSubnetsFilter(name="vpc-id", values=[vpc.id])])
        image = DataAwsAmi(
            self,
            "image",
            most_recent=True,
            owners=["amazon"],
            filter=[
                DataAwsAmiFilter(name="name", values=["al2023-ami-*-x86_64"]),
                DataAwsAmiFilter(name="virtualization-type", values=["hvm"]),
            ],
        )
        trust = DataAwsIamPolicyDocument(
            self,
            "trust",
            statement=[
                DataAwsIamPolicyDocumentStatement(
                    actions=["sts:AssumeRole"],
                    principals=[
                        DataAwsIamPolicyDocumentStatementPrincipals(
                            type="Service", identifiers=["ec2.amazonaws.com"]
                        )
                    ],
                    condition=[
                        DataAwsIamPolicyDocumentStatementCondition(
                            test="StringEquals", variable="aws:RequestedRegion", values=["us-east-1"]
                        )
                    ],
                )
            ],
        )
        role = IamRole(self, "role", name_prefix="runner-", assume_role_policy=trust.json)
        profile = IamInstanceProfile(self, "profile", role=role.name)
        runner = Instance(
            self,
            "runner",
            ami=image.id,
            instance_type="t3.small",
            iam_instance_profile=profile.name,
            metadata_options={"http_tokens": "required"},
            root_block_device={"volume_size": 40, "volume_type": "gp3"},
        )
        TerraformOutput(self, "ip", value=runner.private_ip)
        TerraformOutput(self, "subnet_ids", value=subnets.ids)


app = App()
Lookups(app, "lookups")
app.synth()
