"""What a look-up costs beside an empty program: CPU, peak memory, and the first look-up on a cold cache.

    python benchmarks/startup.py [RUNS]

Runs `python -c pass`, a Typer program of two commands and `peerfind search grief` (warm index, output to a pipe) in
turn, so that a machine's changing speed meets all alike, and prints medians and the ratio of each pair's CPU time.
Needs Unix: the operating system's own accounting of finished processes.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    print("hello", name)
@app.command()
def bye() -> None:
    print("bye")
app()
"""


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    """Return the CPU seconds that one run of a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        hello = Path(made) / "hello.py"
        hello.write_text(HELLO)
        environment = {**os.environ, "PEERFIND_CACHE": f"{made}/cache", "LANG": "en_US.UTF-8"}
        peerfind = [str(Path(sys.executable).with_name("peerfind")), "search", "grief"]
        started = time.perf_counter()
        subprocess.run(peerfind, env=environment, stdout=subprocess.PIPE, check=True)
        print(f"first look-up on a cold cache   {time.perf_counter() - started:6.2f} s")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "two-command Typer program": [sys.executable, str(hello), "hello", "you"],
            "peerfind search grief": peerfind,
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(cpu_of(command, environment))
        for name, taken in times.items():
            print(f"{name:31} {statistics.median(taken) * 1000:6.1f} ms CPU, median of {runs}")
        pairs = zip(times["peerfind search grief"], times["two-command Typer program"], strict=True)
        print(f"ratio to the Typer program      {statistics.median(a / b for a, b in pairs):6.2f}, median of pairs")
        print(
            f"peak memory of the largest      {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:6.1f} MiB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 31)
