"""Everything that is kept. SQLAlchemy lives only here; rows never leave it, only values of `scraper.model`."""
