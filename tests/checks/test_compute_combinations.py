"""What the tables say of functions, containers, clusters, instances and how they are scaled."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.examples import as_program, places_of, unmarked

_AWS = "from cdktf_cdktf_provider_aws."
_FUNCTION = f"""{_AWS}efs_file_system import EfsFileSystem
{_AWS}lambda_alias import LambdaAlias
{_AWS}lambda_function import LambdaFunction
{_AWS}lambda_layer_version import LambdaLayerVersion
{_AWS}lambda_provisioned_concurrency_config import LambdaProvisionedConcurrencyConfig

code = {{"s3_bucket": "code", "s3_key": "api.zip", "handler": "api.handler", "runtime": "python3.13"}}
code = {{"function_name": "api", "role": "arn:aws:iam::111122223333:role/api", **code}}
"""
_MAPPING = f"""{_AWS}lambda_event_source_mapping import LambdaEventSourceMapping
{_AWS}sqs_queue import SqsQueue

queue = SqsQueue(self, "queue", name="jobs")
stream = {{"event_source_arn": "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks", "function_name": "work"}}
"""
_SERVICE = f"""{_AWS}ecs_service import EcsService

service = {{"name": "web", "cluster": "main", "task_definition": "web:1"}}
network = {{"subnets": ["subnet-0a1b2c3d"]}}
"""
_CAPACITY = f"""{_AWS}autoscaling_group import AutoscalingGroup
{_AWS}ecs_capacity_provider import EcsCapacityProvider

settings = {{"min_size": 1, "max_size": 3, "launch_template": {{"id": "lt-0a1b2c3d4e5f60718"}}}}
settings = {{"vpc_zone_identifier": ["subnet-0a1b2c3d"], **settings}}
scaling = {{"status": "ENABLED"}}
"""
_NODES = f"""{_AWS}eks_cluster import EksCluster, EksClusterVpcConfig
{_AWS}eks_access_entry import EksAccessEntry
{_AWS}eks_node_group import EksNodeGroup
{_AWS}launch_template import LaunchTemplate

role = "arn:aws:iam::111122223333:role/nodes"
nodes = {{"cluster_name": "main", "node_role_arn": role, "subnet_ids": ["subnet-0a1b2c3d"]}}
nodes = {{"scaling_config": {{"min_size": 1, "desired_size": 1, "max_size": 2}}, **nodes}}
network = EksClusterVpcConfig(subnet_ids=["subnet-0a1b2c3d", "subnet-0a1b2c3e"])
"""
_TARGET = f"""{_AWS}appautoscaling_target import AppautoscalingTarget
{_AWS}ecs_cluster import EcsCluster
{_AWS}ecs_service import EcsService

cluster = EcsCluster(self, "cluster", name="main")
web = EcsService(self, "web", name="web", cluster=cluster.id, task_definition="web:1", launch_type="EC2")
tasks = {{"service_namespace": "ecs", "scalable_dimension": "ecs:service:DesiredCount"}}
tasks = {{"min_capacity": 1, "max_capacity": 4, **tasks}}
"""
_INSTANCE = f"""{_AWS}iam_role import IamRole
{_AWS}iam_instance_profile import IamInstanceProfile
{_AWS}instance import Instance

role = IamRole(self, "role", name="web", assume_role_policy="{{}}")
profile = IamInstanceProfile(self, "profile", name="web", role=role.name)
server = {{"ami": "ami-0123456789abcdef0", "instance_type": "t3.micro"}}
"""

_FAULTS = {
    "a layer without version": _FUNCTION
    + """
layer = LambdaLayerVersion(self, "layer", layer_name="base", s3_bucket="code", s3_key="base.zip")
LambdaFunction(self, "api", layers=[«layer.layer_arn»], **code)
""",
    "a file system for its access point": _FUNCTION
    + """
files = EfsFileSystem(self, "files")
network = {"subnet_ids": ["subnet-0a1b2c3d"], "security_group_ids": ["sg-0a1b2c3d"]}
mounted = {"arn": «files.arn», "local_mount_path": "/mnt/files"}
LambdaFunction(self, "api", vpc_config=network, file_system_config=mounted, **code)
""",
    "subnets without groups": _FUNCTION
    + """
network = {"subnet_ids": ["subnet-0a1b2c3d"], "security_group_ids": «[]»}
LambdaFunction(self, "api", vpc_config=network, **code)
""",
    "concurrency of what is not published": _FUNCTION
    + """
api = LambdaFunction(self, "api", **code)
warm = {"function_name": api.function_name, "provisioned_concurrent_executions": 2}
LambdaProvisionedConcurrencyConfig(self, "warm", qualifier=«api.version», **warm)
""",
    "an ARN for the number of a version": _FUNCTION
    + """
api = LambdaFunction(self, "api", publish=True, **code)
LambdaAlias(self, "live", name="live", function_name=api.function_name, function_version=«api.arn»)
""",
    "a queue with what streams have": _MAPPING
    + """
LambdaEventSourceMapping(
    self, "jobs", event_source_arn=queue.arn, function_name="work", «parallelization_factor»=2
)
""",
    "a stream with what queues have": _MAPPING
    + """
few = {"maximum_concurrency": 5}
LambdaEventSourceMapping(self, "clicks", starting_position="LATEST", «scaling_config»=few, **stream)
""",
    "two bases": _SERVICE
    + """
shares = [
    {"capacityProvider": "FARGATE", "base": 1},
    {"capacityProvider": "FARGATE_SPOT", "base": «1»},
]
EcsService(self, "web", network_configuration=network, capacity_provider_strategy=shares, **service)
""",
    "instances that are not protected": _CAPACITY
    + """
group = AutoscalingGroup(self, "group", **settings)
given = {"auto_scaling_group_arn": group.arn, "managed_scaling": scaling}
given = {"managed_termination_protection": «"ENABLED"», **given}
EcsCapacityProvider(self, "own", name="own", auto_scaling_group_provider=given)
""",
    "types of instances twice": _NODES
    + """
template = LaunchTemplate(self, "template", name="nodes", instance_type="m5.large")
EksNodeGroup(self, "nodes", launch_template={"id": template.id, "version": "1"}, «instance_types»=["m5.large"], **nodes)
""",
    "an image of another architecture": _NODES
    + """
EksNodeGroup(self, "nodes", ami_type="AL2023_x86_64_STANDARD", instance_types=["m5.large", «"m7g.large"»], **nodes)
""",
    "entries of a cluster without": _NODES
    + """
main = EksCluster(
    self, "main", name="main", role_arn=role, vpc_config=network, access_config={"authentication_mode": "CONFIG_MAP"}
)
EksAccessEntry(self, "entry", cluster_name=«main.name», principal_arn=role)
""",
    "a profile in the template of nodes": _NODES
    + """
template = LaunchTemplate(self, "template", name="nodes", iam_instance_profile={"name": "nodes"})
EksNodeGroup(self, "nodes", launch_template={"id": «template.id», "version": "1"}, **nodes)
""",
    "an image of the template's and one of EKS": _NODES
    + """
template = LaunchTemplate(self, "template", name="nodes", image_id="ami-0123456789abcdef0")
own = {"launch_template": {"id": template.id, "version": "1"}}
EksNodeGroup(self, "nodes", ami_type=«"AL2023_x86_64_STANDARD"», **own, **nodes)
""",
    "a strategy with what the cluster has not": _CAPACITY
    + f"""{_AWS}ecs_cluster_capacity_providers import EcsClusterCapacityProviders

given = {{"auto_scaling_group_arn": "arn:aws:x"}}
own = EcsCapacityProvider(self, "own", name="own", auto_scaling_group_provider=given)
shares = [{{"capacityProvider": «"FARGATE"», "weight": 1}}]
EcsClusterCapacityProviders(
    self, "main", cluster_name="main", capacity_providers=[own.name], default_capacity_provider_strategy=shares
)
""",
    "commands without a role": _SERVICE
    + f"""{_AWS}ecs_task_definition import EcsTaskDefinition

task = EcsTaskDefinition(self, "task", family="web", requires_compatibilities=["FARGATE"], container_definitions="[]")
own = {{**service, "task_definition": task.arn, "network_configuration": network}}
EcsService(self, "web", launch_type="FARGATE", enable_execute_command=«True», **own)
""",
    "a queue on Fargate and on instances": f"""{_AWS}batch_compute_environment import BatchComputeEnvironment
{_AWS}batch_job_queue import BatchJobQueue

light = {{"type": "FARGATE", "max_vcpus": 4, "subnets": ["subnet-0a1b2c3d"], "security_group_ids": ["sg-0a1b2c3d"]}}
heavy = {{"instance_type": ["m5"], "instance_role": "arn:aws:iam::111122223333:instance-profile/i", **light}}
own = [
    BatchComputeEnvironment(self, "light", type="MANAGED", compute_resources=light),
    BatchComputeEnvironment(self, "heavy", type="MANAGED", compute_resources={{**heavy, "type": "EC2"}}),
]
order = [{{"computeEnvironment": each.arn, "order": number}} for number, each in enumerate(own)]
BatchJobQueue(self, "jobs", name="jobs", state="ENABLED", priority=1, compute_environment_order=«order»)
""",
    "small instances close together": _INSTANCE
    + f"""{_AWS}placement_group import PlacementGroup

near = PlacementGroup(self, "near", name="near", strategy="cluster")
Instance(self, "web", ami="ami-0123456789abcdef0", instance_type=«"t3.large"», placement_group=near.name)
""",
    "spot instances beside a policy of them": _NODES
    + f"""{_AWS}autoscaling_group import AutoscalingGroup

template = LaunchTemplate(self, "template", name="jobs", instance_market_options={{"market_type": "spot"}})
policy = {{"launch_template": {{"launch_template_specification": {{"launch_template_id": «template.id»}}}}}}
AutoscalingGroup(
    self, "jobs", min_size=0, max_size=1, vpc_zone_identifier=["subnet-0a1b2c3d"], mixed_instances_policy=policy
)
""",
    "steps with a gap": f"""{_AWS}autoscaling_policy import AutoscalingPolicy

steps = [
    {{"metricIntervalLowerBound": "0", "metricIntervalUpperBound": "10", "scalingAdjustment": 1}},
    {{"metricIntervalLowerBound": «"20"», "scalingAdjustment": 2}},
]
kind = {{"policy_type": "StepScaling", "adjustment_type": "ChangeInCapacity"}}
AutoscalingPolicy(self, "steps", name="steps", autoscaling_group_name="web", step_adjustment=steps, **kind)
""",
    "a weight that is no part": _FUNCTION
    + """
weights = {"additional_version_weights": {"1": «10»}}
LambdaAlias(self, "live", name="live", function_name="api", function_version="2", routing_config=weights)
""",
    "a label of Kubernetes": _NODES
    + """
EksNodeGroup(self, "nodes", labels={«"node-role.kubernetes.io/worker"»: "true"}, **nodes)
""",
    "a network for tasks without": _SERVICE
    + f"""{_AWS}ecs_task_definition import EcsTaskDefinition

task = EcsTaskDefinition(self, "task", family="web", network_mode="bridge", container_definitions="[]")
own = {{**service, "task_definition": task.arn}}
EcsService(self, "web", launch_type="EC2", «network_configuration»=network, **own)
""",
    "two architectures": f"""{_AWS}batch_compute_environment import BatchComputeEnvironment

own = {{"type": "EC2", "max_vcpus": 4, "subnets": ["subnet-0a1b2c3d"], "instance_type": ["m6i", «"m7g"»]}}
own = {{"instance_role": "arn:aws:iam::111122223333:instance-profile/i", **own}}
BatchComputeEnvironment(self, "heavy", type="MANAGED", compute_resources=own)
""",
    "a version by a word": _CAPACITY
    + """
template = {"launch_template": {"id": "lt-0a1b2c3d4e5f60718", "version": «"latest"»}}
AutoscalingGroup(self, "group", **{**settings, **template})
""",
    "a user pool for its issuer": f"""{_AWS}apigatewayv2_authorizer import Apigatewayv2Authorizer
{_AWS}cognito_user_pool import CognitoUserPool

pool = CognitoUserPool(self, "pool", name="users")
who = {{"audience": ["web"], "issuer": «pool.endpoint»}}
Apigatewayv2Authorizer(
    self, "jwt", api_id="a1", name="jwt", authorizer_type="JWT", identity_sources=[], jwt_configuration=who
)
""",
    "a parameter that is not of a method": f"""{_AWS}api_gateway_method import ApiGatewayMethod

where = {{"rest_api_id": "a1", "resource_id": "r1", "http_method": "GET", "authorization": "NONE"}}
ApiGatewayMethod(self, "get", request_parameters={{«"request.path.id"»: True}}, **where)
""",
    "tasks packed by instance": _SERVICE
    + """
packed = [{"type": "binpack", "field": «"instanceId"»}]
EcsService(self, "web", launch_type="EC2", ordered_placement_strategy=packed, **service)
""",
    "a job of several nodes without": f"""{_AWS}batch_job_definition import BatchJobDefinition

BatchJobDefinition(self, "job", name="job", type=«"multinode"»)
""",
    "the id of a stage": f"""{_AWS}api_gateway_stage import ApiGatewayStage
{_AWS}api_gateway_usage_plan import ApiGatewayUsagePlan

stage = ApiGatewayStage(self, "stage", rest_api_id="a1", deployment_id="d1", stage_name="v1")
ApiGatewayUsagePlan(self, "plan", name="plan", api_stages=[{{"apiId": "a1", "stage": «stage.id»}}])
""",
    "the ARN of a cluster in an id": _TARGET
    + 'AppautoscalingTarget(self, "t", resource_id=«f"service/{cluster.id}/{web.name}"», **tasks)\n',
    "an id without its cluster": _TARGET
    + 'AppautoscalingTarget(self, "t", resource_id=«f"service/{web.name}"», **tasks)\n',
    "an id of something else": _TARGET + 'AppautoscalingTarget(self, "t", resource_id=«web.id», **tasks)\n',
    "a role for a profile": _INSTANCE + 'Instance(self, "web", iam_instance_profile=«role.name», **server)\n',
}

_SOUND = {
    "functions": _FUNCTION
    + """
layer = LambdaLayerVersion(self, "layer", layer_name="base", s3_bucket="code", s3_key="base.zip")
network = {"subnet_ids": [], "security_group_ids": []}
api = LambdaFunction(self, "api", layers=[layer.arn], publish=True, vpc_config=network, **code)
LambdaAlias(self, "live", name="live", function_name=api.arn, function_version=api.version)
LambdaProvisionedConcurrencyConfig(
    self, "warm", function_name=api.function_name, qualifier=api.version, provisioned_concurrent_executions=2
)
""",
    "sources": _MAPPING
    + """
LambdaEventSourceMapping(
    self, "jobs", event_source_arn=queue.arn, function_name="work", scaling_config={"maximum_concurrency": 5}
)
LambdaEventSourceMapping(self, "clicks", starting_position="LATEST", parallelization_factor=2, **stream)
""",
    "services": _SERVICE
    + """
shares = [{"capacityProvider": "FARGATE", "base": 1}, {"capacityProvider": "FARGATE_SPOT", "base": 0}]
EcsService(self, "web", network_configuration=network, capacity_provider_strategy=shares, **service)
""",
    "instances that are protected": _CAPACITY
    + """
group = AutoscalingGroup(self, "group", protect_from_scale_in=True, **settings)
given = {"auto_scaling_group_arn": group.arn, "managed_scaling": scaling}
EcsCapacityProvider(
    self, "own", name="own", auto_scaling_group_provider={"managed_termination_protection": "ENABLED", **given}
)
""",
    "nodes": _NODES
    + """
template = LaunchTemplate(self, "template", name="nodes")
EksNodeGroup(self, "nodes", launch_template={"id": template.id, "version": "1"}, instance_types=["m5.large"], **nodes)
EksNodeGroup(self, "gpu", ami_type="AL2023_x86_64_NVIDIA", instance_types=["g5.xlarge", "g4dn.xlarge"], **nodes)
EksNodeGroup(self, "arm", ami_type="BOTTLEROCKET_ARM_64", instance_types=["m7g.large", "c6gd.large"], **nodes)
""",
    "targets": _TARGET
    + """
AppautoscalingTarget(self, "one", resource_id=f"service/{cluster.name}/{web.name}", **tasks)
first = AppautoscalingTarget(self, "two", resource_id="service/main/web", **tasks)
AppautoscalingTarget(self, "three", resource_id=first.resource_id, **tasks)
""",
    "steps": f"""{_AWS}autoscaling_policy import AutoscalingPolicy

steps = [
    {{"metricIntervalUpperBound": "10", "scalingAdjustment": -1}},
    {{"metricIntervalLowerBound": "20.5", "scalingAdjustment": 2}},
    {{"metricIntervalLowerBound": "10", "metricIntervalUpperBound": "20.5", "scalingAdjustment": 1}},
]
kind = {{"policy_type": "StepScaling", "adjustment_type": "ChangeInCapacity"}}
AutoscalingPolicy(self, "steps", name="steps", autoscaling_group_name="web", step_adjustment=steps, **kind)
""",
    "labels": _NODES
    + """
labels = {"node.kubernetes.io/pool": "web", "topology.kubernetes.io/zone": "a", "acme.net/team": "web", "pool": "web"}
EksNodeGroup(self, "nodes", labels=labels, **nodes)
""",
    "profiles": _INSTANCE + 'Instance(self, "web", iam_instance_profile=profile.name, **server)\n',
}


@pytest.mark.parametrize("name", _FAULTS)
def test_what_is_refused_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    marked = unmarked(as_program(_FAULTS[name]))
    assert (marked.line, marked.column) in places_of(tmp_path, marked.code, "PS396")


@pytest.mark.parametrize("name", _SOUND)
def test_what_goes_together_is_left_alone(tmp_path: Path, name: str) -> None:
    assert places_of(tmp_path, as_program(_SOUND[name]), "PS396") == []
