"""What a key costs in `peerfind browse`: from the key to the screen with its results, search and drawing together.

    python benchmarks/browse.py [QUERIES]

Types the first queries of benchmarks/queries.yaml key by key into the application, without a terminal, at 80 by 24 and
at 200 by 60, and prints percentiles of the time and of the CPU time a key. PEERFIND_DIRECTORY measures another
directory than the bundled one.
"""

import asyncio
import gc
import statistics
import sys
import time
from pathlib import Path

import yaml

from peerfind.commands.browse import browser_of
from peerfind.commands.options import Asked

QUERIES = Path(__file__).with_name("queries.yaml")


async def keys_taken(texts: list[str], size: tuple[int, int]) -> tuple[list[float], list[float]]:
    """Return the seconds and the CPU seconds from each key to the screen that answers it."""
    asked = Asked(color="always")
    browser = browser_of(asked.session(), asked, "", unicode=True)
    from textual import events  # here, because what comes before sets how Textual works

    drawn = asyncio.Event()
    show = browser._show

    def shown(*answer: object) -> None:
        show(*answer)
        browser.call_after_refresh(drawn.set)

    browser._show = shown
    wall, cpu = [], []
    gc.freeze()  # as the program does
    async with browser.run_test(size=size):
        await drawn.wait()
        for text in texts:
            for character in text:
                drawn.clear()
                started, busy = time.perf_counter(), time.process_time()
                browser.post_message(events.Key("space" if character == " " else character, character))
                await drawn.wait()
                wall.append(time.perf_counter() - started)
                cpu.append(time.process_time() - busy)
            drawn.clear()
            browser.query_one("#find").value = ""
            await drawn.wait()
    return wall, cpu


def told(seconds: list[float]) -> str:
    """Return percentiles in milliseconds."""
    ordered = sorted(value * 1000 for value in seconds)
    p99 = ordered[int(len(ordered) * 0.99)]
    return f"p50 {statistics.median(ordered):5.1f} ms   p99 {p99:5.1f} ms   most {ordered[-1]:5.1f} ms"


def main(count: int) -> None:
    """Measure and print."""
    held = yaml.safe_load(QUERIES.read_text("utf-8"))["mixed"]
    texts = [str(one["q"]).lower() for one in held][:count]
    for size in ((80, 24), (200, 60)):
        wall, cpu = asyncio.run(keys_taken(texts, size))
        print(f"{size[0]}x{size[1]}, {len(wall)} keys: time  {told(wall)}")
        print(f"{'':{len(f'{size[0]}x{size[1]}, {len(wall)} keys:')}} CPU   {told(cpu)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
