#!/usr/bin/env python3
"""Synthesises the payments platform for one environment."""

import os

from cdktf import App

from stacks.payments import PaymentsStack

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
state_bucket = os.getenv("TERRAFORM_STATE_BUCKET", "acme-terraform-state")
state_bucket_region = os.getenv("TERRAFORM_STATE_BUCKET_REGION", "us-east-1")

default_tags = {
    "Environment": environment_suffix,
    "Repository": os.getenv("REPOSITORY", "payments"),
    "Team": os.getenv("TEAM", "payments"),
}

app = App()
PaymentsStack(
    app,
    f"payments-{environment_suffix}",
    environment_suffix=environment_suffix,
    state_bucket=state_bucket,
    state_bucket_region=state_bucket_region,
    alert_email=os.getenv("ALERT_EMAIL", "payments@acme-pay.net"),
    default_tags=default_tags,
)
app.synth()
