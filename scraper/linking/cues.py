"""Words that show what a text is about: drama news, other entertainment, or neither; and roles beside names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.linking.layout import Layout
from scraper.linking.lexicon import Mark

_ROLES = {
    "actor": r"배우|연기자|탤런트|주연|actor|actress|actors|co star|lead|starring|stars",
    "singer": (
        r"가수|싱어송라이터|보컬|솔로|singer|vocalist|soloist|songstress|crooner|balladeer|rapper|musician|"
        r"vocals by|sung by"
    ),
    "idol": r"아이돌|그룹|멤버|idol|member|singer|가수|래퍼|rapper",
    "writer": r"작가|극본|각본|집필|writer|screenwriter|scriptwriter|written by|penned by|script by",
    "director": r"감독|연출|pd|director|directed by|helmed by|helmer|producer",
}
_ROLE_BEFORE = re.compile(rf"(?<![가-힣a-z])(?:{'|'.join(_ROLES.values())})(?:인|이자|을 맡은|를 맡은)?[\s·,:('\"]*$")
_ROLE_AFTER = re.compile(rf"^[\s(]*(?:{'|'.join(_ROLES.values())})(?=$|[^가-힣a-z]|[은는이가의을를도와과])")
_NOT_ACT = re.compile(
    r"^\s?(?:기자|의원|교수|선수|대표|장관|변호사|검사|시장|대통령|후보|회장|사장|셰프|아나운서|위원|원장|코치|"
    r"대변인|총장|앵커|판사|경위|대법관|특파원|평론가|칼럼|에디터|객원|=)"
)
_REPORTER = re.compile(
    r"(?:기자|reporter|(?:^|\n)by|president|minister|pitcher|midfielder|coach|professor|judge|senator|lawmaker|"
    r"ceo|chairman|chef|announcer)[\s:=]*$"
)


@dataclass(frozen=True, slots=True)
class Cues:
    """How much the text has of each sort: different words, weighted. networks: the distinct ones, folded.

    titled: the weight of drama words in the headline. acting, foreign, korean: whether it speaks of
    acting, of other countries, of Korea.
    """

    drama: float
    show: float
    elsewhere: float
    networks: frozenset[str]
    titled: float = 0.0
    acting: bool = False
    foreign: bool = False
    korean: bool = True

    @property
    def staged(self) -> bool:
        """Whether the text is about entertainment at all."""
        return self.drama + self.show + len(self.networks) > 1.5 * self.elsewhere

    @property
    def dramatic(self) -> bool:
        return self.drama > 0 or bool(self.networks)


def cues(layout: Layout, marks: list[Mark]) -> Cues:
    seen: dict[str, dict[str, float]] = {
        "DRAMA": {},
        "SHOW": {},
        "ELSEWHERE": {},
        "NETWORK": {},
        "ACTING": {},
        "FOREIGN": {},
        "KOREAN": {},
    }
    titled = 0.0
    for mark in marks:
        if mark.tag in seen:
            seen[mark.tag][mark.word] = mark.weight
            titled += mark.weight * (mark.tag == "DRAMA" and mark.start < layout.title)
    drama, show, elsewhere = (sum(seen[tag].values()) for tag in ("DRAMA", "SHOW", "ELSEWHERE"))
    return Cues(
        drama,
        show,
        elsewhere,
        frozenset(seen["NETWORK"]),
        titled,
        bool(seen["ACTING"]),
        bool(seen["FOREIGN"]),
        _is_korean(layout, seen["KOREAN"]),
    )


_NAME = re.compile(
    r"\b(?:Kim|Lee|Park|Choi|Jung|Jeong|Kang|Cho|Jo|Yoon|Jang|Lim|Im|Han|Oh|Seo|Shin|Kwon|Hwang|Ahn|Song|Ryu|"
    r"Hong|Yoo|Ko|Go|Moon|Yang|Son|Bae|Baek|Heo|Nam|Shim|Noh|Ha|Joo|Woo|Koo|Min|Jin|Byun|Cha|Chae|Chun|Gong|"
    r"Pyo) [A-Z][a-z]{1,5}(?:[- ]?[A-Za-z][a-z]{1,5})?\b"
)


def _is_korean(layout: Layout, words: dict[str, float]) -> bool:
    """Whether anything says that the text is about Korea: its script, a word, a name."""
    return layout.korean or bool(words) or _NAME.search(layout.text) is not None


def roles_beside(layout: Layout, start: int, end: int) -> frozenset[str]:
    """Roles named directly before a span, or directly after it in Korean ("김수현 작가")."""
    low = layout.folded
    before = _ROLE_BEFORE.search(low[max(0, start - 22) : start])
    after = _ROLE_AFTER.search(low[end : end + 10]) if low[end : end + 1] == " " else None
    words = [match[0].strip(" ·,:('\"") for match in (before, after) if match]
    return frozenset(role for role, known in _ROLE_WORDS.items() if any(word.startswith(known) for word in words))


_ROLE_WORDS = {role: tuple(words.split("|")) for role, words in _ROLES.items()}


def is_somebody_else(layout: Layout, start: int, end: int) -> bool:
    """Whether the words beside a name say that its bearer is a reporter, a politician, an athlete and the like."""
    low = layout.folded
    return bool(_NOT_ACT.search(low[end : end + 8])) or bool(_REPORTER.search(low[max(0, start - 16) : start]))
