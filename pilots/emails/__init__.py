"""What this app writes to people, one module a purpose; `pilots.apps` registers each."""
