"""Measures the speed of the portal beside nginx and the peers: `make bench`, or `python -m tests.benchmarks.run --help`.

Every target is started anew, on 127.0.0.1 only, with its own data; every answer is checked. Each case is measured on all targets
one after the other, in several rounds, so that whatever else the machine does meets all of them. Nothing is left running.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests import postgres
from tests.benchmarks import generator, peers, processes, report, targets, wrk
from tests.benchmarks.targets import CASES, Measured, Question, Target

DOCUMENT = targets.BASE_DIR / "docs" / "performance.md"
CONNECTIONS = 16
WORKERS_AWAKE = 8  # requests before a cold measurement, so that every worker has loaded its code
AGAIN = 5  # times at most a disturbed measurement is done again
say = partial(print, flush=True)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are ended then, too
    lacking = [program for program in ("wrk", "nginx") if not targets.program_path(program)]
    if lacking:
        say(f"Install first: {' and '.join(lacking)} (Debian: apt-get install {' '.join(lacking)}).")
        return 1
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="msportal-bench-")))
        bench = Bench(options=options, folder=folder, scratch=scratch_folder())
        lines = {"peers": beside_peers, "servers": server_settings, "postgres": databases}[options.what](bench)
    say("\n" + "\n".join(lines))
    if options.what == "peers" and not options.quick:
        report.write(DOCUMENT, lines)
        say(f"\nWritten into {DOCUMENT.relative_to(targets.BASE_DIR)}.")
    say(f"\n{time.monotonic() - began:.0f} s in all.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "what",
        nargs="?",
        choices=["peers", "servers", "postgres"],
        default="peers",
        help="beside nginx and the peers (default); granian's workers and threads; SQLite and PostgreSQL",
    )
    parser.add_argument("--quick", action="store_true", help="100 medicines, one short round, nothing installed, nothing written")
    parser.add_argument("--medicines", type=int, help="how many (1000; 100 if quick)")
    parser.add_argument("--rounds", type=int, help="(3; 1 if quick)")
    parser.add_argument("--starts", type=int, help="fresh starts for the cold figures (2; 1 if quick)")
    parser.add_argument("--seconds", type=int, help="a measurement (4; 2 if quick)")
    parser.add_argument(
        "--patience", type=int, help="seconds to wait in all for others on the machine to be quiet (90; 5 if quick)"
    )
    options = parser.parse_args(arguments)
    for name, usual, quick in (
        ("medicines", 1_000, 100),
        ("rounds", 3, 1),
        ("seconds", 4, 2),
        ("starts", 2, 1),
        ("patience", 90, 5),
    ):
        if getattr(options, name) is None:
            setattr(options, name, quick if options.quick else usual)
    return options


def scratch_folder() -> Path:
    """What takes long to make is kept here: the peers' environments, loaded databases. It may be removed at any time."""
    folder = Path(tempfile.gettempdir()) / f"msportal-bench-of-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        sys.exit(f"{folder} belongs to somebody else.")
    return folder


@dataclass
class Running:
    """A target that has been started."""

    target: Target
    port: int
    pid: int


@dataclass
class Bench:
    """One run: what was asked for, where its files are, and which medicines every target holds."""

    options: argparse.Namespace
    folder: Path
    scratch: Path

    def __post_init__(self):
        self.texts = peers.TEXTS if peers.TEXTS.exists() else None
        self.corpus = generator.over(self.texts) if self.texts else generator.OWN
        self.held = Measured.of(self.corpus, self.options.medicines)
        self.log = self.folder / "servers.log"
        self.patience = self.options.patience
        self.loaded, self.loading = targets.loaded_portal(self.scratch, self.texts, self.options.medicines, say)

    def own_copy(self, name: str) -> Path:
        """A VAR_DIR of its own for one portal, with all medicines in it."""
        return Path(shutil.copytree(self.loaded, self.folder / name))

    def start(self, target: Target, stack: ExitStack) -> Running:
        port = processes.free_port()
        return Running(target, port, stack.enter_context(target.started(port, self.log, self.held)))

    def measure(self, running: list[Running], cases: list[str]) -> dict:
        """(case, name) -> one (loaded, alone) a round."""
        scripts = {(case, each.target.name): self.checked(each, case) for case in cases for each in running}
        results: dict = {key: [] for key in scripts}
        for turn in range(self.options.rounds):
            for case in cases:
                for each in running if turn % 2 == 0 else reversed(running):
                    loaded, alone = self.undisturbed(each, scripts[case, each.target.name])
                    results[case, each.target.name].append((loaded, alone))
                    say(
                        f"  round {turn + 1}: {case:15} {each.target.name:15} {loaded.rate:9,.0f}/s, alone {alone.p50:6.2f} ms, "
                        f"CPU {loaded.cpu:6.3f} ms, others {loaded.others:.0%}"
                    )
        for case in cases:  # under load, too, it was the right page
            for each in running:
                self.checked(each, case)
        return results

    def checked(self, running: Running, case: str) -> Path:
        """Asks for every address once, which also warms it, and writes wrk's script."""
        questions = running.target.warm(case, self.held)
        for question in questions:
            check(running, question)
        name = f"{case} {running.target.name}".replace(" ", "-")
        return wrk.script(self.folder, name, [question.path for question in questions])

    def undisturbed(self, running: Running, script: Path):
        """Measures, again if others kept the machine busy meanwhile; the quietest counts."""
        measure = partial(wrk.run, script, port=running.port, pid=running.pid)
        path = running.target.question(CASES[0], self.held, 0).path
        measure(connections=CONNECTIONS, seconds=1)
        found = []
        for _ in range(1 + AGAIN):
            self.patience -= wrk.wait_for_calm(self.patience)
            began = time.monotonic()
            processes.get(running.port, path)  # a slow server first works off what the last measurement left in its queue
            alone = measure(connections=1, seconds=1)
            found.append((measure(connections=CONNECTIONS, seconds=self.options.seconds), alone))
            processes.get(running.port, path)
            if found[-1][0].others <= wrk.CALM or self.patience <= 0:
                break
            self.patience -= time.monotonic() - began
        return min(found, key=lambda pair: pair[0].others)

    def cold(self, every: list[tuple[Target, int | None]]) -> dict:
        """(case, name) -> (seconds of each, processor seconds in all), a pair a fresh process: each address once."""
        results: dict = {(case, target.name): [] for case in CASES for target, _ in every}
        for _ in range(self.options.starts):
            for case in CASES:
                for target, port in every:
                    results[case, target.name].append(self.first_requests(target, port or processes.free_port(), case))
        return results

    def first_requests(self, target: Target, port: int, case: str) -> tuple[list[float], float]:
        with target.started(port, self.log, self.held) as pid:
            each = Running(target, port, pid)
            neutral = target.question("detail page", self.held, self.held.count - 1)
            for _ in range(WORKERS_AWAKE):
                check(each, neutral)
            self.patience -= wrk.wait_for_calm(self.patience)
            family = processes.tree(pid)
            before = processes.used(family)
            seconds = [check(each, question) for question in target.cold(case, self.held)]
            return seconds, processes.used(family) - before


def check(running: Running, question: Question) -> float:
    """Asks, and stops everything if the answer is not the right page. Returns the seconds it took."""
    began = time.perf_counter()
    answer = processes.get(running.port, question.path)
    took = time.perf_counter() - began
    text = answer.body.decode()
    missing = [each for each in question.expected if each not in text]
    if answer.status != 200 or missing:
        raise processes.Failed(f"{running.target.name} {question.path}: status {answer.status}, not in it: {missing[:3]}")
    return took


# What can be measured


def beside_peers(bench: Bench) -> list[str]:
    portal, nginx_port = targets.portal(bench.own_copy("portal")), processes.free_port()
    files = targets.nginx(bench.folder / "nginx", nginx_port)
    others = list(peers.peers(bench.scratch, bench.options.medicines, install=not bench.options.quick, say=say))
    with ExitStack() as stack:
        running = [bench.start(portal, stack)]
        for case in CASES:
            last = portal.question("detail page", bench.held, bench.held.count - 1)
            for question in [*portal.warm(case, bench.held), *portal.cold(case, bench.held), last]:
                targets.save(bench.folder / "nginx", question.path, processes.get(running[0].port, question.path).body)
        running += [bench.start(other, stack) for other in others]
        running.append(Running(files, nginx_port, stack.enter_context(files.started(nginx_port, bench.log, bench.held))))
        warm = bench.measure(running, list(CASES))
    say("Cold ...")
    cold = bench.cold([(portal, None), *((other, None) for other in others), (files, nginx_port)])
    names = [each.target.name for each in running]
    return [
        f"{report.today()}. {report.machine()}. {bench.options.medicines:,} medicines, {bench.options.rounds} rounds of "
        f"{bench.options.seconds} s, {targets.WORKERS} workers each. {report.disturbed(warm)}",
        "",
        *report.warm(warm, names, list(CASES)),
        "",
        *report.cold(cold, names, list(CASES)),
        "",
        *report.loading(bench.loading, bench.options.medicines),
    ]


def server_settings(bench: Bench) -> list[str]:
    """The portal with 1 and 2 workers and 1, 2 and 4 threads each."""
    every = [
        targets.portal(bench.own_copy(f"{workers}x{threads}"), f"{workers} x {threads}", workers=workers, threads=threads)
        for workers in (1, 2)
        for threads in (1, 2, 4)
    ]
    cases = ["detail page", "filtered index"]
    with ExitStack() as stack:
        results = bench.measure([bench.start(target, stack) for target in every], cases)
    return list(report.settings(results, [target.name for target in every], cases))


def databases(bench: Bench) -> list[str]:
    """The portal on SQLite and on PostgreSQL."""
    if reason := postgres.missing():
        return [f"Nothing measured: {reason}."]
    with ExitStack() as stack:
        url = stack.enter_context(postgres.server())
        targets.load_portal(bench.folder / "other", bench.texts, bench.options.medicines, database=url)
        every = [
            targets.portal(bench.own_copy("portal"), "SQLite"),
            targets.portal(bench.folder / "other", "PostgreSQL", database=url),
        ]
        results = bench.measure([bench.start(target, stack) for target in every], list(CASES))
    return list(report.settings(results, [target.name for target in every], list(CASES)))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except processes.Failed as error:
        sys.exit(f"Stopped: {error}")
    except KeyboardInterrupt:
        sys.exit("Stopped.")
