"""What pages and reports read of the plan, one module a noun."""
