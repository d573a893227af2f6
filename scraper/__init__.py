"""From a news site to a story."""
