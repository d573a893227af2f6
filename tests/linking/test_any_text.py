"""Whatever the text, linking answers, the same each time, with surfaces that stand in the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.linking import Linker
from scraper.linking.folding import folded
from scraper.model.article import Article
from scraper.model.entity import TOPICS
from scraper.model.text import block, line
from storage.seed import load

_LINKER = Linker(load())
_WORDS = st.sampled_from(
    ["김수현", "Kim Soo-hyun", "‘눈물의 여왕’", "“Queen of Tears”", "(", ")", "분", "역", "드라마", "drama", "OST Part.3", "20.7%",  # noqa: E501
     "시청률", "12회", "2월 30일", "February 29th, 2014", "of the same year", "V", "W", "IU", "비", "<", ">", "'", '"', "한편,",  # noqa: E501
     "Meanwhile,", "...", "·", "♥", "tvN", "\n\n", "İ", "ß", "ﬁ", "１２", "배우", "played by", "as", "첫 방송", "Soundtrack #1",  # noqa: E501
     "오는 31일", "이준혁", "54", "finale", "제안", "확정"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(_WORDS, st.text(max_size=8)), max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS, _TEXTS)
def test_linking_never_fails_and_tells_what_it_saw(title: str, lead: str, body: str) -> None:
    article = Article(
        url="https://news.example/1", source="x", title=line(title) or "x", lead=line(lead), body=block(body)
    )
    linked = _LINKER.link(article)
    text = "\n\n".join((article.title, article.lead, article.body))
    assert all(mention.surface in text for mention in linked.mentions)
    assert len({(mention.kind, mention.slug) for mention in linked.mentions}) == len(linked.mentions)
    assert linked.topics
    assert set(linked.topics) <= set(TOPICS)
    assert len(set(linked.topics)) == len(linked.topics)
    assert linked == _LINKER.link(article)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_a_very_long_text_is_read_only_so_far() -> None:
    """Its end would cost time without end, and no news is told that late."""
    end = " Kim Soo Hyun stars in tvN drama “Queen of Tears”."
    short, long = "The weather is fine. " * 50, "The weather is fine. " * 5000
    articles = [Article(url="https://n.example/", source="x", title="Rain", body=body + end) for body in (short, long)]
    near, far = ({mention.slug for mention in _LINKER.link(article).mentions} for article in articles)
    assert near == {"kim-soo-hyun", "queen-of-tears"}
    assert far == set()
