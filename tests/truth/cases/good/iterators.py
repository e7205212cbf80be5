"""for_each, count and dynamic blocks."""
from cdktf import (
    App,
    Fn,
    TerraformCount,
    TerraformIterator,
    TerraformLocal,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
    Token,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from cdktf_cdktf_provider_aws.iam_user import IamUser
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.security_group import SecurityGroup
from cdktf_cdktf_provider_aws.subnet import Subnet


class Repeated(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")

        names = TerraformVariable(self, "names", type="list(string)", default=["ada", "grace"])
        people = TerraformIterator.from_list(names.list_value)
        users = IamUser(self, "users", for_each=people, name=Token.as_string(people.value))
        TerraformOutput(self, "all_users", value=users.fqn)

        retention = TerraformIterator.from_map({"api": 30, "worker": 7})
        CloudwatchLogGroup(
            self,
            "logs",
            for_each=retention,
            name=f"/app/{retention.key}",
            retention_in_days=Token.as_number(retention.value),
        )

        kinds = TerraformLocal(self, "kinds", [{"name": "images", "class": "hot"}, {"name": "archive", "class": "cold"}])
        buckets = TerraformIterator.from_complex_list(kinds.expression, "name")
        S3Bucket(
            self,
            "buckets",
            for_each=buckets,
            bucket=f"acme-{buckets.get_string('name')}",
            tags={"Class": buckets.get_string("class")},
        )

        ports = TerraformIterator.from_list([80, 443])
        SecurityGroup(
            self,
            "web",
            ingress=ports.dynamic(
                {"from_port": ports.value, "to_port": ports.value, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}
            ),
        )

        zones = DataAwsAvailabilityZones(self, "zones", state="available")
        each_zone = TerraformCount.of(Token.as_number(Fn.length_of(zones.names)))
        Subnet(
            self,
            "subnets",
            count=each_zone,
            vpc_id="vpc-1",
            cidr_block=Fn.cidrsubnet("10.0.0.0/16", 8, Token.as_number(each_zone.index)),
            availability_zone=Token.as_string(Fn.element(zones.names, Token.as_number(each_zone.index))),
        )


app = App()
Repeated(app, "repeated")
app.synth()
