"""The variables of a stack."""
