"""What the documents say is what the program does: commands, settings, examples, addresses, links, contracts."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

import click
import pytest

from feeds.feed import FORMATS
from scraper.cli import cli
from scraper.cli.home import declared, open_home
from scraper.crawling import SiteSpider
from scraper.crawling.report import COUNTS
from scraper.model.entity import TOPICS, Kind, Linked, Mention, Tier
from scraper.model.source import Source
from scraper.model.story import feeds_of

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "storage" / "catalogue" / "README.md"])
ROOMS = ("scraper", "storage", "feeds", "spiders", "tests")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def unfenced(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    return re.split(r"^#+ ", re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1], flags=re.MULTILINE)[
        0
    ]


def rows(text: str) -> list[list[str]]:
    """Cells of the table rows whose first cell is code."""
    return [
        [cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| `.*\|$", text, re.MULTILINE)
    ]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def examples() -> Iterator[list[str]]:
    """The words of every command in the README's shell examples, without comments, variables and redirections."""
    for block in fenced(README, "sh"):
        for line in block.splitlines():
            words = shlex.split(re.sub(r"^(?:[A-Z_]+=\S+ )+| < \S+$", "", line), comments=True)
            if words:
                yield words


def commands(text: str) -> set[str]:
    """Words that stand after `hallyuwire` in code."""
    found = (re.match(r"hallyuwire ([a-z]+)", span) for span in code(unfenced(text)))
    return {match[1] for match in found if match}


def shape(path: str) -> str:
    """A feed's path with its names left open: `actor/kim-soo-hyun/ost` is `actor/<slug>/ost`."""
    home, *rest = path.split("/")
    return "/".join([home, *(["<topic>" if home == "topic" else "<slug>", *rest[1:]] if rest else [])])


def test_the_readme_tells_of_exactly_the_commands_there_are() -> None:
    table = [code(row[0])[0].split() for row in rows(section(README, "Commands")) if row[0].startswith("`hallyuwire")]
    assert sorted(words[1] for words in table) == cli.list_commands(click.Context(cli))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_names_a_command_that_is_not_there(document: Path) -> None:
    assert commands(document.read_text("utf-8")) <= set(cli.list_commands(click.Context(cli)))


def test_every_example_is_one_that_the_command_line_takes() -> None:
    run = [words for words in examples() if words[0] == "hallyuwire"]
    assert len(run) > 10
    for words in run:
        context = click.Context(cli, info_name="hallyuwire")
        _, rest, _ = cli.make_parser(context).parse_args(words[1:])
        name, command, rest = cli.resolve_command(context, rest)
        assert command is not None
        command.make_context(name, rest, parent=context)


def test_the_examples_know_no_other_programs_than_ours_make_and_scrapy() -> None:
    assert {words[0] for words in examples()} == {"hallyuwire", "make", "scrapy"}


def test_the_examples_name_declared_sources_or_the_one_of_the_settings() -> None:
    known = {source.name for source in declared()} | {"mysite"}
    crawls = [words for words in examples() if words[1:2] == ["crawl"]]
    named = {word for words in crawls for word in words[2:] if not word.startswith("-")}
    assert named
    assert named <= known


def test_the_readme_tells_of_exactly_the_targets_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert [code(row[0])[0] for row in rows(section(README, "Running it"))] == [f"make {one}" for one in targets]
    assert {words[1] for words in examples() if words[0] == "make"} <= set(targets)


def test_the_settings_of_the_readme_are_taken_as_they_stand(tmp_path: Path) -> None:
    (example,) = fenced(README, "toml")
    (tmp_path / "hallyuwire.toml").write_text(example, "utf-8")
    written, taken = tomllib.loads(example), open_home(tmp_path)
    assert taken.contact == written["crawl"]["contact"]
    assert taken.public_url == written["site"]["public_url"]
    assert [
        {key: getattr(source, key) for key in entry} for source, entry in zip(taken.own, written["source"], strict=True)
    ] == [
        {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
        for entry in written["source"]
    ]


def test_every_key_that_the_commands_take_outside_a_source_is_in_the_example_and_explained() -> None:
    written = tomllib.loads(fenced(README, "toml")[0])
    del written["source"]
    read = re.compile(r"\b(crawl|site)(?:\.get\(|\[)\"(\w+)\"")
    taken = {
        found for path in (ROOT / "scraper" / "cli").glob("*.py") for found in read.findall(path.read_text("utf-8"))
    }
    assert {(name, key) for name, table in written.items() for key in table} == taken
    told = section(README, "Settings: `hallyuwire.toml`")
    assert {code(line)[0] for line in told.splitlines() if line.startswith("- `")} == {key for _, key in taken}


def test_the_table_of_source_keys_has_all_of_them_with_their_defaults() -> None:
    def printed(default: object) -> str:
        if default is MISSING:
            return "required"
        return f"`{json.dumps(list(default) if isinstance(default, tuple) else default)}`"

    told = {code(row[0])[0]: row[1] for row in rows(section(README, "Without code"))}
    assert told == {field.name: printed(field.default) for field in fields(Source)}


def test_the_declaration_of_the_readme_is_a_spider() -> None:
    (example,) = fenced(README, "python")
    names: dict[str, object] = {"__name__": "example"}
    exec(compile(example, "README.md", "exec"), names)
    (spider,) = [
        one
        for one in names.values()
        if isinstance(one, type) and issubclass(one, SiteSpider) and one.__module__ == "example"
    ]
    assert spider.name == spider.source.name == "news-example"


def test_the_readme_tells_of_exactly_the_variables_that_the_code_reads() -> None:
    name = re.compile(r"HALLYUWIRE_[A-Z]+(?:_[A-Z]+)*")
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")] + [ROOT / "Makefile", ROOT / ".ci" / "run"]
    used = {found for path in files if path != Path(__file__) for found in name.findall(path.read_text("utf-8"))}
    told = {
        code(row[0])[0] for row in rows(section(README, "Settings: `hallyuwire.toml`")) if name.match(code(row[0])[0])
    }
    assert told == used
    assert set(name.findall(README)) == used


def test_the_addresses_of_feeds_are_those_that_stories_come_to() -> None:
    def mention(slug: str, kind: Kind, tier: Tier) -> Mention:
        return Mention(slug=slug, kind=kind, name=slug, name_ko="", tier=tier, surface=slug, evidence="")

    cast = [("an-actor", Kind.PERSON), ("a-singer", Kind.PERSON), ("a-group", Kind.GROUP), ("a-drama", Kind.DRAMA)]
    reached = {
        shape(path)
        for tier in Tier
        for path in feeds_of(
            Linked(relevant=True, topics=("ost",), mentions=tuple(mention(*one, tier) for one in cast)),
            {"an-actor": ("actor",), "a-singer": ("singer",)},
        )
    }
    told = [code(row[0])[0] for row in rows(section(README, "Subscribing"))]
    assert sorted(told) == sorted(f"/feeds/{path}.atom" for path in reached)
    assert all(f"`.{form}`" in section(README, "Subscribing") for form in FORMATS)


def test_the_topics_and_tiers_are_those_of_the_model() -> None:
    paragraph = next(part for part in section(README, "Subscribing").split("\n\n") if part.startswith("**Topics.**"))
    assert tuple(code(paragraph)) == TOPICS
    paragraph = next(part for part in section(README, "Subscribing").split("\n\n") if part.startswith("**Tiers.**"))
    assert re.findall(r"\*\*(\w+)\*\*", paragraph) == [str(tier) for tier in Tier]


def test_the_table_of_the_report_has_all_its_counts_in_order() -> None:
    assert tuple(code(row[0])[0] for row in rows(section(README, "What a source's report means"))) == COUNTS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", unfenced(document.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_of_the_project_that_are_named_exist(document: Path) -> None:
    """Published addresses begin with a slash, so that a path that begins with a room is one of the project's."""
    named = [
        span for span in code(unfenced(document.read_text("utf-8"))) if re.match(rf"({'|'.join(ROOMS)}|docs)/", span)
    ]
    assert [path for path in named if not (ROOT / path).exists()] == []
    if document.name == "design.md":
        assert named


def test_the_design_tells_of_every_room() -> None:
    told = {code(row[0])[0] for row in rows(section(DESIGN, "Rooms"))}
    packages = {f"scraper/{path.parent.name}/" for path in (ROOT / "scraper").glob("*/__init__.py")}
    modules = {f"scraper/{path.name}" for path in (ROOT / "scraper").glob("*.py") if not path.name.startswith("_")}
    assert told == packages | modules | {f"{room}/" for room in ROOMS if room != "scraper"}


def test_the_design_tells_of_exactly_the_import_contracts() -> None:
    told = re.findall(r"^- (.+)$", section(DESIGN, "Import contracts"), re.MULTILINE)
    assert told == [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]


def test_the_changelog_ends_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)
    assert releases[0] == PROJECT["project"]["version"]
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == len(releases) + 1  # and what is not released yet


def test_the_catalogue_page_tells_of_every_column_and_every_origin() -> None:
    folder = ROOT / "storage" / "catalogue"
    text = (folder / "README.md").read_text("utf-8")
    told = {code(row[0])[0]: {*code(row[1]), *code(row[2])} for row in rows(text) if row[0].endswith(".tsv`")}
    named = {origin for row in rows(section(text, "Where the facts come from")) for origin in code(row[0])}
    origins: set[str] = set()
    for file in sorted(folder.glob("*.tsv")):
        header, *lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
        assert told[file.name] == set(header)
        column = header.index("source" if "source" in header else "sources")
        origins |= {origin for line in lines for origin in line[column].split("|") if origin}
    assert named == origins
    assert "This product uses the TMDB API but is not endorsed or certified by TMDB." in text
    assert "This product uses the TMDB API but is not endorsed or certified by TMDB." in README
