import json
import os

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.athena_workgroup import AthenaWorkgroup
from cdktf_cdktf_provider_aws.glue_catalog_database import GlueCatalogDatabase
from cdktf_cdktf_provider_aws.glue_crawler import (
    GlueCrawler,
    GlueCrawlerRecrawlPolicy,
    GlueCrawlerS3Target,
    GlueCrawlerSchemaChangePolicy,
)
from cdktf_cdktf_provider_aws.glue_job import GlueJob, GlueJobCommand, GlueJobExecutionProperty
from cdktf_cdktf_provider_aws.glue_trigger import (
    GlueTrigger,
    GlueTriggerActions,
    GlueTriggerPredicate,
    GlueTriggerPredicateConditions,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.lakeformation_permissions import LakeformationPermissions
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


class DataStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, *, stage: str):
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-west-1")
        S3Backend(self, bucket="acme-tf-state", key=f"{stage}/data.tfstate", region="eu-west-1")
        role = IamRole(
            self,
            "glue",
            name=f"glue-{stage}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}
                    ],
                }
            ),
        )
        db = GlueCatalogDatabase(self, "db", name=f"sales_{stage}")
        job = GlueJob(
            self,
            "etl",
            name=f"etl-{stage}",
            role_arn=role.arn,
            glue_version="4.0",
            worker_type="G.1X",
            number_of_workers=5,
            timeout=60,
            max_retries=1,
            execution_class="FLEX",
            command=GlueJobCommand(
                name="glueetl", script_location=f"s3://acme-scripts-{stage}/etl.py", python_version="3"
            ),
            default_arguments={"--job-language": "python", "--TempDir": "s3://acme-tmp/", "--enable-metrics": "true"},
            execution_property=GlueJobExecutionProperty(max_concurrent_runs=2),
        )
        GlueJob(
            self,
            "shell",
            name=f"shell-{stage}",
            role_arn=role.arn,
            max_capacity=0.0625,
            command={"name": "pythonshell", "script_location": "s3://acme-scripts/s.py", "python_version": "3.9"},
        )
        crawler = GlueCrawler(
            self,
            "crawler",
            name=f"raw-{stage}",
            database_name=db.name,
            role=role.arn,
            schedule="cron(15 2 * * ? *)",
            s3_target=[GlueCrawlerS3Target(path="s3://acme-lake/raw")],
            schema_change_policy=GlueCrawlerSchemaChangePolicy(delete_behavior="LOG", update_behavior="LOG"),
            recrawl_policy=GlueCrawlerRecrawlPolicy(recrawl_behavior="CRAWL_NEW_FOLDERS_ONLY"),
        )
        GlueTrigger(
            self,
            "nightly",
            name=f"nightly-{stage}",
            type="SCHEDULED",
            schedule="cron(0 3 * * ? *)",
            actions=[GlueTriggerActions(crawler_name=crawler.name)],
        )
        GlueTrigger(
            self,
            "after",
            name=f"after-{stage}",
            type="CONDITIONAL",
            actions=[GlueTriggerActions(job_name=job.name)],
            predicate=GlueTriggerPredicate(
                conditions=[GlueTriggerPredicateConditions(crawler_name=crawler.name, crawl_state="SUCCEEDED")]
            ),
        )
        GlueTrigger(
            self, "manual", name=f"manual-{stage}", type="ON_DEMAND", actions=[GlueTriggerActions(job_name=job.name)]
        )
        AthenaWorkgroup(
            self,
            "wg",
            name=f"analysts-{stage}",
            configuration={
                "enforce_workgroup_configuration": True,
                "bytes_scanned_cutoff_per_query": 1073741824,
                "result_configuration": {
                    "output_location": f"s3://acme-athena-{stage}/results/",
                    "encryption_configuration": {"encryption_option": "SSE_S3"},
                },
            },
        )
        LakeformationPermissions(
            self,
            "db-perm",
            principal=role.arn,
            permissions=["CREATE_TABLE", "ALTER", "DESCRIBE"],
            database={"name": db.name},
        )
        LakeformationPermissions(
            self,
            "tbl-perm",
            principal=role.arn,
            permissions=["SELECT", "DESCRIBE"],
            table={"database_name": db.name, "wildcard": True},
        )
        LakeformationPermissions(
            self,
            "loc",
            principal=role.arn,
            permissions=["DATA_LOCATION_ACCESS"],
            data_location={"arn": "arn:aws:s3:::acme-lake"},
        )


app = App()
DataStack(app, "data", stage=os.environ.get("STAGE", "dev"))
app.synth()
