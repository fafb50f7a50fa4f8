"""Pages' common ground: base form, template pack, components, charts. Knows no model."""
