from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.cloudwatch_metric_alarm import CloudwatchMetricAlarm
from functools import partial


class Main(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        t = SnsTopic(self, "t", name="t")
        alarm = partial(
            CloudwatchMetricAlarm,
            self,
            namespace="AWS/SQS",
            period=60,
            statistic="Sum",
            evaluation_periods=1,
            comparison_operator="GreaterThanThreshold",
            alarm_actions=[t.arn],
        )
        for name, threshold in {
            "ApproximateNumberOfMessagesVisible": 10,
            "ApproximateAgeOfOldestMessage": 300.5,
        }.items():
            alarm(
                name.lower(),
                alarm_name=name,
                metric_name=name,
                threshold=threshold,
                dimensions={"QueueName": "q"},
                treat_missing_data="notBreaching",
                actions_enabled=bool(threshold),
            )
