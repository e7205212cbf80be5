"""RDS, Aurora, DynamoDB and ElastiCache."""
