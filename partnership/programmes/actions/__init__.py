"""What is done to programmes; one module a noun."""
