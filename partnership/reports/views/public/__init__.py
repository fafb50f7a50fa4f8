"""What anybody reads who has a body's public link."""
