"""`newstemma doctor`: what of an installation and an archive is well, and what to do otherwise.

The theory. Each check looks at one thing and gives findings; a finding has a level: `ok`; `note`,
which is fine as it is; `warning`, which will be trouble; `fault`, which is. Nothing is mended and
nothing is written. The network is left alone unless a feed is named.
"""

from newstemma.serve.doctor.findings import Finding, Level

__all__ = ["Finding", "Level"]
