"""Records of every type with values of their type."""
from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.route53_health_check import Route53HealthCheck
from cdktf_cdktf_provider_aws.route53_record import (
    Route53Record,
    Route53RecordAlias,
    Route53RecordFailoverRoutingPolicy,
    Route53RecordWeightedRoutingPolicy,
)
from cdktf_cdktf_provider_aws.route53_zone import Route53Zone, Route53ZoneVpc

ADDRESSES = {"a": "192.0.2.10", "b": "192.0.2.11"}


class Names(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-west-1")
        zone = Route53Zone(self, "zone", name="acme.internal", vpc=[Route53ZoneVpc(vpc_id="vpc-0123456789abcdef0")])
        balancer = Lb(self, "balancer", internal=True, subnets=["subnet-1", "subnet-2"])
        address = Eip(self, "address", domain="vpc")
        for weight, (name, ip) in enumerate(ADDRESSES.items(), start=1):
            Route53Record(
                self,
                f"node-{name}",
                zone_id=zone.zone_id,
                name=f"nodes.{zone.name}",
                type="A",
                ttl=60,
                records=[ip],
                set_identifier=name,
                weighted_routing_policy=Route53RecordWeightedRoutingPolicy(weight=weight * 10),
            )
        Route53Record(self, "fixed", zone_id=zone.zone_id, name="fixed", type="A", ttl=60, records=[address.public_ip])
        Route53Record(
            self, "six", zone_id=zone.zone_id, name="six", type="AAAA", ttl=60, records=["2001:db8::1", "2001:db8::2"]
        )
        Route53Record(
            self, "docs", zone_id=zone.zone_id, name="docs", type="CNAME", ttl=300, records=["docs.acme-pay.net"]
        )
        Route53Record(self, "child", zone_id=zone.zone_id, name="eu", type="NS", ttl=300, records=["ns1.acme-pay.net."])
        check = Route53HealthCheck(
            self,
            "check",
            fqdn="app.acme-pay.net",
            port=443,
            type="HTTPS",
            resource_path="/healthz",
            failure_threshold=3,
            request_interval=30,
        )
        Route53Record(
            self,
            "app",
            zone_id=zone.zone_id,
            name="app",
            type="A",
            set_identifier="primary",
            health_check_id=check.id,
            failover_routing_policy=Route53RecordFailoverRoutingPolicy(type="PRIMARY"),
            alias=Route53RecordAlias(
                name=balancer.dns_name, zone_id=balancer.zone_id, evaluate_target_health=True
            ),
        )


app = App()
Names(app, "names")
app.synth()
