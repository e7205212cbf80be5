"""The language server: presynth's findings and fixes in an editor."""
