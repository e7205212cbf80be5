QUEUES = ["orders", "refunds"]
RETENTION = 14 * 24 * 60 * 60
