"""Queues, topics, events, schedules and alarms."""
