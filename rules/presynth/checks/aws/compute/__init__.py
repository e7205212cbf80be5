"""Lambda and ECS."""
