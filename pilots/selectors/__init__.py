"""What is asked of areas' records; each function says how many queries it takes."""
