"""Article and catalogue → mentions with tiers, topics, relevance, facts. Pure; imports only the model."""

from scraper.linking.linker import Linker

__all__ = ["Linker"]
