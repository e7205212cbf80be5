"""What a project has decided for itself."""
