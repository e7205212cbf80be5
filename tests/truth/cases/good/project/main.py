#!/usr/bin/env python
"""A project of several files."""
from cdktf import App

from config import load
from stacks import DataStack, NetworkStack

app = App()
config = load()
network = NetworkStack(app, f"network-{config.stage}", config)
DataStack(app, f"data-{config.stage}", config, subnet_ids=network.private_subnet_ids, vpc_id=network.vpc.id)
app.synth()
