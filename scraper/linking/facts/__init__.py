"""What a story says that can be tabulated: OST songs, ratings, casting states, premieres. High precision first."""

from scraper.linking.facts.reading import Reading
from scraper.linking.facts.tabling import tabled

__all__ = ["Reading", "tabled"]
