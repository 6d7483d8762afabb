"""Weigh the book's heaviest page against the same page by stock Jupyter Book; time the rest.

Run by ``make bench``. It prints figures and asserts nothing; noise is met by medians.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import chromium
    import hierarchy
    import measures
    import own
    import search
    import stock
    import switch
    from jupyter_cache import get_cache
except ModuleNotFoundError as missing:
    sys.exit(f"The measurements need {missing.name}, which make book brings: say make bench.")

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build/html"
JUPYTER_BOOK = ROOT / ".venv/bin/jupyter-book"
AIM_KB = {"first view": 160, "with figures": 510}
AIM_SWITCH = "script at most 5 ms (p95), a tenth of a kernel's"
AIM_RATIO = {"first view": "a tenth", "with figures": "a quarter"}
BUILDS, VISITS, CHANGES = 3, 5, 30
ENVIRONMENT = {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "JUPYTER_PLATFORM_DIRS": "1"}


def main() -> None:
    """Measure, then print."""
    require()
    stock.install()
    search.compare_with_plain_python()
    hierarchy.compare_with_mesa()
    hierarchy.time_sweeps()
    with tempfile.TemporaryDirectory() as folder, chromium.started(needed("chromium")) as browser:
        print_switches(browser)
        print_own(browser)
        with chromium.served(HTML) as base:
            measures.compare_programs(browser, base)
        path, ours, pages = heaviest(browser)
        ours_copy, stock_copy = Path(folder, "ours"), Path(folder, "stock")
        copy_sources(ours_copy)
        copy_sources(stock_copy)
        theirs = weigh_stock(browser, stock_copy, path)
        print(f"\nHeaviest of {pages} pages: {path}, with {ours.figures} figures")
        print_weights(ours, theirs)
        print_notes(ours, theirs)
        print_waits(browser, path)
        print_builds(ours_copy)


def needed(program: str) -> str:
    """Return where a program is, or end with a sentence."""
    found = shutil.which(program)
    return found or sys.exit(f"The measurements need {program}: install it, then say make bench.")


def require() -> None:
    """End with one sentence where something is missing."""
    for program in ("chromium", "git", "node", "npm"):
        needed(program)
    if not JUPYTER_BOOK.exists() or not (HTML / "index.html").exists():
        sys.exit("The book is not built: say make book, then make bench.")


# Weight


def heaviest(browser) -> tuple[str, chromium.Weight, int]:
    """Return the chapter page with figures whose first view is the heaviest, weighed in full."""
    paths = [str(path.relative_to(HTML)) for path in sorted(HTML.glob("chapters/**/*.html"))]
    with chromium.served(HTML) as base:
        weights = {path: chromium.weigh(browser, base, path, scroll=False) for path in paths}
        size = {path: total(weight.first) for path, weight in weights.items()}
        with_figures = [path for path in paths if weights[path].figures]
        if not with_figures:
            sys.exit("No chapter page of the built book has a figure: say make book.")
        path = max(with_figures, key=size.get)
        if (other := max(paths, key=size.get)) != path:
            print(f"Heavier at first view, but without figures: {other}, {kb(size[other])}")
        return path, chromium.weigh(browser, base, path), len(paths)


def weigh_stock(browser, copy: Path, path: str) -> chromium.Weight:
    """Build the same page the stock way, and weigh it with what CDNs would send."""
    stock.derive(copy, path.removesuffix(".html"))
    build(copy)
    html = copy / "_build/html"
    stock.accept_packages(html / path)
    with chromium.served(html) as base:
        return chromium.weigh(browser, base, path, cdn=stock.from_cdn, figure=stock.FIGURE)


def total(sizes: dict[str, int]) -> int:
    """Return the bytes of some files together."""
    return sum(sizes.values())


def kb(size: float) -> str:
    """Return bytes as kilobytes (of 1,000)."""
    return f"{size / 1000:,.1f} kB"


def short(url: str) -> str:
    """Return an address without this machine's server."""
    return url.split("/", 3)[3] if url.startswith("http://127.0.0.1") else url


# Time


def copy_sources(target: Path) -> None:
    """Copy what git keeps, or would keep: nothing that was built."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (source := ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


def build(book: Path) -> float:
    """Build a copy of the book with that copy's own code; return the seconds it took."""
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(book)}
    command = [JUPYTER_BOOK, "build", ".", "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=book, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode or not (book / "_build/html/index.html").exists():
        sys.exit(f"The copy in {book.name} could not be built: {done.stderr[-600:]}")
    return seconds


def running(book: Path) -> float:
    """Return the seconds for which the chapters of a built book ran."""
    records = get_cache(book / "_build/.jupyter_cache").list_cache_records()
    return sum(record.data.get("execution_seconds", 0) for record in records)


def time_builds(book: Path) -> dict[str, list[float]]:
    """Build several times from nothing, and with the chapters' outputs kept."""
    times = {"cold": [], "chapters": [], "warm": []}
    for _ in range(BUILDS):
        shutil.rmtree(book / "_build", ignore_errors=True)
        times["cold"].append(build(book))
        times["chapters"].append(running(book))
        for built in ("html", ".doctrees"):
            shutil.rmtree(book / "_build" / built)
        times["warm"].append(build(book))
    return times


# Printing


def print_weights(ours: chromium.Weight, theirs: chromium.Weight) -> None:
    """Print the two weights beside the stock page's and the aims, then the heaviest files."""
    print("\nWeight, gzipped       ours       stock  ours/stock  aim")
    views = {"first view": "first", "with figures": "whole"}
    for name, view in views.items():
        mine, other = total(getattr(ours, view)), total(getattr(theirs, view))
        aim = f"at most {AIM_KB[name]} kB, {AIM_RATIO[name]}"
        print(f"  {name:<13}{kb(mine):>12}{kb(other):>12}{100 * mine / other:>10.1f} %  {aim}")
    print(f"  {'requests':<13}{len(ours.whole):>12}{len(theirs.whole):>12}")
    for title, weight in (("ours", ours), ("stock", theirs)):
        print(f"\nThe ten heaviest files, {title} (*: not before the figures)")
        largest = sorted(weight.whole.items(), key=lambda item: -item[1])[:10]
        for url, size in largest:
            mark = " " if url in weight.first else "*"
            print(f"  {kb(size):>10} {mark} {short(url)}")


def print_notes(ours: chromium.Weight, theirs: chromium.Weight) -> None:
    """Print what has to be known to read the weights."""
    strangers = ", ".join(sorted(ours.elsewhere)) or "none"
    notes = [f"hosts other than its own that our page asked: {strangers}"]
    if ours.near:
        notes.append("a figure is near at load: vega.js came at once, counted with figures only")
    notes.append(f"the stock page drew {theirs.figures} charts and widgets")
    for title, weight in (("our page", ours), ("the stock page", theirs)):
        for url in sorted(weight.unserved):
            whom = "another host" if url in weight.elsewhere else "its own server"
            notes.append(f"{title} asked {whom} in vain, counted as 0: {short(url)}")
        notes += [f"{title} raised an error: {text[:100]}" for text in weight.errors]
    print("\nNotes")
    for note in notes:
        print(f"  {note}")


def print_waits(browser, path: str) -> None:
    """Print how long a reader of the page waits, on this machine and without a network."""
    with chromium.served(HTML) as base:
        visits = [chromium.until_live(browser, base + path) for _ in range(VISITS)]
        moved = chromium.answers(browser, base + path, CHANGES)
    elapsed = statistics.median(milliseconds for milliseconds, _ in visits)
    live = min(live for _, live in visits)
    print(f"\nWaits\n  until all figures live ({live} do), median of {VISITS}: {elapsed:,.0f} ms")
    if moved is None:
        print("  no control on this page")
        return
    median, p95 = statistics.median(moved["taken"]), statistics.quantiles(moved["taken"], n=20)[-1]
    print(
        f"  from a control's change to the reading's ({moved['kind']}, {moved['figure']}), "
        f"{CHANGES} changes: median {median:.1f} ms, p95 {p95:.1f} ms"
    )


def print_switches(browser) -> None:
    """Print how long the largest network takes to answer a switch, with and without a kernel."""
    with chromium.served(HTML) as base:
        page = switch.in_the_page(browser, base + switch.PAGE)
    ways = {
        "script in the page, reading and table written": page["script"],
        "until the page has painted it": page["paint"],
        "by a kernel, until its markup is here": switch.by_a_kernel(),
    }
    print(f"\nA switch of the guidance network, {len(page['script'])} of them; aim: {AIM_SWITCH}")
    print(
        f"Each is the least of {switch.ROUNDS} times, after one to warm up: other programs run too"
    )
    middle, high = {}, {}
    for way, taken in ways.items():
        middle[way], high[way] = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"  {way:<46} p50 {middle[way]:>6.1f} ms   p95 {high[way]:>6.1f} ms")
    script, painted, kernel = ways
    for way, name in ((script, "script"), (painted, "painted")):
        ratios = " ".join(
            f"  {part} 1 : {each[kernel] / each[way]:.0f}"
            for part, each in (("p50", middle), ("p95", high))
        )
        print(f"  {name} to kernel {ratios}")


def print_own(browser) -> None:
    """Print how long a reader waits for a network of his own, of three sizes."""
    with chromium.served(HTML) as base:
        found = own.in_the_page(browser, base)
    print(f"\nA network of the reader's own; aim: {own.AIM}")
    for actors, ties, taken in found:
        seen, switched = (statistics.median(taken[key]) for key in ("seen", "taken"))
        print(
            f"  {actors:>5,} actors, {ties:>6,} ties: first picture {taken['first']:>6,.0f} ms,"
            f" numbers {taken['measured']:>6,.0f} ms, a switch seen {seen:>4,.0f}"
            f" and read {switched:>6,.0f} ms"
        )


def print_builds(book: Path) -> None:
    """Print how long the book takes to build."""
    times = time_builds(book)
    cold, chapters, warm = (statistics.median(times[key]) for key in ("cold", "chapters", "warm"))
    print(f"\nBuilds, median of {BUILDS}")
    print(f"  cold {cold:.1f} s, of which the chapters ran {chapters:.1f} s")
    print(f"  warm {warm:.1f} s (the chapters' outputs kept, every page written again)")


if __name__ == "__main__":
    main()
