"""Run chapters with a kernel, as Binder would, and measure what a reader waits for.

Usage: python tests/bench/live.py CHAPTER... (prints one line of JSON a chapter)

`first_figure` are the seconds from the kernel's first sign of life to the first figure,
`peak_mb` the most memory that the kernel ever held (resident, VmHWM).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from widgets.figure import MIME

MB = 1024


async def run(path: Path) -> dict:
    """Run a chapter from top to bottom in its own folder; an error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": path.parent}})
    client.create_kernel_manager()
    begun = time.perf_counter()
    await client.async_start_new_kernel(cwd=str(path.parent))
    await client.async_start_new_kernel_client()
    alive, first = time.perf_counter(), None
    try:
        for place, cell in enumerate(notebook.cells):
            await client.async_execute_cell(cell, place)
            if first is None and any(MIME in each.get("data", {}) for each in outputs(cell)):
                first = time.perf_counter() - alive
        ended = time.perf_counter()
        held = peak_mb(client.km.provisioner.process.pid)
    finally:
        await client.km.shutdown_kernel(now=True)
    return {
        "chapter": path.stem,
        "kernel": round(alive - begun, 2),
        "first_figure": first and round(first, 2),
        "whole": round(ended - alive, 2),
        "peak_mb": held,
    }


def outputs(cell) -> list:
    """Return what a cell gave; a text cell gives nothing."""
    return cell.get("outputs", [])


def peak_mb(pid: int) -> int:
    """Return the most megabytes that a process has held so far."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) // MB


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(asyncio.run(run(Path(name).resolve()))), flush=True)
