"""What has to stay secret."""
