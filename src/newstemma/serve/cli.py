"""The command `newstemma`: thin words over the pure functions, lazily imported.

Exit status, the same for every command:
  0    done
  1    nothing could be read
  2    wrong use: an unknown option, no path, an output file that cannot be written
  3    done, but some input was rejected (listed on stderr)
  70   our bug; the traceback on stderr says where
  130  interrupted
  141  the reader of our output went away
"""

from __future__ import annotations

import gc
import os
import sys

import click

from newstemma.errors import Misuse
from newstemma.serve.agent.command import mcp
from newstemma.serve.archiving import (
    add,
    backup,
    changes,
    check,
    copies_of,
    history,
    restore,
    search,
    show,
    versions,
)
from newstemma.serve.batching import batch
from newstemma.serve.commands import examine, schema
from newstemma.serve.comparing import compare
from newstemma.serve.copying import copies
from newstemma.serve.doctor.command import doctor
from newstemma.serve.exporting import export
from newstemma.serve.newsroom_commands import accounts, tokens
from newstemma.serve.outlet_commands import outlets
from newstemma.serve.ruling_commands import join, rule, split
from newstemma.serve.stages import collate, read, stories, trace
from newstemma.serve.watch.command import watch
from newstemma.serve.web.command import serve
from newstemma.serve.writing_commands import notes, saved

WRONG_USE, OUR_BUG, INTERRUPTED = 2, 70, 130


class _InOrder(click.Group):
    """Lists the commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from newstemma import __version__

        click.echo(f"newstemma {__version__}")
        context.exit()


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and leave.",
)
def program() -> None:
    """How many independent sources really stand behind a pile of news reports.

    PATH is a file or folder: web pages, extracted text, JSON lines.
    """


for _command in (
    examine,
    read,
    stories,
    trace,
    collate,
    copies,
    compare,
    export,
    batch,
    add,
    show,
    search,
    copies_of,
    changes,
    history,
    versions,
    outlets,
    rule,
    split,
    join,
    backup,
    restore,
    check,
    doctor,
    watch,
    serve,
    accounts,
    tokens,
    notes,
    saved,
    mcp,
    schema,
):
    program.add_command(_command)


def main() -> None:
    """Run the command line and leave with its status.

    Our tables of scores are small: a second thread of the array library spins longer than
    it works (0.3 s of CPU on three reports). Who sets the variable keeps it. And frozen
    values form no circles, so the collector looks for them seldom (a twelfth of the CPU on
    100 reports).
    """
    gc.set_threshold(200_000, 20, 100)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(_run())


def _run() -> int:
    try:
        return int(program.main(prog_name="newstemma", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except Misuse as error:
        click.echo(f"newstemma: {error}", err=True)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo("newstemma: interrupted", err=True)
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("newstemma: this is our bug; please report it with the lines above", err=True)
        return OUR_BUG
