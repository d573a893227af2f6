"""`kill -9` at any moment: what was acknowledged stays, nothing doubles, every feed is whole, GUIDs do not change."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from scraper.newsstand.stand import Running
from tests.end_to_end.service import Service

ROUNDS = 5
# Six kills a round: thirty in all. The longest time a command is let run before it is killed, in seconds.
KILLS = (("crawl", 1.0), ("crawl", 2.0), ("publish", 0.5), ("publish", 1.5), ("crawl", 2.0), ("rebuild", 1.0))


def kill_in_the_middle(service: Service, command: str, longest: float, chance: random.Random) -> None:
    words = (command, *service.names) if command == "crawl" else (command,)
    running = service.start(*words)
    time.sleep(chance.uniform(0.0, longest))
    running.kill()


def check_whole(service: Service) -> None:
    """Every published file is whole, whatever was killed."""
    for path, body in service.files().items():
        if Path(path).name.startswith("."):
            continue  # a temporary file: swept by the next publishing, and never served
        if path.endswith((".rss", ".atom", ".opml")):
            etree.fromstring(body)
        elif path.endswith(".json"):
            json.loads(body)


def told(service: Service) -> dict[str, str]:
    """Story by address."""
    return {each.article.url: each.story for each in service.stored() if each.story}


@pytest.mark.timeout(280)
def test_thirty_kills_lose_and_double_nothing(
    serve_sites: Callable[..., Service], stand: Running, tmp_path: Path, worker_seed: int
) -> None:
    print(f"\nseed {worker_seed}")
    chance = random.Random(worker_seed)
    template = serve_sites()
    for round in range(ROUNDS):
        stand.control.reset(articles=True)
        service = Service(tmp_path / f"home{round}", ())
        service.names = template.names
        (service.home / "hallyuwire.toml").write_bytes((template.home / "hallyuwire.toml").read_bytes())
        acknowledged: dict[str, str] = {}
        for number, (command, longest) in enumerate(KILLS):
            if number == 4:
                stand.control.publish()
            kill_in_the_middle(service, command, longest, chance)
            check_whole(service)
            now = told(service)
            assert acknowledged.items() <= now.items(), "a stored story went or changed its id"
            acknowledged = now
        # A killed crawl left pages waiting; once more, and all is there.
        service.crawl()
        service.publish()
        check_whole(service)
        assert not [path for path in service.files() if Path(path).name.startswith(".")]
        stored = service.stored()
        assert acknowledged.items() <= told(service).items()
        shown = [url for site in stand.control.state().values() for url in site["articles"].values()]
        assert len({each.article.url for each in stored}) == len(stored)
        assert {url.rstrip("/") for url in shown} <= {each.article.url.rstrip("/") for each in stored}
        guids = service.guids()
        assert {guid.removeprefix("urn:uuid:") for guid in guids} <= set(told(service).values())
        assert service.publish() == {"written": 0, "unchanged": 0}


@pytest.fixture
def worker_seed() -> int:
    """Another one in every run, printed, so that a failure can be seen again."""
    return random.SystemRandom().randrange(10**9)
