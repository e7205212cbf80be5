"""The uses of deploy-time values in text that work."""
import json

from cdktf import App, Fn, TerraformOutput, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.data_aws_region import DataAwsRegion
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter


class Texts(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        me = DataAwsCallerIdentity(self, "me")
        region = DataAwsRegion(self, "region")
        size = TerraformVariable(self, "size", type="number", default=20)
        owner = TerraformVariable(self, "owner", type="string", default="platform")

        bucket = S3Bucket(self, "data", bucket=f"data-{me.account_id}-{region.id}", tags={"Owner": owner.string_value})
        S3BucketPolicy(
            self,
            "policy",
            bucket=bucket.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Deny",
                            "Principal": "*",
                            "Action": "s3:*",
                            "Resource": [bucket.arn, f"{bucket.arn}/*"],
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        }
                    ],
                }
            ),
        )
        db = DbInstance(
            self,
            "db",
            instance_class="db.t4g.micro",
            engine="postgres",
            allocated_storage=size.number_value,
            username="app",
            manage_master_user_password=True,
        )
        url = f"postgres://{db.address}:{db.port}/app"
        SsmParameter(self, "url", name="/app/url", type="String", value=url)
        SsmParameter(self, "port", name="/app/port", type="String", value=str(db.port))
        SsmParameter(self, "where", name="/app/where", type="String", value="%s in %s" % (db.identifier, region.id))
        SsmParameter(self, "all", name="/app/all", type="String", value=json.dumps({"host": db.address, "port": db.port}))
        SsmParameter(self, "joined", name="/app/joined", type="String", value="/".join([bucket.id, "prefix", owner.string_value]))
        SsmParameter(self, "named", name="/app/named", type="String", value="x{0}y".format(size.number_value))
        SsmParameter(self, "upper", name="/app/upper", type="String", value=Fn.upper(owner.string_value))
        TerraformOutput(self, "host", value=Fn.element(Fn.split(":", db.endpoint), 0))
        TerraformOutput(self, "length", value=Token.as_string(Fn.length_of(bucket.id)))
        TerraformOutput(self, "owner_tag", value=owner)


app = App()
Texts(app, "texts")
app.synth()
