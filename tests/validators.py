"""Validators that are not Python: what they object to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def epubcheck(book: Path) -> list[str]:
    """Return the messages of EPUBCheck, the validator of the format's own keepers."""
    jar = shutil.which("epubcheck")
    assert jar, "EPUBCheck is not installed; .ci/browser says how to get it"
    # Debian's command is the archive itself, which only some systems can start by its name.
    done = subprocess.run(["java", "-jar", jar, str(book)], capture_output=True, text=True)
    said = (done.stdout + done.stderr).splitlines()
    found = [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING"))]
    assert found or done.returncode == 0, said
    return found
