"""Modules, classes and names that are imported, or should be."""
