"""Constructs and where they stand: apps, stacks, scopes, providers."""
