"""What a person may type about programmes; one module a noun."""
