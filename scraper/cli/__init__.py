"""The command line: the only place that wires. Exit status: 0 done, 1 something failed, 2 wrong usage."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path

import click

from scraper.model.errors import HallyuwireError, Misconfigured

_COMMANDS = {
    "catalogue": "catalogue",
    "crawl": "crawling",
    "demo": "demo",
    "explain": "explaining",
    "group": "audit",
    "link": "audit",
    "newsstand": "demo",
    "probe": "probing",
    "publish": "publishing",
    "read": "audit",
    "rebuild": "publishing",
    "run": "running",
    "serve": "publishing",
    "sources": "sources",
}


class _Commands(click.Group):
    """Imports a command's module when it is called, so that `link` does not pay for Scrapy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"scraper.cli.{_COMMANDS[name]}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="HALLYUWIRE_HOME",
    default=Path("var"),
    show_default="$HALLYUWIRE_HOME, else ./var",
    help="Folder for everything that is not code.",
)
@click.version_option(package_name="hallyuwire")
@click.pass_context
def cli(context: click.Context, home: Path) -> None:
    """Hallyuwire: K-drama and OST news, each story once, as feeds for every actor and drama."""
    context.obj = home


def main() -> None:
    """Entry point: our errors become one line each, bugs a traceback. SIGTERM unwinds as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2 if isinstance(error, click.UsageError) else 1)
    except HallyuwireError as error:
        click.echo(f"hallyuwire: {error}", err=True)
        sys.exit(2 if isinstance(error, Misconfigured) else 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
