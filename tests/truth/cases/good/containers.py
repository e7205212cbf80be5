"""ECS: JSON for the containers, structs around it."""
import json
from typing import Iterable, Mapping

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.ecs_cluster import EcsCluster, EcsClusterSetting
from cdktf_cdktf_provider_aws.ecs_service import (
    EcsService,
    EcsServiceDeploymentCircuitBreaker,
    EcsServiceLoadBalancer,
    EcsServiceNetworkConfiguration,
)
from cdktf_cdktf_provider_aws.ecs_task_definition import (
    EcsTaskDefinition,
    EcsTaskDefinitionVolume,
    EcsTaskDefinitionVolumeEfsVolumeConfiguration,
)
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct


def container(name: str, image: str, *, port: int, logs: str, environment: Mapping[str, str] = {}) -> dict:
    return {
        "name": name,
        "image": image,
        "essential": True,
        "portMappings": [{"containerPort": port, "protocol": "tcp"}],
        "environment": [{"name": key, "value": value} for key, value in environment.items()],
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {"awslogs-group": logs, "awslogs-region": "eu-west-1", "awslogs-stream-prefix": name},
        },
    }


class Shop(TerraformStack):
    def __init__(self, scope: Construct, id: str, subnets: Iterable[str], vpc_id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        subnets = list(subnets)
        logs = CloudwatchLogGroup(self, "logs", name="/ecs/shop", retention_in_days=30)
        cluster = EcsCluster(
            self, "cluster", name="shop", setting=[EcsClusterSetting(name="containerInsights", value="enabled")]
        )
        task = EcsTaskDefinition(
            self,
            "task",
            family="shop",
            cpu="256",
            memory="512",
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            execution_role_arn="arn:aws:iam::123456789012:role/ecs",
            container_definitions=json.dumps(
                [container("web", "nginx:1.27", port=80, logs=logs.name, environment={"CLUSTER": cluster.name})]
            ),
            volume=[
                EcsTaskDefinitionVolume(
                    name="data",
                    efs_volume_configuration=EcsTaskDefinitionVolumeEfsVolumeConfiguration(
                        file_system_id="fs-0123456789abcdef0", transit_encryption="ENABLED"
                    ),
                )
            ],
        )
        balancer = Lb(self, "balancer", name="shop", load_balancer_type="application", subnets=subnets)
        targets = LbTargetGroup(
            self, "targets", name="shop", port=80, protocol="HTTP", target_type="ip", vpc_id=vpc_id
        )
        listener = LbListener(
            self,
            "listener",
            load_balancer_arn=balancer.arn,
            port=80,
            protocol="HTTP",
            default_action=[LbListenerDefaultAction(type="forward", target_group_arn=targets.arn)],
        )
        EcsService(
            self,
            "service",
            name="shop",
            cluster=cluster.id,
            task_definition=task.arn,
            desired_count=2,
            launch_type="FARGATE",
            network_configuration=EcsServiceNetworkConfiguration(subnets=subnets, assign_public_ip=False),
            load_balancer=[
                EcsServiceLoadBalancer(target_group_arn=targets.arn, container_name="web", container_port=80)
            ],
            deployment_circuit_breaker=EcsServiceDeploymentCircuitBreaker(enable=True, rollback=True),
            depends_on=[listener],
        )


app = App()
Shop(app, "shop", subnets=("subnet-1", "subnet-2"), vpc_id="vpc-1")
app.synth()
