"""Areas, the bodies they answer to, groups, meetings and events."""
