"""What is asked of the evaluation's records; one module a noun."""
