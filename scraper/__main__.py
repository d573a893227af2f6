"""`python -m scraper` is the `hallyuwire` command."""

from scraper.cli import main

main()
