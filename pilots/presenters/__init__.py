"""Records in words, for pages; no queries."""
