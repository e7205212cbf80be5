import os
from dataclasses import dataclass

REGIONS = {"dev": "eu-west-1", "prod": "eu-central-1"}


@dataclass(frozen=True)
class Config:
    stage: str
    region: str
    cidr: str = "10.42.0.0/16"

    def name(self, what: str) -> str:
        return f"ledger-{what}-{self.stage}"


def load() -> Config:
    stage = os.environ.get("STAGE", "dev")
    return Config(stage=stage, region=REGIONS[stage])
