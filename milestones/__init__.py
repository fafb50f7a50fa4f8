"""The plan, its deliveries, schedule rules and risks."""
