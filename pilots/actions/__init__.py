"""What is done to areas, groups, meetings and the roles held there; one module a noun."""
