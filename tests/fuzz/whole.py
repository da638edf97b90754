"""All families, each with its share of the inputs."""

import time

from tests.fuzz import attack
from tests.fuzz.families import FAMILIES
from tests.fuzz.world import World


def tallies(world: World, options, say) -> list[attack.Tally]:
    say(f"{len(world.patterns)} patterns, {len(world.known)} addresses, {len(world.forms)} forms")
    wanted = tuple(name for name in options.only.split(",") if name) or ("",)
    done = []
    for family in FAMILIES:
        if family.name.startswith(wanted):
            began = time.monotonic()
            world.sign_everybody_in()  # once more: what asks for a fresh sign-in does so after a quarter of an hour
            tally = attack.run(family, world, max(1, round(options.inputs * family.share)), options.seed)
            seconds = time.monotonic() - began
            slowest = f"slowest {tally.slowest[0]:.2f} s: {tally.slowest[1][:120]!r}"
            say(f"{family.name}: {tally.counts['inputs']:,} in {seconds:.0f} s, {len(tally.met)} faults; {slowest}")
            done.append(tally)
    return done
