"""All families, each with its share of the inputs."""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.fuzz import attack, contract, sockets, stored
from tests.fuzz.families import FAMILIES
from tests.fuzz.world import World

STORED, CONTRACT, SOCKETS = 0.05, 0.05, 0.03


def tallies(world: World, options, say) -> list[attack.Tally]:
    say(f"{len(world.patterns)} patterns, {len(world.known)} addresses, {len(world.forms)} forms")
    wanted = tuple(name for name in options.only.split(",") if name) or ("",)
    done = []
    for name, attacked in attacks(world, options):
        if name.startswith(wanted):
            began = time.monotonic()
            world.sign_everybody_in()  # once more: what asks for a fresh sign-in does so after a quarter of an hour
            tally = attacked()
            slowest = f"slowest {tally.slowest[0]:.2f} s: {tally.slowest[1][:120]!r}"
            say(f"{name}: {tally.counts['inputs']:,} in {time.monotonic() - began:.0f} s, {len(tally.met)} faults; {slowest}")
            done.append(tally)
    return done


def attacks(world: World, options) -> Iterator[tuple[str, Callable[[], attack.Tally]]]:
    def of(share: float) -> int:
        return max(1, round(options.inputs * share))

    for family in FAMILIES:
        yield family.name, partial(attack.run, family, world, of(family.share), options.seed)
    yield "API contract", partial(contract.run, of(CONTRACT), options.seed)
    yield "stored", partial(stored.run, world, of(STORED), options.seed)
    if not options.database.startswith("PostgreSQL"):  # the server reads requests the same, whatever the database
        yield "sockets", partial(on_a_server, of(SOCKETS * 2), options.seed)


def on_a_server(number: int, seeded: int) -> attack.Tally:
    with tempfile.TemporaryDirectory(prefix="msportal-fuzz-") as folder, sockets.served(Path(folder)) as port:
        return sockets.run(port, number, seeded)
