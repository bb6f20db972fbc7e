#!/usr/bin/env python3
"""Runs the same texts with the restricted engine, CPython 3.11 and pydantic-monty, and prints how they compare.

    Benchmarks/scripting/compare.py [WORKLOAD...]

Builds the engine's program in release mode, and installs pydantic-monty into an environment of its own. The peers take
turns, each time in a fresh process; counted is the time inside it, compiling included, and the best of the rounds
stands for the rest. All must give the same results.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
MONTY = "pydantic-monty==1.4.0"
PEERS = ["wfstore", "cpython", "monty"]

# About 100 KB as JSON.
DATA = {
    "product_quantity": 25,
    "product_price": 4.5,
    "product_name": "product_a",
    "order": {"lines": [{"sku": f"P-{n:04d}", "quantity": n % 9, "price": n * 0.25} for n in range(2000)]},
    "tags": ["new", "large", "fragile"],
}
EXPRESSIONS = [
    "product_quantity * product_price > 100",
    "product_name == 'product_a'",
    "'large' in tags and len(tags) < 10",
    "order['lines'][7]['quantity'] + 1",
    "[tag.upper() for tag in tags]",
    "f'{product_name}: {product_quantity * product_price:.2f}'",
]


def build():
    options = ["-c", "release", "--package-path", HERE]
    if sys.platform == "linux":
        # As the released program is built: see scripts/build.
        options.append("--static-swift-stdlib")
    subprocess.run(["swift", "build", *options], check=True, stdout=sys.stderr)
    return HERE / ".build/release/measure"


def environment(python):
    """The Python of an environment with pydantic-monty."""
    folder = HERE / ".build/venv"
    inner = folder / "bin/python"
    if not inner.exists():
        subprocess.run([python, "-m", "venv", folder], check=True)
        subprocess.run([inner, "-m", "pip", "install", "--quiet", MONTY], check=True)
    return inner


def ask(command, mode, file):
    """What a peer measured, or the last line of its complaint."""
    done = subprocess.run([*command, mode, file], capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout), None
    return None, (done.stderr.strip().splitlines() or ["no reason given"])[-1]


def best(old, new):
    """The smaller of two measurements, number by number."""
    if old is None:
        return new
    if isinstance(new, list):
        return [best(one, other) for one, other in zip(old, new)]
    return {key: value if key == "result" else min(old[key], value) for key, value in new.items()}


def rounds(commands, mode, file, count):
    """The best measurement of each peer; a peer that cannot do it is left out, with the reason."""
    found, refusals = {}, {}
    for _ in range(count):
        for peer, command in commands.items():
            if peer in refusals:
                continue
            measured, reason = ask(command, mode, file)
            if reason:
                refusals[peer] = reason
            else:
                found[peer] = best(found.get(peer), measured)
    if "wfstore" in refusals or "cpython" in refusals:
        sys.exit(f"error: {Path(file).name}: {refusals}")
    return found, refusals


def check(name, found):
    results = {json.dumps(measured["result"], sort_keys=True) for measured in found.values()}
    if len(results) > 1:
        sys.exit(f"error: {name}: the results differ: {results}")


def table(title, unit, scale, rows):
    """Prints times and, under the names of the others, how often our time goes into theirs: above 1 we are faster."""
    print(f"\n| {title} | wfstore, {unit} | CPython, {unit} | monty, {unit} | CPython / wfstore | monty / wfstore |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, times in rows:
        cells = [f"{times[peer] * scale:,.2f}" if peer in times else "–" for peer in PEERS]
        cells += [f"{times[peer] / times['wfstore']:.2f}" if peer in times else "–" for peer in PEERS[1:]]
        print(f"| {name} | {' | '.join(cells)} |")


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    names = sorted(file.stem for file in (HERE / "workloads").glob("*.py"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=f"default: {', '.join(names)}, expressions")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--python", default=shutil.which("python3.11"), help="the CPython to compare with")
    parser.add_argument("--program", help="the engine's program, if it is built already")
    parser.add_argument("--monty-python", help="a Python that has pydantic-monty")
    parser.add_argument("--json", help="also writes the measurements to this file")
    arguments = parser.parse_args()
    if not arguments.python:
        parser.error("there is no python3.11")
    chosen = arguments.workloads or [*names, "expressions"]
    unknown = set(chosen) - {*names, "expressions"}
    if unknown:
        parser.error(f"unknown workload: {', '.join(sorted(unknown))}")

    peer = str(HERE / "peer.py")
    commands = {
        "wfstore": [arguments.program or build()],
        "cpython": [arguments.python, peer, "cpython"],
        "monty": [arguments.monty_python or environment(arguments.python), peer, "monty"],
    }
    version = subprocess.run([arguments.python, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{date.today()}, {processor()}, {os.cpu_count()} cores, {version}, {MONTY}; best of {arguments.rounds} rounds")

    measured, rows, notes = {}, [], []
    for name in chosen:
        if name == "expressions":
            continue
        found, refusals = rounds(commands, "program", HERE / f"workloads/{name}.py", arguments.rounds)
        check(name, found)
        measured[name] = {peer: one["seconds"] for peer, one in found.items()}
        rows.append((f"`{name}`", measured[name]))
        notes += [f"- `{name}`: {peer}: {reason}" for peer, reason in refusals.items()]
    if rows:
        table("program", "ms", 1e3, rows)
    if "expressions" in chosen:
        job = HERE / ".job.json"
        job.write_text(json.dumps({"data": DATA, "texts": EXPRESSIONS, "count": 20_000}))
        found, refusals = rounds(commands, "expressions", job, arguments.rounds)
        job.unlink()
        for kind, title in (("cached", "expression, seen before"), ("fresh", "expression, never seen before")):
            rows = []
            for number, text in enumerate(EXPRESSIONS):
                check(text, {peer: all_of[number] for peer, all_of in found.items()})
                times = {peer: all_of[number][kind] for peer, all_of in found.items()}
                measured[f"{kind}: {text}"] = times
                rows.append((f"`{text}`", times))
            table(title, "µs", 1e6, rows)
    if notes:
        print("\nNot run:\n\n" + "\n".join(notes))
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(measured, indent=2) + "\n")


if __name__ == "__main__":
    main()
