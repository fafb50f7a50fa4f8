"""What is printed of surveys."""
