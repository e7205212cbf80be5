"""The rules: one module a topic, one class a rule."""
