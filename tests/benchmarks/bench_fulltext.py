"""How long a whole paper takes: to parse its page, to open it from the cache, to match it.

    python tests/benchmarks/bench_fulltext.py [PAGE.html[.xz]...]

Without pages, one of a megabyte is made up: half of its bytes are formulas. Times are of the
processor, the best of five rounds. The goals: a page of 1 MB is parsed in 0.5 s.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from search.fulltext import references
from search.fulltext.cache import Cache
from search.fulltext.reading.files import read_file
from search.sources.live.feed_state import Validators

_ROUNDS = 5
_FORMULA = (
    "<math class='ltx_Math' alttext='x_{i}^{2}'><semantics><mrow><msubsup><mi>x</mi><mi>i</mi>"
    "<mn>2</mn></msubsup><mo>+</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow></semantics></math>"
)
_PARAGRAPH = (
    "<div class='ltx_para' id='pN'><p class='ltx_p'>"
    + ("We count <em class='ltx_emph'>sheep</em> number N as " + _FORMULA + " in meadows. ") * 4
    + "<a class='ltx_ref' href='#bib.bib1'>1</a></p></div>"
)


def made_up() -> str:
    """A page of a megabyte."""
    head = "<article class='ltx_document'><h1 class='ltx_title ltx_title_document'>Sheep</h1>"
    count = 1_000_000 // len(_PARAGRAPH)
    body = "".join(_PARAGRAPH.replace("N", str(number)) for number in range(count))
    return f"<html>{head}{body}<ul><li class='ltx_bibitem' id='bib.bib1'>A. Fox.</li></ul>"


def best(work: Callable[[], object]) -> float:
    """Seconds of the processor of the fastest round."""
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def measure(page: str, cache: Cache) -> None:
    """Print the figures of one page."""
    document = read_file(page)
    parsing = best(lambda: read_file(page))
    saved = cache.save("paper", document, 0, "", Validators("", ""))
    opening = best(lambda: cache.load("paper"))
    naming = best(lambda: [list(references.names(each)) for each in document.references])
    tracemalloc.start()
    kept = cache.load("paper")
    memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept == document
    print(
        f"{Path(page).name:<32} parsed in {parsing * 1000:4.0f} ms, "
        f"opened in {opening * 1000:5.1f} ms, references named in {naming * 1000:4.1f} ms; "
        f"{saved.size / 1000:.0f} KB on disk, {memory / 2**20:.1f} MB in memory"
    )


def main() -> None:
    """Measure the pages named, or one that is made up."""
    with tempfile.TemporaryDirectory() as folder:
        pages = sys.argv[1:]
        if not pages:
            pages = [str(Path(folder) / "made-up.html")]
            Path(pages[0]).write_text(made_up())
        for page in pages:
            measure(page, Cache(Path(folder), 2**30))


if __name__ == "__main__":
    main()
