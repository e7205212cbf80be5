"""The options of Elastic Beanstalk, by namespace.

https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html (2026-11-29). Platforms have
namespaces of their own, which are not here.
"""

from __future__ import annotations

_HEALTH = (
    "DeregistrationDelay",
    "HealthCheckInterval",
    "HealthCheckPath",
    "HealthCheckTimeout",
    "HealthyThresholdCount",
)
_LAUNCH = (
    "DisableDefaultEC2SecurityGroup",
    "DisableIMDSv1",
    "EC2KeyName",
    "IamInstanceProfile",
    "ImageId",
    "InstanceType",
)

OPTIONS: dict[str, tuple[str, ...]] = {
    "aws:autoscaling:asg": (
        *(
            "Availability Zones",
            "Cooldown",
            "Custom Availability Zones",
            "EnableCapacityRebalancing",
            "MinSize",
            "MaxSize",
        ),
    ),
    "aws:autoscaling:launchconfiguration": (
        *_LAUNCH,
        *("LaunchTemplateTagPropagationEnabled", "MonitoringInterval", "SecurityGroups", "SSHSourceRestriction"),
        *("BlockDeviceMappings", "RootVolumeType", "RootVolumeSize", "RootVolumeIOPS", "RootVolumeThroughput"),
    ),
    "aws:autoscaling:scheduledaction": (
        *("StartTime", "EndTime", "MaxSize", "MinSize", "DesiredCapacity", "Recurrence", "Suspend"),
    ),
    "aws:autoscaling:trigger": (
        *(
            "BreachDuration",
            "LowerBreachScaleIncrement",
            "LowerThreshold",
            "MeasureName",
            "Period",
            "EvaluationPeriods",
        ),
        *("Statistic", "Unit", "UpperBreachScaleIncrement", "UpperThreshold"),
    ),
    "aws:autoscaling:updatepolicy:rollingupdate": (
        *("MaxBatchSize", "MinInstancesInService", "RollingUpdateEnabled", "RollingUpdateType", "PauseTime", "Timeout"),
    ),
    "aws:ec2:instances": (
        *("EnableSpot", "InstanceTypes", "SpotAllocationStrategy", "SpotFleetOnDemandBase"),
        *("SpotFleetOnDemandAboveBasePercentage", "SpotMaxPrice", "SupportedArchitectures"),
    ),
    "aws:ec2:vpc": ("VPCId", "Subnets", "ELBSubnets", "ELBScheme", "DBSubnets", "AssociatePublicIpAddress"),
    "aws:elasticbeanstalk:application": ("Application Healthcheck URL",),
    "aws:elasticbeanstalk:cloudwatch:logs": ("StreamLogs", "DeleteOnTerminate", "RetentionInDays"),
    "aws:elasticbeanstalk:cloudwatch:logs:health": ("HealthStreamingEnabled", "DeleteOnTerminate", "RetentionInDays"),
    "aws:elasticbeanstalk:command": ("DeploymentPolicy", "Timeout", "BatchSizeType", "BatchSize", "IgnoreHealthCheck"),
    "aws:elasticbeanstalk:environment": (
        *("EnvironmentType", "ServiceRole", "LoadBalancerType", "LoadBalancerIsShared"),
    ),
    "aws:elasticbeanstalk:environment:process": (
        *_HEALTH,
        *("MatcherHTTPCode", "Port", "Protocol", "StickinessEnabled", "StickinessLBCookieDuration", "StickinessType"),
        "UnhealthyThresholdCount",
    ),
    "aws:elasticbeanstalk:healthreporting:system": (
        *("SystemType", "ConfigDocument", "EnhancedHealthAuthEnabled", "HealthCheckSuccessThreshold"),
    ),
    "aws:elasticbeanstalk:hostmanager": ("LogPublicationControl",),
    "aws:elasticbeanstalk:managedactions": (
        *("ManagedActionsEnabled", "PreferredStartTime", "ServiceRoleForManagedUpdates"),
    ),
    "aws:elasticbeanstalk:managedactions:platformupdate": ("UpdateLevel", "InstanceRefreshEnabled"),
    "aws:elasticbeanstalk:monitoring": ("Automatically Terminate Unhealthy Instances",),
    "aws:elasticbeanstalk:sns:topics": (
        *("Notification Endpoint", "Notification Protocol", "Notification Topic ARN", "Notification Topic Name"),
    ),
    "aws:elasticbeanstalk:sqsd": (
        *("WorkerQueueURL", "HttpPath", "MimeType", "HttpConnections", "ConnectTimeout", "InactivityTimeout"),
        *("VisibilityTimeout", "ErrorVisibilityTimeout", "RetentionPeriod", "MaxRetries"),
    ),
    "aws:elasticbeanstalk:trafficsplitting": ("NewVersionPercent", "EvaluationTime"),
    "aws:elasticbeanstalk:xray": ("XRayEnabled",),
    "aws:elb:healthcheck": ("HealthyThreshold", "Interval", "Timeout", "UnhealthyThreshold", "Target"),
    "aws:elb:loadbalancer": (
        *("CrossZone", "SecurityGroups", "ManagedSecurityGroup", "LoadBalancerHTTPPort", "LoadBalancerPortProtocol"),
        *("LoadBalancerHTTPSPort", "LoadBalancerSSLPortProtocol", "SSLCertificateId"),
    ),
    "aws:elb:listener": (
        *("ListenerProtocol", "InstancePort", "InstanceProtocol", "PolicyNames", "ListenerEnabled", "SSLCertificateId"),
    ),
    "aws:elbv2:listener": ("DefaultProcess", "ListenerEnabled", "Protocol", "Rules", "SSLCertificateArns", "SSLPolicy"),
    "aws:elbv2:listenerrule": ("HostHeaders", "PathPatterns", "Priority", "Process"),
    "aws:elbv2:loadbalancer": (
        *("AccessLogsS3Bucket", "AccessLogsS3Enabled", "AccessLogsS3Prefix", "IdleTimeout", "IpAddressType"),
        *("ManagedSecurityGroup", "SecurityGroups", "SharedLoadBalancer"),
    ),
    "aws:rds:dbinstance": (
        *("DBAllocatedStorage", "DBDeletionPolicy", "DBEngine", "DBEngineVersion", "DBInstanceClass", "DBPassword"),
        *("DBSnapshotIdentifier", "DBUser", "HasCoupledDatabase", "MultiAZDatabase"),
    ),
}
OPEN = (
    *("aws:elasticbeanstalk:application:environment", "aws:elasticbeanstalk:environment:proxy"),
    *("aws:elasticbeanstalk:environment:proxy:staticfiles", "aws:elasticbeanstalk:control", "aws:elb:policies"),
    *("aws:elasticbeanstalk:container", "aws:elasticbeanstalk:application:environmentsecrets"),
    "aws:cloudformation:template:parameter",
)
"""Namespaces with options that are not listed here."""
NAMED = ("environment:process", "elb:listener", "elbv2:listener", "elbv2:listenerrule", "scheduledaction")
"""The ends of namespaces behind which a name or a port may stand."""
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("aws:elasticbeanstalk:environment", "EnvironmentType"): ("LoadBalanced", "SingleInstance"),
    ("aws:elasticbeanstalk:environment", "LoadBalancerType"): ("classic", "application", "network"),
    ("aws:elasticbeanstalk:healthreporting:system", "SystemType"): ("basic", "enhanced"),
    ("aws:elasticbeanstalk:command", "DeploymentPolicy"): (
        *("AllAtOnce", "Rolling", "RollingWithAdditionalBatch", "Immutable", "TrafficSplitting"),
    ),
    ("aws:elasticbeanstalk:command", "BatchSizeType"): ("Percentage", "Fixed"),
    ("aws:autoscaling:updatepolicy:rollingupdate", "RollingUpdateType"): ("Time", "Health", "Immutable"),
    ("aws:elasticbeanstalk:managedactions:platformupdate", "UpdateLevel"): ("patch", "minor"),
    ("aws:rds:dbinstance", "DBDeletionPolicy"): ("Delete", "Retain", "Snapshot"),
}
