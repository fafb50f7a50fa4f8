"""E-mails about the plan and its risks."""
