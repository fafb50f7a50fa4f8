"""What a report says, gathered as at its cut-off: the only queries of a report."""
