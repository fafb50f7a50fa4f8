"""How dates and numbers read here."""
