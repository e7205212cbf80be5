"""Pipelines, and the actions in their stages."""
