from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
import json


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")

        def allow(*actions, resources=("*",)):
            return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources)}

        def document(*statements):
            return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})

        role = IamRole(
            self,
            "r",
            name_prefix="r-",
            assume_role_policy=document(
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ),
            managed_policy_arns=["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            max_session_duration=3600,
        )
        IamRolePolicy(
            self,
            "p",
            role=role.id,
            policy=document(allow("s3:GetObject", "s3:PutObject"), allow("logs:*", resources=[role.arn])),
        )
        IamPolicy(self, "q", policy=document(allow("sqs:*")))
