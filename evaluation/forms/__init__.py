"""What a person may type about the evaluation, one module a noun."""
