"""The database made again from the stored articles: the same stories, GUIDs and bytes."""

from __future__ import annotations

from collections.abc import Callable

from scraper.newsstand.stand import Running
from tests.end_to_end.service import Service


def test_rebuild_changes_no_guid_and_no_byte(serve_sites: Callable[..., Service], stand: Running) -> None:
    service = serve_sites()
    service.crawl()
    stand.control.edit()
    service.crawl()
    service.publish()
    before, files = {each.article.url: each.story for each in service.stored()}, service.files()
    service.run("rebuild")
    service.run("publish", "--all")
    assert {each.article.url: each.story for each in service.stored()} == before
    assert service.files() == files
