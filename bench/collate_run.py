"""Collate the reports of pages: read and clean them, trace, then time `collate` alone.

Prints the CPU seconds of `collate` on standard error, so that a caller may take the whole
process or only the stage.
"""

import gc
import sys
import time

import newstemma as ns

gc.set_threshold(200_000, 20, 100)  # as the command runs it
pages = [page for page in ns.read_all([sys.argv[1]]) if isinstance(page, ns.Page)]
reports = [report for report in map(ns.clean, pages) if isinstance(report, ns.Report)]
stemma, collate = ns.trace(reports), ns.collate
started = time.process_time()
collate(reports, stemma)
with open(sys.argv[2], "w", encoding="utf-8") as answer:
    answer.write(f"{time.process_time() - started:.6f}")
