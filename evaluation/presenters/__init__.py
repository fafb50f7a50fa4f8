"""The evaluation in words and tables for pages; no queries."""
