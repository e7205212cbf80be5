"""Arguments built as a dict and splatted."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider

DEFAULTS = {
    "engine": "postgres",
    "instance_class": "db.t4g.medium",
    "allocated_storage": 50,
    "storage_encrypted": True,
    "manage_master_user_password": True,
    "username": "postgres",
    "skip_final_snapshot": True,
}


class Databases(TerraformStack):
    def __init__(self, scope, id, subnet_ids=("subnet-0a1b2c3d", "subnet-1a2b3c4d")):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="us-east-2")
        group = DbSubnetGroup(self, "group", name="databases", subnet_ids=list(subnet_ids))

        overrides = dict(DEFAULTS, allocated_storage=200, multi_az=True)
        overrides["db_subnet_group_name"] = group.name
        DbInstance(self, "ledger", identifier="ledger", **overrides)

        reporting = {**DEFAULTS, "db_subnet_group_name": group.name}
        reporting.update(identifier="reporting", max_allocated_storage=500)
        DbInstance(self, "reporting", **reporting)

        self.extra(identifier="scratch", db_subnet_group_name=group.name)

    def extra(self, **arguments):
        DbInstance(self, arguments["identifier"], **{**DEFAULTS, **arguments})


app = App()
Databases(app, "databases")
app.synth()
