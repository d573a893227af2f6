"""What stands in quotation marks, and what kind of work the words around it say it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from scraper.linking.layout import Layout


class Work(StrEnum):
    DRAMA = "drama"
    BROADCAST = "broadcast"  # said to be on a network, so a drama or a show
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """start, end: the span inside the marks. work: what the words nearby say it is."""

    start: int
    end: int
    work: Work


# Folded text has one form of each mark. A single quote opens after a non-letter and closes before a non-letter, so
# that apostrophes in words stay out ("Today's Webtoon").
_MARKED = re.compile(
    r"\"([^\"\n]{1,70})\"|「([^」\n]{1,70})」|『([^』\n]{1,70})』|<([^<>\n]{1,70})>"
    r"|(?<![a-z0-9가-힣])'((?:[^'\n]|(?<=[a-z])'(?=[a-z])|(?<=s)'(?= [a-z])){1,60})'(?![a-z0-9])"
    r"|(?<=[가-힣])'([^'\n]{1,40})'(?=[가-힣\s.,)])"
)
_TAIL = re.compile(r"\(\s*['\"<]?([^()'\"<>\n]{1,30})['\"<>]?\s*\)(?:\s*\[[^\]\n]*\])*\s*$")

_DRAMA_KO = (
    r"드라마|시리즈|사극|로코|연속극|주말극|일일극|아침극|금토극|수목극|월화극|토일극|일일드라마|단막극|"
    r"미니시리즈|시즌제|웹드|후속작|후속"
)
_OTHER_KO = (
    r"영화|스크린|예능|프로그램|뮤지컬|연극|앨범|싱글|미니\s?\d?집|정규\s?\d?집|신곡|타이틀곡|수록곡|자작곡|노래|"
    r"곡|웹툰|소설|원작|에세이|책|다큐\w*"
    r"|콘서트|팬미팅|페스티벌|전시|잡지|매거진|화보|유튜브\s?채널|채널|게임|브랜드|애니메이션|음원|라디오|시상식|"
    r"버라이어티|토크쇼|리얼리티|오디션|팟캐스트|공연|단편"
)
_OTHER_AFTER_KO = _OTHER_KO.replace("|노래|곡|", "|")  # '도깨비' 노래: a song of that drama
_DRAMA_EN = (
    r"k ?dramas?|dramas?|tv series|web ?series|series|sageuk|rom ?com|sitcom|melodrama|thriller series|web ?drama"
)
_OTHER_EN = (
    r"films?|movies?|blockbuster|variety shows?|variety|reality shows?|talk shows?|songs?|singles?|albums?|ep|"
    r"mini album|tracks?|title track"
    r"|webtoons?|novels?|musicals?|plays?|documentary|concerts?|tours?|fan ?meetings?|magazines?|games?|youtube|"
    r"podcasts?|mvs?|music videos?|anthem|b side"
)
_NETWORK = (
    r"tvn|jtbc|sbs|kbs\s?\d?\s?(?:tv)?|kbs2tv|mbc|ena|ocn|netflix|disney\s?\+|disney plus|디즈니\s?\+|"
    r"디즈니플러스|넷플릭스|티빙|tving|웨이브|wavve|쿠팡플레이|coupang play|tv조선|tv chosun|mbn|channel a|채널a|"
    r"viu|u\+\s?모바일tv|왓챠|watcha|카카오tv"
)
_SLOT = r"(?:월화|수목|금토|토일|토·일|주말|일일|새|신작|오리지널|미니|특별기획|대하|시즌\s?\d)"
# The nearest word before the marks decides; in Korean it stands directly before or after a short tail.
_BEFORE = re.compile(
    rf"(?:(?P<drama>(?:{_DRAMA_KO}|{_DRAMA_EN})(?:인|이자)?)|(?P<other>(?:{_OTHER_KO}|{_OTHER_EN}))"
    rf"|(?P<net>(?:{_NETWORK})(?:'s)?(?:\s?{_SLOT})?))(?:\s?\([^()]{{1,30}}\))?[\s,:]*['\"<]?$"
)
_NEAR = re.compile(
    rf"(?:(?P<drama>{_DRAMA_KO}|\b(?:{_DRAMA_EN})\b)|(?P<other>{_OTHER_KO}|\b(?:{_OTHER_EN})\b)|(?P<net>{_NETWORK}))"
)
_AFTER = re.compile(
    rf"^['\">]?(?:\s?\((?:19|20)\d\d\))?(?:'s|의|라는|이라는)?\s?(?:(?P<drama>(?:{_DRAMA_KO})|(?:upcoming |hit |"
    rf"new |\w+ )?\b(?:{_DRAMA_EN})\b|ost\b|\d+\s?회|\d+\s?화|시즌|episode|season)"
    rf"|(?P<other>(?:{_OTHER_AFTER_KO})|(?:new |pre release |comeback |\w+ )?\b(?:{_OTHER_EN})\b|comeback|뮤비|"
    rf"뮤직비디오|챌린지))"
)


def quotes(layout: Layout) -> list[Quote]:
    """All quoted spans of up to 70 characters, and the title's closing brackets, in order."""
    found: list[Quote] = []
    for match in _MARKED.finditer(layout.folded):
        group = match.lastindex or 1
        start, end = match.span(group)
        found.append(Quote(*_trimmed(layout.folded, start, end), work_at(layout, match.start(), match.end())))
    tail = _TAIL.search(layout.folded, 0, layout.title)
    if tail and not any(quote.start >= tail.start() for quote in found if quote.start < layout.title):
        found.append(Quote(*_trimmed(layout.folded, *tail.span(1)), Work.UNKNOWN))
    return found


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    while end > start and low[end - 1] in " ,.?!…":
        end -= 1
    while start < end and low[start] == " ":
        start += 1
    return start, end


def work_at(layout: Layout, start: int, end: int) -> Work:
    """What kind of work the words directly around a span say it is."""
    line = layout.folded.rfind("\n", 0, start) + 1
    before = layout.folded[max(line, start - 30) : start]
    after = layout.folded[end : end + 30]
    for match in (_AFTER.search(after), _BEFORE.search(before)):
        if match and (match["drama"] or match["other"]):
            return Work.DRAMA if match["drama"] else Work.OTHER
    near = _BEFORE.search(before)
    if near and near["net"]:
        return Work.BROADCAST
    return _last(before[-16:])


_FROM = re.compile(r" (?:of|from|in|for|by) ")  # "songs of “Goblin”": the quoted work is not the song


def _last(before: str) -> Work:
    last = None
    for match in _NEAR.finditer(before):
        last = match
    between = before[last.end() :] if last else ""
    if last is None or len(between) > 8 or set(between) & set("'\"<>.…·,|") or _FROM.match(between):
        return Work.UNKNOWN
    return Work.DRAMA if last["drama"] else Work.OTHER if last["other"] else Work.BROADCAST
