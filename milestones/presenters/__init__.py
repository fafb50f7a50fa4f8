"""The plan in words for a page, one module a noun."""
