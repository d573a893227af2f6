"""What the control port makes the sites do."""

from __future__ import annotations

import json

import pytest

from scraper.model.errors import Misconfigured
from scraper.newsstand.stand import Running

from .conftest import NOW, fetch

NEW = {
    "id": "n1", "site": "daily-globe", "headline": "Bridge opens", "summary": "At last.", "body": "It opened.\n\nFine.",
    "published": "2026-11-19T09:00:00-05:00", "slug": "bridge-opens",
}  # fmt: skip


def shown(stand: Running, site: str) -> dict[str, str]:
    articles: dict[str, str] = stand.control.state()[site]["articles"]
    return articles


def test_next_wave_everywhere_then_nothing(stand: Running) -> None:
    assert "3" not in shown(stand, "hallyu-post")
    assert sorted(stand.control.publish()) == ["3", "42"]
    assert fetch(shown(stand, "hallyu-post")["3"]).status == 200
    assert "/2026/11/second-song/" in fetch(stand.url("hallyu-post") + "/feed/").text
    assert stand.control.publish() == []


def test_wave_of_one_site_and_single_articles(stand: Running) -> None:
    assert stand.control.publish(site="drama-times") == ["42"]
    assert stand.control.publish(id="3") == ["3"]
    assert stand.control.publish(id="3") == []


def test_unpublished_articles_answer_404(stand: Running) -> None:
    base = stand.url("hallyu-post")
    assert fetch(f"{base}/2026/11/second-song/").status == 404
    assert "second-song" not in fetch(f"{base}/feed/").text


def test_written_edit_changes_page_feed_and_validators(stand: Running) -> None:
    url, feed = shown(stand, "hallyu-post")["1"], stand.url("hallyu-post") + "/feed/"
    before, listed = fetch(url), fetch(feed)
    assert stand.control.edit(id="1") == {"1": "/2026/11/kim-soo-hyun-queen-of-tears-ost/"}
    after = fetch(url, if_none_match=before.headers["ETag"])
    assert after.status == 200
    assert "Update: Kim Soo Hyun Confirmed" in after.text
    assert after.headers["Last-Modified"] == f"{NOW:%a, %d %b %Y %H:%M:%S} GMT"
    assert fetch(feed, if_none_match=listed.headers["ETag"]).status == 200
    assert fetch(feed, if_modified_since=listed.headers["Last-Modified"]).status == 200
    with pytest.raises(Misconfigured, match="no edit left"):
        stand.control.edit(id="1")


def test_an_edit_leaves_other_pages_alone(stand: Running) -> None:
    other = fetch(shown(stand, "hallyu-post")["2"])
    stand.control.edit(id="1")
    stand.control.publish()
    assert fetch(shown(stand, "hallyu-post")["2"], if_none_match=other.headers["ETag"]).status == 304


def test_all_written_edits(stand: Running) -> None:
    assert set(stand.control.edit()) == {"1", "7"}
    assert stand.control.edit() == {}
    assert shown(stand, "k-wave-diary")["7"].endswith("/kim-soo-hyun-way-home/")


def test_given_fields_are_cleaned_and_checked(stand: Running) -> None:
    stand.control.edit(id="22", headline="김수현\u200b  새 노래", body="하나.\n\n둘.")
    assert '<h2 class="headline">김수현 새 노래</h2>' in fetch(shown(stand, "star-ilbo")["22"]).body.decode("cp949")
    with pytest.raises(Misconfigured, match="U\\+1F600"):
        stand.control.edit(id="22", headline="😀")


@pytest.mark.parametrize(
    ("one", "site"),
    [("1", "hallyu-post"), ("21", "yeonye-news"), ("4", "seoul-courier"), ("31", "drama-times"), ("22", "star-ilbo"),
     ("5", "daily-globe"), ("7", "k-wave-diary")],
)  # fmt: skip
def test_moved_articles_answer_301_on_every_site(stand: Running, one: str, site: str) -> None:
    old = shown(stand, site)[one]
    stand.control.move(one)
    middle = shown(stand, site)[one]
    stand.control.move(one)
    new = shown(stand, site)[one]
    assert len({old, middle, new}) == 3
    for address in (old, middle):
        reply = fetch(address)
        assert (reply.status, reply.headers["Location"]) == (301, new)
    assert fetch(new).status == 200


def test_move_to_chosen_words_but_not_onto_another(stand: Running) -> None:
    assert stand.control.move("1", slug="way-home") == "/2026/11/way-home/"
    with pytest.raises(Misconfigured, match="taken"):
        stand.control.move("2", slug="way-home")


def test_added_articles_are_shown(stand: Running) -> None:
    url = stand.control.add(**NEW)
    assert url == f"{stand.url('daily-globe')}/2026/11/19/bridge-opens-n1.html"
    assert "It opened." in fetch(url).text
    assert "bridge-opens-n1" in fetch(stand.url("daily-globe") + "/rss.xml").text
    with pytest.raises(Misconfigured, match="taken"):
        stand.control.add(**NEW)
    with pytest.raises(Misconfigured, match="has no zone"):
        stand.control.add(**NEW | {"id": "n2", "published": "2026-11-19T09:00:00"})


def test_quiet_feeds_stay_byte_for_byte(stand: Running) -> None:
    url = stand.url("hallyu-post") + "/feed/"
    before = fetch(url)
    stand.control.mode("quiet", site="hallyu-post")
    stand.control.publish()
    stand.control.edit(id="1")
    after = fetch(url)
    assert (after.body, after.headers["Last-Modified"]) == (before.body, before.headers["Last-Modified"])
    assert fetch(shown(stand, "hallyu-post")["3"]).status == 200
    stand.control.mode("normal", site="hallyu-post")
    assert "second-song" in fetch(url).text


def test_log_tells_requests_and_can_be_emptied(stand: Running) -> None:
    fetch(stand.url("star-ilbo") + "/robots.txt?a=1", user_agent="Tester/1")
    fetch(stand.url("daily-globe") + "/nothing", "HEAD")
    first, second = stand.log
    assert (first.site, first.method, first.path, first.status) == ("star-ilbo", "GET", "/robots.txt?a=1", 404)
    assert first.headers["user-agent"] == "Tester/1"
    assert first.time == NOW
    assert (second.method, second.status) == ("HEAD", 404)
    assert stand.control.log("daily-globe") == [second.record()]
    stand.control.forget()
    assert stand.log == []


def test_reset_brings_the_start_back(stand: Running) -> None:
    before = stand.control.state()
    pages = fetch(shown(stand, "hallyu-post")["1"]).body
    stand.control.publish()
    stand.control.edit()
    stand.control.add(**NEW)
    stand.control.mode("status", status=500)
    stand.control.reset(articles=True)
    assert stand.control.state() == before
    assert fetch(shown(stand, "hallyu-post")["1"]).body == pages


def test_manual_and_refusals(stand: Running) -> None:
    base = stand.control.url
    assert "POST /publish" in fetch(f"{base}/").text
    assert fetch(f"{base}/nothing").status == 404
    assert fetch(f"{base}/publish").status == 405
    for command, fields in (("mode", {"mode": "odd"}), ("publish", {"id": "x"}), ("publish", {"site": "x"}),
                            ("mode", {"mode": "lie", "variant": "odd"}), ("move", {}), ("edit", {"id": "1", "x": 1}),
                            ("mode", {"mode": "layout", "variant": "odd"})):  # fmt: skip
        with pytest.raises(Misconfigured, match="says no"):
            stand.control._post(command, fields)
    assert json.loads(fetch(f"{base}/state").body)["hallyu-post"]["modes"] == []
