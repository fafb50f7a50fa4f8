"""Pages of a board's word: what it did with a report, and its directions."""
