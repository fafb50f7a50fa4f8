"""What reports write to people, one module a purpose; `reports.apps` registers each."""
