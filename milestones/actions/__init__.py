"""What is done to the plan, one module a noun; each verb is one transaction."""
