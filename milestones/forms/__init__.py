"""What a person may type about the plan, one module a noun."""
