"""Token.as_… and operators."""
from cdktf import App, Fn, Op, TerraformOutput, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup
from cdktf_cdktf_provider_aws.data_aws_subnets import DataAwsSubnets
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket


class Conversions(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        nodes = TerraformVariable(self, "nodes", type="number", default=2)
        settings = TerraformVariable(self, "settings", type="map(string)", default={"a": "b"})
        production = TerraformVariable(self, "production", type="bool", default=False)
        subnets = DataAwsSubnets(self, "subnets")
        Lb(self, "balancer", subnets=subnets.ids, internal=production.boolean_value)
        Lb(self, "second", subnets=Token.as_list(Fn.slice(subnets.ids, 0, 2)))
        AutoscalingGroup(
            self,
            "group",
            min_size=nodes.number_value,
            max_size=Token.as_number(Op.mul(nodes.number_value, 2)),
            vpc_zone_identifier=subnets.ids,
            launch_template={"id": "lt-0123456789abcdef0", "version": "$Latest"},
        )
        db = DbInstance(
            self,
            "db",
            engine="mysql",
            instance_class=Token.as_string(Fn.conditional(production.boolean_value, "db.r6g.large", "db.t4g.micro")),
            allocated_storage=Token.as_number(Fn.conditional(production.boolean_value, 100, 20)),
            username="app",
            manage_master_user_password=True,
            multi_az=production.boolean_value,
        )
        S3Bucket(self, "data", bucket="acme-conversions", tags=Token.as_string_map(settings.value))
        TerraformOutput(self, "a", value=Fn.lookup_nested(settings.value, ["a"]))
        TerraformOutput(self, "b", value=Fn.lookup(settings.value, "b", "none"))
        TerraformOutput(self, "c", value=Op.eq(db.port, 3306))
        TerraformOutput(self, "d", value=Fn.join(":", [db.address, Fn.tostring(db.port)]))


app = App()
Conversions(app, "conversions")
app.synth()
