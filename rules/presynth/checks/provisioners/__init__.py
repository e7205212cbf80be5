"""Provisioners, and the conditions of a lifecycle."""
