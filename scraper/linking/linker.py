"""Article and catalogue → what the article is about."""

from __future__ import annotations

from collections import defaultdict

from scraper.linking.cues import cues
from scraper.linking.facts import Reading, tabled
from scraper.linking.folding import has_hangul, squeezed
from scraper.linking.forms import Bearer, Trust, collect
from scraper.linking.knowledge import Knowledge
from scraper.linking.layout import Layout, lay
from scraper.linking.lexicon import Lexicon
from scraper.linking.matching import Hit, Matcher
from scraper.linking.quotation import Quote, quotes
from scraper.linking.relevance import is_relevant
from scraper.linking.resolving import Resolver, Scene, Sighting
from scraper.linking.tiers import Weight, tier, weigh
from scraper.linking.topics import Realm, topics, with_figures
from scraper.linking.topics import weights as topic_weights
from scraper.model.article import Article
from scraper.model.entity import Catalogue, Kind, Linked, Mention, Tier

_ORDER = {Tier.ABOUT: 0, Tier.FEATURED: 1, Tier.MENTION: 2}


class Linker:
    """Links articles to the entities of one catalogue. Building it takes about a second; linking changes nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        forms = collect(catalogue)
        self._known = Knowledge(catalogue)
        self._titles = forms.titles
        self._matcher = Matcher(forms)
        self._lexicon = Lexicon()
        self._resolver = Resolver(self._known)

    def link(self, article: Article) -> Linked:
        """What an article is about. It may have only a title; without a language the script decides. Never raises."""
        layout = lay(article)
        marked = quotes(layout)
        year = article.published.year if article.published else None
        marks = self._lexicon.marks(layout.folded)
        scene = Scene(layout, cues(layout, marks), marked, self._hits(layout, marked), year)
        sightings = self._shortened(layout, marked, self._resolver.resolve(scene))
        weights = weigh(layout, sightings, {s.entity for s in sightings if self._is_work(s.entity)})
        tiers = self._tiers(weights)
        entities = [(self._known.entities[n], weights[n], tiers[n]) for n in weights]
        cued = topic_weights(layout, marks, [(s.start, s.end) for s in sightings])
        realm = Realm.STAGE if scene.cues.staged or sightings else Realm.ELSEWHERE
        relevant = is_relevant(layout, entities, scene.cues, marked, topics(cued, realm))
        subjects = topics(cued, Realm.DRAMA if relevant else realm)
        reading = Reading(layout, marked, sightings, tiers, self._known.entities, article.published)
        facts = tabled(reading, subjects) if relevant else ()
        mentions = self._mentions(layout, sightings, weights, tiers)
        return Linked(relevant=relevant, topics=with_figures(subjects, facts, mentions), mentions=mentions, facts=facts)

    def _hits(self, layout: Layout, marked: list[Quote]) -> list[Hit]:
        """Matches of the automaton, and titles in quotation marks that are spaced otherwise than in the catalogue."""
        hits = self._matcher.hits(layout)
        held = {(hit.start, hit.end) for hit in hits}
        for quote in marked:
            numbers = self._titles.get(squeezed(layout.text[quote.start : quote.end]))
            if numbers and (quote.start, quote.end) not in held:
                hits = [hit for hit in hits if hit.end <= quote.start or hit.start >= quote.end]
                bearers = tuple(Bearer(number, Trust.SHORT, False) for number in numbers)
                hits.append(
                    Hit(quote.start, quote.end, bearers, False, has_hangul(layout.text[quote.start : quote.end]))
                )
        return sorted(hits, key=lambda hit: hit.start)

    def _shortened(self, layout: Layout, marked: list[Quote], sightings: list[Sighting]) -> list[Sighting]:
        """With the headline's shortened titles ('오싹한' for 오싹한 연애) of dramas that are linked further down."""
        works = {s.entity for s in sightings if self._is_work(s.entity) and layout.title <= s.start < layout.lead}
        held = {s.start for s in sightings}
        for quote in marked:
            short = squeezed(layout.text[quote.start : quote.end])
            if quote.end > layout.title or quote.start in held or len(short) < 2:
                continue
            whole = [n for n in works if _is_short_for(short, self._known.entities[n].name_ko)]
            if len(whole) == 1:
                sightings.append(Sighting(whole[0], quote.start, quote.end, ("short title",), quoted=True))
        return sorted(sightings, key=lambda sighting: sighting.start)

    def _is_work(self, number: int) -> bool:
        return self._known.entities[number].kind is Kind.DRAMA

    def _tiers(self, weights: dict[int, Weight]) -> dict[int, Tier]:
        works = {number for number in weights if self._is_work(number)}
        titled = {number for number in weights if weights[number].titled and not weights[number].second}
        tiers: dict[int, Tier] = {}
        for group in (works, weights.keys() - works):
            top = max((weights[n].count for n in group), default=0)
            tiers |= {
                n: tier(weights[n], top, bool(titled & works if n in works else titled), n in works) for n in group
            }
        return tiers

    def _mentions(
        self, layout: Layout, sightings: list[Sighting], weights: dict[int, Weight], tiers: dict[int, Tier]
    ) -> tuple[Mention, ...]:
        seen: dict[int, list[Sighting]] = defaultdict(list)
        for sighting in sightings:
            seen[sighting.entity].append(sighting)
        order = sorted(seen, key=lambda n: (_ORDER[tiers[n]], -weights[n].titled, weights[n].first))
        return tuple(self._mention(layout, number, seen[number], weights[number], tiers[number]) for number in order)

    def _mention(self, layout: Layout, number: int, seen: list[Sighting], weight: Weight, level: Tier) -> Mention:
        entity, first = self._known.entities[number], seen[0]
        return Mention(
            slug=entity.slug, kind=entity.kind, name=entity.name, name_ko=entity.name_ko, tier=level,
            surface=layout.text[first.start : first.end], evidence=_evidence(layout, seen, weight),
        )  # fmt: skip


def _is_short_for(short: str, title: str) -> bool:
    """Whether it is a title's beginning or its syllables in order, the first one first (재벌집, 이강달, 슬의생)."""
    whole = squeezed(title)
    if whole.startswith(short):
        return True
    rest = iter(whole)
    return 3 <= len(short) <= 5 and short[0] == whole[:1] and all(char in rest for char in short)


def _evidence(layout: Layout, seen: list[Sighting], weight: Weight) -> str:
    place = "in the headline" if weight.titled else "in the lead" if weight.lead else f"{len(seen)} in the text"
    if all(sighting.note for sighting in seen):
        place = "cast note"
    return "; ".join(dict.fromkeys((place, *seen[0].reasons[:4])))
