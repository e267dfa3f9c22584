"""`newstemma export FORMAT PATH...`: a dossier handed on in another form."""

from __future__ import annotations

import click

from newstemma.serve import output
from newstemma.serve.commands import FILE, PATHS
from newstemma.serve.exports import FORMATS, NotFitting

_WIDTH = max(len(form.name) for form in FORMATS)
_EPILOG = "\b\nFormats:\n" + "\n".join(f"  {f.name:{_WIDTH}}  {f.says}" for f in FORMATS)


@click.command(epilog=_EPILOG)
@click.argument("form", metavar="FORMAT", type=click.Choice([f.name for f in FORMATS]))
@PATHS
@click.option("-o", "--output", "file", type=FILE, metavar="FILE", help="Write FILE, not stdout.")
@click.option("--story", type=click.IntRange(1), metavar="N", help="Only story N, largest first.")
def export(form: str, paths: tuple[str, ...], file: str | None, story: int | None) -> int:
    """Examine the pages and print or write the dossiers in another format."""
    from newstemma.dossiers import examine
    from newstemma.model import Examination
    from newstemma.pages import read_all
    from newstemma.serve.exports import export as exported

    output.require_writable(file, paths)
    found = examine(output.watched(read_all(paths), "pages read:", "; examining"))
    output.wipe()
    if story is not None and story > len(found):
        raise NotFitting(f"there is no story {story}: {len(found)} found")
    chosen = found if story is None else Examination(found.dossiers[story - 1 : story])
    text = exported(chosen, form)
    if file is None:
        output.print_result(text)
    else:
        output.write_file(file, text)
        output.note(f"wrote {file}")
    output.list_rejected(found.rejected)
    return output.status(len(found), found.rejected)
