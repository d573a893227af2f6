"""OST songs: who sings which part for which drama, and whether it is out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from scraper.linking.facts.dates import dates
from scraper.linking.facts.reading import Reading
from scraper.linking.quotation import Quote, Work
from scraper.model.entity import Kind, Tier

_CUE = re.compile(
    r"\bosts?\b|ost(?=[가-힣])|오에스티|가창|삽입곡|soundtrack|\bsongs?\b|\bsings?\b|\bsung\b|\bsingles?\b|음원|"
    r"\bballad\b|\btracks?\b|노래|\btheme\b|테마"
)
_PART = re.compile(r"\bpart\.?\s?(\d{1,2})\b|파트\s?\.?(\d{1,2})")
_ORDINALS = {"첫": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
             "열한": 11, "열두": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
             "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_ORDINAL = re.compile(
    r"(열한|열두|다섯|여섯|일곱|여덟|아홉|첫|두|세|네|열)\s?(?:번째|번\s?째)\s?(?:ost|가창|음원|주자)|"
    r"첫\s?(?:ost|주자)"
                      r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:ost|single|song|"
                      r"track)\b")  # fmt: skip
_BEFORE = re.compile(
    r"(?:osts?(?: (?:like|such as))?|part\.?\s?\d+|파트\s?\d+|곡|노래|음원|테마|신곡|song|songs|single|track|"
    r"ballad|titled|called|entitled|followed by|ost인|like)[\s,:]*(?:['\"<]?)$"
)
_AFTER = re.compile(
    r"^['\">,]*\s?(?:(?:을|를|은|는|이|가)\s?(?:[가-힣\s]{0,14})?(?:발매|공개|부르|부른|불렀|가창|선보|담|녹음|"
    r"들려)|\(|\s(?:발매|발표|공개|선물|뮤직비디오|뮤비)|라는 곡|\s\w+ (?:the )?['\"][^'\"]+['\"] ost|"
    r",?\s?(?:was |is |to be )?(?:released|out\b)|for (?:[\w+]+(?: 2tv)?'s )?(?:drama )?['\"]|by\b|"
    r",? (?:the )?(?:\w+ ){0,2}(?:song|single|track|ost)\b)"
)
_EVENT = re.compile(r"콘서트|\blp\b|\bcd\b|상영|vinyl|concert|orchestra|screening|라인업|lineup|cover\b|커버")
_SAID = re.compile(r"(?:다|요|까|죠|니다|음|함)[.!?]?$|[.!?]$|,$")
_RELEASED = re.compile(
    r"발매(?:했|됐|된|하며|$)|공개(?:했|됐|된|$)|음원차트|차트 1위|out now|\breleas(?:es|ed)\b|is out\b|"
    r"\bdrops?\b|dropped|tops? chart|climbs"
)
_RECORDED = re.compile(r"녹음(?:을 마|에 참여|했)|record(?:ed|ing|s)\b")
_TODAY = re.compile(r"오늘(?!\()|\btoday\b")
_WILL = re.compile(
    r"예정|발매한다|공개한다|공개되는|발매되는|공개될|발매될|will be released|to be released|to drop|to release|"
    r"set to"
)
_SUNG_BY = re.compile(
    r"(?:sung|performed|vocals) by ([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2})|(?:가수|밴드|"
    r"그룹) ([가-힣A-Za-z0-9]{2,10}?)(?=[은는이가의,·\s])"
)


def songs(reading: Reading) -> list[dict[str, Any]]:
    """Facts `{"type": "ost", "drama", "part", "song", "singer", "state", "date"}`.

    part: number or None. state: released, recorded or announced. date: of the release or announcement, ISO 8601 or
    None. Where several sing, each song has its own singer only when its sentence says so.
    """
    low = reading.layout.folded
    facts: list[dict[str, Any]] = []
    for start, end in reading.sentences():
        if start < reading.layout.title and facts:
            continue
        if _CUE.search(low, start, end):
            facts += _told(reading, start, end)
    drama = reading.main_work()
    if drama and not any(fact["drama"] == drama for fact in facts) and not _EVENT.search(low, 0, reading.layout.title):
        unnamed = _unnamed(reading, drama)
        facts = [unnamed, *facts] if unnamed["singer"] else facts
    return _once(facts)


def _told(reading: Reading, start: int, end: int) -> list[dict[str, Any]]:
    """The songs that a sentence names, each with the drama that follows it, else goes before it."""
    named = [quote for quote in reading.quotes if start <= quote.start < end and _is_song(reading, quote)]
    found = []
    for quote, following in zip(named, [*(q.start for q in named[1:]), end], strict=False):
        works = reading.works(quote.end, following) or reading.works(start, quote.start)[-1:]
        drama = reading.slug(works[0].entity) if works else reading.main_work()
        if drama:
            found.append(_fact(reading, drama, quote, start, following))
    return found


def _is_song(reading: Reading, quote: Quote) -> bool:
    """Whether a quote that is no drama's title is introduced as a song's."""
    low = reading.layout.folded
    if quote.work is Work.DRAMA or any(s.start < quote.end and quote.start < s.end for s in reading.works(0, len(low))):
        return False
    if quote.end - quote.start > 45 or (
        _SAID.search(low[quote.start : quote.end + 1]) and quote.end - quote.start > 14
    ):
        return False
    return bool(_BEFORE.search(low[max(0, quote.start - 24) : quote.start - 1])) or bool(
        _AFTER.search(low[quote.end : quote.end + 40])
    )


def _fact(reading: Reading, drama: str, quote: Quote, start: int, end: int) -> dict[str, Any]:
    days = [dated.day for dated in dates(reading.layout.folded, quote.end, end, reading.today)]
    ahead = [dated.day for dated in dates(reading.layout.folded, start, quote.start, reading.today)]
    today = reading.today if _TODAY.search(reading.layout.folded, start, end) else None
    day = days[0] if days else ahead[-1] if ahead else today
    return {
        "type": "ost", "drama": drama, "part": _part(reading.layout.folded, start, end), "song": _name(reading, quote),
        "singer": _singer(reading, start, end), "state": _state(reading, start, end, day),
        "date": day.isoformat() if day else None,
    }  # fmt: skip


def _name(reading: Reading, quote: Quote) -> str:
    """The song's name with the marks that belong to it ("If I..")."""
    text, end = reading.layout.text, quote.end
    while end < len(text) and text[end] in ".…!?":
        end += 1
    return text[quote.start : quote.end] if text[quote.end : end] == "." else text[quote.start : end]


def _unnamed(reading: Reading, drama: str) -> dict[str, Any]:
    """The song the article is about, before it has a name."""
    lead = reading.layout.lead
    days = [dated.day for dated in dates(reading.layout.folded, 0, lead, reading.today) if dated.day]
    day = days[0] if days else reading.today
    return {
        "type": "ost", "drama": drama, "part": _part(reading.layout.folded, 0, lead), "song": None,
        "singer": _singer(reading, 0, lead), "state": _state(reading, 0, lead + 300, day, "announced"),
        "date": day.isoformat() if day else None,
    }  # fmt: skip


def _part(low: str, start: int, end: int) -> int | None:
    match = _PART.search(low, start, end)
    if match:
        return int(match[1] or match[2])
    ordinal = _ORDINAL.search(low, start, end)
    return _ORDINALS[ordinal[1] or ordinal[2] or "첫"] if ordinal else None


def _state(reading: Reading, start: int, end: int, day: date | None, otherwise: str = "released") -> str:
    """What is said of the song; nothing that lies ahead is out."""
    low = reading.layout.folded
    if day and reading.today and day > reading.today:
        return "announced"
    for state, words in (("announced", _WILL), ("recorded", _RECORDED), ("released", _RELEASED)):
        if words.search(low, start, end):
            return state
    return otherwise


def _singer(reading: Reading, start: int, end: int) -> str | None:
    """Who sings: a singer in the sentence, else the one singer (else the one person) the headline is about."""
    here = [s.entity for s in reading.people(start, end) if _sings(reading, s.entity)]
    if here:
        return reading.slug(here[0])
    printed = _SUNG_BY.search(reading.layout.text, start, end)
    if printed:
        return printed[1] or printed[2]
    titled = dict.fromkeys(
        s.entity for s in reading.people(0, reading.layout.title) if reading.tiers[s.entity] is Tier.ABOUT
    )
    singers = [number for number in titled if _sings(reading, number)] or list(titled)
    return reading.slug(singers[0]) if len(singers) == 1 else None


def _sings(reading: Reading, number: int) -> bool:
    entity = reading.entities[number]
    return entity.kind is Kind.GROUP or bool({"singer", "idol"} & set(entity.roles))


def _once(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each song of a drama once, with what any telling says of it."""
    merged: dict[tuple[Any, Any], dict[str, Any]] = {}
    for fact in facts:
        held = merged.setdefault((fact["drama"], (fact["song"] or "").casefold()), fact)
        held.update({name: value for name, value in fact.items() if held[name] is None})
    return list(merged.values())
