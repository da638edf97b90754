"""The tables of docs/performance.md."""

import platform
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.wrk import CALM

BEGIN, END = "<!-- written by `make bench`: begin -->", "<!-- written by `make bench`: end -->"
PORTAL = "portal"


def table(title: str, names: list[str], cases: list[str], cell, ratio) -> Iterator[str]:
    """`cell(case, name)` is what a cell says; `ratio(case, name)` compares the portal with another."""
    others = [name for name in names if name != PORTAL]
    yield f"| {title} | {' | '.join(names)} | {' | '.join(f'portal / {name}' for name in others)} |"
    yield "|---|" + "--:|" * (len(names) + len(others))
    for case in cases:
        cells = [cell(case, name) for name in names] + [ratio(case, name) for name in others]
        yield f"| {case} | {' | '.join(cells)} |"


def warm(results: dict, names: list[str], cases: list[str]) -> Iterator[str]:
    """`results` maps (case, name) to one Measured and one measured alone a round."""

    def rate(case, name):
        return statistics.median(loaded.rate for loaded, _ in results[case, name])

    def rates(case, name):
        found = [loaded.rate for loaded, _ in results[case, name]]
        return f"{number(rate(case, name))} ({number(min(found))} to {number(max(found))})"

    def median(which):
        return lambda case, name: statistics.median(which(*pair) for pair in results[case, name])

    def ratio_of(value):
        return lambda case, name: times(value(case, PORTAL) / value(case, name))

    cpu, alone = median(lambda loaded, single: loaded.cpu), median(lambda loaded, single: single.p50)
    slowest, size = median(lambda loaded, single: loaded.p99), median(lambda loaded, single: loaded.size)
    yield from ("### Warm: requests a second", "", "With 16 connections; median of the rounds, and from lowest to highest.", "")
    yield from table("requests/s", names, cases, rates, ratio_of(rate))
    yield from (
        "",
        "### Warm: processor time of the server a request",
        "",
        "In milliseconds. The load generator is not in it.",
        "",
    )
    yield from table("CPU ms", names, cases, lambda *of: f"{cpu(*of):.3f}", ratio_of(cpu))
    yield from ("", "### Warm: how long one reader waits", "", "In milliseconds, median, one connection and nobody else.", "")
    yield from table("ms", names, cases, lambda *of: f"{alone(*of):.2f}", ratio_of(alone))
    yield from (
        "",
        "### Warm: the slowest hundredth, and how much is sent",
        "",
        "p99 in ms with 16 connections; bytes with headers.",
        "",
    )
    yield from table("p99 ms, bytes", names, cases, lambda *of: f"{slowest(*of):.0f} ms, {size(*of):,.0f} B", ratio_of(size))


def cold(results: dict, names: list[str], cases: list[str]) -> Iterator[str]:
    """`results` maps (case, name) to (seconds of each, processor seconds in all), a pair a fresh process."""

    def median(case, name):
        return 1_000 * statistics.median(second for seconds, _ in results[case, name] for second in seconds)

    def cpu(case, name):
        found = results[case, name]
        return 1_000 * sum(used for _, used in found) / sum(len(seconds) for seconds, _ in found)

    def cell(case, name):
        slowest = 1_000 * max(max(seconds) for seconds, _ in results[case, name])
        return f"{median(case, name):.1f} (slowest {slowest:.0f})"

    def ratio_of(value):
        return lambda case, name: times(value(case, PORTAL) / value(case, name)) if value(case, name) else "-"

    yield from (
        "### Cold: first request to an address",
        "",
        "In milliseconds, median over different addresses in fresh processes.",
        "",
    )
    yield from table("ms", names, cases, cell, ratio_of(median))
    yield from ("", "### Cold: processor time of the server a request", "", "In milliseconds, mean over the same requests.", "")
    yield from table("CPU ms", names, cases, lambda *of: f"{cpu(*of):.1f}", ratio_of(cpu))


def settings(results: dict, names: list[str], cases: list[str]) -> Iterator[str]:
    """The portal in several settings: one row each."""
    yield f"| | {' | '.join(f'{case}: requests/s | alone ms | p99 ms | CPU ms' for case in cases)} |"
    yield "|---|" + "--:|" * (4 * len(cases))
    for name in names:
        cells = []
        for case in cases:
            pairs = results[case, name]
            rates = [loaded.rate for loaded, _ in pairs]
            cells.append(f"{number(statistics.median(rates))} ({number(min(rates))} to {number(max(rates))})")
            cells.append(f"{statistics.median(alone.p50 for _, alone in pairs):.2f}")
            cells.append(f"{statistics.median(loaded.p99 for loaded, _ in pairs):.0f}")
            cells.append(f"{statistics.median(loaded.cpu for loaded, _ in pairs):.2f}")
        yield f"| {name} | {' | '.join(cells)} |"


def loading(times: dict[str, float], count: int) -> Iterator[str]:
    first, last = ({what: f"{times[f'{what}_{when}']:.0f} ms" for what in ("save", "publish")} for when in ("first", "last"))
    yield from ("### Loading", "")
    yield (
        f"Saving and publishing {count:,} medicines, with two sources each, through the actions: {times['seconds']:.0f} s. "
        f"Median processor time a medicine: saving {first['save']} in the first tenth and {last['save']} in the last, publishing "
        f"{first['publish']} and {last['publish']}."
    )


def number(value: float) -> str:
    return f"{value:,.0f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def machine() -> str:
    info = Path("/proc/cpuinfo").read_text()
    names = [line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")]
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    what = f"{len(names)} cores ({names[0]})" if names else platform.machine()
    return f"{what}, {memory:.0f} GB, Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}"


def disturbed(results: dict) -> str:
    """How quiet the machine was: what was not, even after repeating, is named."""
    shares = {key: max(loaded.others for loaded, _ in runs) for key, runs in results.items()}
    noisy = [f"{name}, {case} ({share:.0%})" for (case, name), share in shares.items() if share > CALM]
    usual = statistics.median(loaded.others for runs in results.values() for loaded, _ in runs)
    said = f"Others on the machine used {usual:.0%} of its processors during the usual measurement."
    return said + (f" More than {CALM:.0%} in spite of repeating: {'; '.join(noisy)}." if noisy else "")


def today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def write(file: Path, lines: list[str]) -> None:
    """Puts the lines between the markers of the file."""
    text = file.read_text() if file.exists() else f"# Performance\n\n{BEGIN}\n{END}\n"
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{file.name} has lost its markers {BEGIN} and {END}.")
    file.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}")
