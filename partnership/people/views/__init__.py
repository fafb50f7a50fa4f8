"""Pages outside programmes: accounts, roles, and what pages with forms share."""
