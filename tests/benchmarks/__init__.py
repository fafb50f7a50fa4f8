"""How fast the product is, as ratios to plain pages served by the same processes."""
