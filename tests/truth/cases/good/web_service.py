from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from constructs import Construct
from cdktf import App, TerraformStack, TerraformOutput, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws import provider as aws_provider
from cdktf_cdktf_provider_aws import (
    vpc as aws_vpc,
    subnet as aws_subnet,
    security_group as sg,
    lb,
    lb_target_group as tg,
)
from cdktf_cdktf_provider_aws import lb_listener, lb_listener_rule
from cdktf_cdktf_provider_aws import ecs_cluster, ecs_service, ecs_task_definition
from cdktf_cdktf_provider_aws import appautoscaling_target, appautoscaling_policy
from cdktf_cdktf_provider_aws import cloudwatch_log_group, iam_role
from cdktf_cdktf_provider_aws import launch_template, autoscaling_group
import json


@dataclass
class ServiceSettings:
    name: str
    image: str
    port: int = 8080
    cpu: str = "256"
    memory: str = "512"
    desired: int = 2
    environment: Dict[str, str] = field(default_factory=dict)
    ingress_cidrs: List[str] = field(default_factory=lambda: ["10.0.0.0/8"])


COMMON_TAGS = {"Project": "web", "ManagedBy": "cdktf"}
HEALTH_CHECK = {"path": "/health", "healthy_threshold": 2, "unhealthy_threshold": 3, "interval": 30, "matcher": "200"}


def rule(port: int, cidrs: List[str], description: Optional[str] = None) -> sg.SecurityGroupIngress:
    return sg.SecurityGroupIngress(
        from_port=port, to_port=port, protocol="tcp", cidr_blocks=cidrs, description=description
    )


class Network(Construct):
    def __init__(self, scope: Construct, id: str, *, cidr: str, zones: List[str]):
        super().__init__(scope, id)
        self.vpc = aws_vpc.Vpc(self, "vpc", cidr_block=cidr, tags={**COMMON_TAGS, "Name": id})
        self.subnets = [
            aws_subnet.Subnet(
                self,
                f"subnet-{zone}",
                vpc_id=self.vpc.id,
                cidr_block=cidr.replace("0.0/16", f"{n}.0/24"),
                availability_zone=zone,
                tags={**COMMON_TAGS, "Name": f"{id}-{zone}"},
            )
            for n, zone in enumerate(zones)
        ]

    @property
    def subnet_ids(self) -> List[str]:
        return [subnet.id for subnet in self.subnets]

    def security_group(self, name: str, ingress: List[sg.SecurityGroupIngress]) -> sg.SecurityGroup:
        return sg.SecurityGroup(
            self,
            f"{name}-sg",
            name=name,
            vpc_id=self.vpc.id,
            ingress=ingress,
            egress=[sg.SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
            tags=self._tags(name),
        )

    def _tags(self, name: str) -> Dict[str, str]:
        tags = dict(COMMON_TAGS)
        tags["Name"] = name
        return tags


class WebService(Construct):
    def __init__(self, scope: Construct, id: str, network: Network, settings: ServiceSettings):
        super().__init__(scope, id)
        self.settings = settings
        self.network = network
        self._create_load_balancer()
        self._create_cluster()
        self._create_service()
        self._create_scaling()

    def _create_load_balancer(self) -> None:
        self.lb_sg = self.network.security_group("lb", [rule(80, ["0.0.0.0/0"], "http"), rule(443, ["0.0.0.0/0"])])
        self.balancer = lb.Lb(
            self,
            "lb",
            name=f"{self.settings.name}-lb",
            load_balancer_type="application",
            internal=True,
            security_groups=[self.lb_sg.id],
            subnets=self.network.subnet_ids,
            enable_deletion_protection=False,
            access_logs=lb.LbAccessLogs(bucket="logs", enabled=True, prefix=self.settings.name),
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        self.target_group = tg.LbTargetGroup(
            self,
            "tg",
            name=f"{self.settings.name}-tg",
            port=self.settings.port,
            protocol="HTTP",
            target_type="ip",
            vpc_id=self.network.vpc.id,
            deregistration_delay="30",
            health_check=tg.LbTargetGroupHealthCheck(**HEALTH_CHECK),
        )
        self.listener = lb_listener.LbListener(
            self,
            "http",
            load_balancer_arn=self.balancer.arn,
            port=80,
            protocol="HTTP",
            default_action=[
                lb_listener.LbListenerDefaultAction(
                    type="redirect",
                    redirect=lb_listener.LbListenerDefaultActionRedirect(
                        port="443", protocol="HTTPS", status_code="HTTP_301"
                    ),
                )
            ],
        )
        self.rule = lb_listener_rule.LbListenerRule(
            self,
            "api",
            listener_arn=self.listener.arn,
            priority=10,
            action=[lb_listener_rule.LbListenerRuleAction(type="forward", target_group_arn=self.target_group.arn)],
            condition=[
                lb_listener_rule.LbListenerRuleCondition(
                    path_pattern=lb_listener_rule.LbListenerRuleConditionPathPattern(values=["/api/*"])
                )
            ],
        )

    def _container(self) -> Dict[str, Any]:
        return {
            "name": self.settings.name,
            "image": self.settings.image,
            "essential": True,
            "portMappings": [{"containerPort": self.settings.port, "protocol": "tcp"}],
            "environment": [{"name": k, "value": v} for k, v in self.settings.environment.items()],
        }

    def _create_cluster(self) -> None:
        self.cluster = ecs_cluster.EcsCluster(
            self,
            "cluster",
            name=self.settings.name,
            setting=[ecs_cluster.EcsClusterSetting(name="containerInsights", value="enabled")],
            tags=COMMON_TAGS,
        )
        self.logs = cloudwatch_log_group.CloudwatchLogGroup(
            self, "logs", name=f"/ecs/{self.settings.name}", retention_in_days=14
        )
        self.role = iam_role.IamRole(
            self,
            "role",
            name=f"{self.settings.name}-task",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
        )

    def _create_service(self) -> None:
        task = ecs_task_definition.EcsTaskDefinition(
            self,
            "task",
            family=self.settings.name,
            cpu=self.settings.cpu,
            memory=self.settings.memory,
            network_mode="awsvpc",
            requires_compatibilities=["FARGATE"],
            execution_role_arn=self.role.arn,
            container_definitions=json.dumps([self._container()]),
            volume=[
                ecs_task_definition.EcsTaskDefinitionVolume(
                    name="data",
                    efs_volume_configuration=ecs_task_definition.EcsTaskDefinitionVolumeEfsVolumeConfiguration(
                        file_system_id="fs-123",
                        transit_encryption="ENABLED",
                        authorization_config=ecs_task_definition.EcsTaskDefinitionVolumeEfsVolumeConfigurationAuthorizationConfig(
                            iam="ENABLED"
                        ),
                    ),
                )
            ],
        )
        service_sg = self.network.security_group("service", [rule(self.settings.port, self.settings.ingress_cidrs)])
        self.service = ecs_service.EcsService(
            self,
            "service",
            name=self.settings.name,
            cluster=self.cluster.id,
            task_definition=task.arn,
            desired_count=self.settings.desired,
            launch_type="FARGATE",
            deployment_minimum_healthy_percent=50,
            deployment_maximum_percent=200,
            deployment_circuit_breaker=ecs_service.EcsServiceDeploymentCircuitBreaker(enable=True, rollback=True),
            network_configuration=ecs_service.EcsServiceNetworkConfiguration(
                subnets=self.network.subnet_ids,
                security_groups=[service_sg.id],
                assign_public_ip=False,
            ),
            load_balancer=[
                ecs_service.EcsServiceLoadBalancer(
                    target_group_arn=self.target_group.arn,
                    container_name=self.settings.name,
                    container_port=self.settings.port,
                )
            ],
            lifecycle=TerraformResourceLifecycle(ignore_changes=["desired_count"]),
            depends_on=[self.listener, self.rule],
        )

    def _create_scaling(self) -> None:
        target = appautoscaling_target.AppautoscalingTarget(
            self,
            "target",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=f"service/{self.cluster.name}/{self.service.name}",
            min_capacity=2,
            max_capacity=10,
        )
        for metric, value in {"ECSServiceAverageCPUUtilization": 60, "ECSServiceAverageMemoryUtilization": 75}.items():
            appautoscaling_policy.AppautoscalingPolicy(
                self,
                f"scale-{metric.lower()}",
                name=metric,
                policy_type="TargetTrackingScaling",
                resource_id=target.resource_id,
                scalable_dimension=target.scalable_dimension,
                service_namespace=target.service_namespace,
                target_tracking_scaling_policy_configuration=appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration(
                    target_value=value,
                    scale_in_cooldown=300,
                    scale_out_cooldown=60,
                    predefined_metric_specification=appautoscaling_policy.AppautoscalingPolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification(
                        predefined_metric_type=metric
                    ),
                ),
            )


class Workers(Construct):
    def __init__(self, scope, id, network, *, size="t3.micro", count=2):
        super().__init__(scope, id)
        template = launch_template.LaunchTemplate(
            self,
            "template",
            name_prefix="workers-",
            image_id="ami-0123456789abcdef0",
            instance_type=size,
            block_device_mappings=[
                launch_template.LaunchTemplateBlockDeviceMappings(
                    device_name="/dev/xvda",
                    ebs=launch_template.LaunchTemplateBlockDeviceMappingsEbs(
                        volume_size=20, volume_type="gp3", encrypted="true", delete_on_termination="true"
                    ),
                )
            ],
            metadata_options=launch_template.LaunchTemplateMetadataOptions(
                http_tokens="required", http_endpoint="enabled"
            ),
            tag_specifications=[
                launch_template.LaunchTemplateTagSpecifications(resource_type="instance", tags={"Name": "worker"})
            ],
        )
        autoscaling_group.AutoscalingGroup(
            self,
            "group",
            min_size=count,
            max_size=count * 2,
            vpc_zone_identifier=network.subnet_ids,
            launch_template=autoscaling_group.AutoscalingGroupLaunchTemplate(id=template.id, version="$Latest"),
            tag=[
                autoscaling_group.AutoscalingGroupTag(key=key, value=value, propagate_at_launch=True)
                for key, value in COMMON_TAGS.items()
            ],
        )


class WebStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, region: str = "eu-west-1"):
        super().__init__(scope, id)
        aws_provider.AwsProvider(self, "aws", region=region, default_tags=[{"tags": COMMON_TAGS}])
        network = Network(self, "network", cidr="10.1.0.0/16", zones=[f"{region}a", f"{region}b"])
        settings = ServiceSettings(name="web", image="nginx:1.27", environment={"STAGE": "prod"})
        web = WebService(self, "web", network, settings)
        Workers(self, "workers", network, count=3)
        TerraformOutput(self, "dns", value=web.balancer.dns_name)


app = App()
WebStack(app, "web")
app.synth()
