"""`catalogue`: what is known of people and dramas."""

from __future__ import annotations

from dataclasses import asdict

import click
import orjson

from scraper.model.entity import Entity
from scraper.model.errors import HallyuwireError
from scraper.model.text import fold
from storage import seed


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True)
def catalogue(name: str | None, as_json: bool) -> None:
    """How many people and dramas are known; with a NAME (any script), who and what bears it."""
    known = seed.load()
    if name is None:
        counts: dict[str, int] = {}
        for entity in known.entities:
            counts[str(entity.kind)] = counts.get(entity.kind, 0) + 1
        counts["credits"] = len(known.credits)
        click.echo(orjson.dumps(counts) if as_json else ", ".join(f"{n} {kind}" for kind, n in counts.items()))
        return
    bearers = [entity for entity in known.entities if fold(name) in _forms(entity)]
    if not bearers:
        raise HallyuwireError(f"nobody and nothing known is called {name!r}")
    for entity in bearers:
        click.echo(orjson.dumps(asdict(entity)) if as_json else _line(entity))


def _forms(entity: Entity) -> set[str]:
    return {fold(form) for form in (entity.slug, entity.name, entity.name_ko, *entity.aliases) if form}


def _line(entity: Entity) -> str:
    names = " / ".join(filter(None, (entity.name, entity.name_ko)))
    notes = ", ".join(filter(None, (str(entity.year or ""), *entity.roles, *entity.networks)))
    return f"{entity.kind}/{entity.slug}: {names}{f' ({notes})' if notes else ''}"
