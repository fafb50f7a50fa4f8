"""What is done to the logic model, surveys, evidence and stories; one module a noun."""
