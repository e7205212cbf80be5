import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.docdb_cluster import DocdbCluster
from cdktf_cdktf_provider_aws.docdb_cluster_instance import DocdbClusterInstance
from cdktf_cdktf_provider_aws.docdb_cluster_parameter_group import (
    DocdbClusterParameterGroup,
    DocdbClusterParameterGroupParameter,
)
from cdktf_cdktf_provider_aws.docdb_subnet_group import DocdbSubnetGroup
from cdktf_cdktf_provider_aws.neptune_cluster import NeptuneCluster
from cdktf_cdktf_provider_aws.neptune_cluster_instance import NeptuneClusterInstance
from cdktf_cdktf_provider_aws.neptune_cluster_parameter_group import NeptuneClusterParameterGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.redshift_cluster import RedshiftCluster
from cdktf_cdktf_provider_aws.redshift_subnet_group import RedshiftSubnetGroup
from cdktf_cdktf_provider_aws.redshiftserverless_namespace import RedshiftserverlessNamespace
from cdktf_cdktf_provider_aws.redshiftserverless_workgroup import RedshiftserverlessWorkgroup
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        group = RedshiftSubnetGroup(self, "rg", name=f"dwh-{stage}", subnet_ids=["subnet-0a1b2c3d4e5f60711"])
        RedshiftCluster(
            self,
            "dwh",
            cluster_identifier=f"dwh-{stage}",
            database_name="dwh",
            master_username="dwhadmin",
            manage_master_password=True,
            node_type="ra3.xlplus",
            cluster_type="multi-node",
            number_of_nodes=2,
            encrypted="true",
            cluster_subnet_group_name=group.name,
            skip_final_snapshot=True,
            enhanced_vpc_routing=True,
            publicly_accessible=False,
        )
        RedshiftCluster(
            self,
            "one",
            cluster_identifier=f"one-{stage}",
            database_name="one",
            master_username="root1",
            master_password=os.environ.get("PW", ""),
            node_type="ra3.large",
            cluster_type="single-node",
            number_of_nodes=1,
            skip_final_snapshot=True,
        )
        ns = RedshiftserverlessNamespace(
            self, "ns", namespace_name=f"ns-{stage}", db_name="dev", admin_username="dwh", manage_admin_password=True
        )
        RedshiftserverlessWorkgroup(
            self,
            "wg",
            workgroup_name=f"wg-{stage}",
            namespace_name=ns.namespace_name,
            base_capacity=32,
            subnet_ids=["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712", "subnet-0a1b2c3d4e5f60713"],
        )
        params = DocdbClusterParameterGroup(
            self,
            "dp",
            name=f"docs-{stage}",
            family="docdb5.0",
            parameter=[DocdbClusterParameterGroupParameter(name="tls", value="enabled")],
        )
        dg = DocdbSubnetGroup(
            self, "dg", name=f"docs-{stage}", subnet_ids=["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"]
        )
        docs = DocdbCluster(
            self,
            "docs",
            cluster_identifier=f"docs-{stage}",
            engine="docdb",
            engine_version="5.0.0",
            master_username="docsadmin",
            master_password=os.environ.get("PW", ""),
            db_cluster_parameter_group_name=params.name,
            db_subnet_group_name=dg.name,
            storage_encrypted=True,
            backup_retention_period=5,
            preferred_backup_window="07:00-09:00",
            preferred_maintenance_window="sun:10:00-sun:11:00",
            enabled_cloudwatch_logs_exports=["audit", "profiler"],
            skip_final_snapshot=True,
        )
        DocdbClusterInstance(
            self, "docs-0", identifier=f"docs-{stage}-0", cluster_identifier=docs.id, instance_class="db.t3.medium"
        )
        np = NeptuneClusterParameterGroup(
            self,
            "np",
            family="neptune1.3",
            name=f"graph-{stage}",
            parameter=[{"name": "neptune_enable_audit_log", "value": "1"}],
        )
        graph = NeptuneCluster(
            self,
            "graph",
            cluster_identifier=f"graph-{stage}",
            engine="neptune",
            engine_version="1.3.2.1",
            neptune_cluster_parameter_group_name=np.name,
            backup_retention_period=5,
            skip_final_snapshot=True,
            iam_database_authentication_enabled=True,
            storage_encrypted=True,
            serverless_v2_scaling_configuration={"min_capacity": 1, "max_capacity": 8},
        )
        NeptuneClusterInstance(
            self,
            "graph-0",
            cluster_identifier=graph.id,
            instance_class="db.serverless",
            engine="neptune",
            neptune_parameter_group_name="default.neptune1.3",
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
