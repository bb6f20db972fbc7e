#!/usr/bin/env python3
"""Runs models of great length, width and depth with the release program, each in two sizes.

    scripts/build && Benchmarks/limits.py [CASE...]

Every run must end with the right result. Printed are the wall time and the peak memory of the process, the size of the
store, and the growth: the time of the larger run over the time of the smaller one, each without the time of an empty
run, over the ratio of the sizes. 1 is linear.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Model:
    """A process, written element by element."""

    def __init__(self):
        self.lines = []
        self.flows = 0

    def add(self, line):
        self.lines.append(line)

    def flow(self, source, target, condition=None):
        self.flows += 1
        inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        self.add(f'<sequenceFlow id="f{self.flows}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>')

    def chain(self, *elements):
        for source, target in zip(elements, elements[1:]):
            self.flow(source, target)

    def script(self, id, text, inner=""):
        self.add(f'<scriptTask id="{id}">{inner}<script>{text}</script></scriptTask>')

    def events(self):
        self.add('<startEvent id="start"/><endEvent id="end"/>')

    def text(self):
        body = "\n".join(self.lines)
        return (
            '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="limits">\n'
            f'<process id="main" isExecutable="true">\n{body}\n</process>\n</definitions>\n'
        )


def loop(size):
    model = Model()
    model.events()
    model.script("count", "i += 1")
    model.add('<exclusiveGateway id="again" default="f3"/>')
    model.chain("start", "count", "again", "end")
    model.flow("again", "count", "i &lt; n")
    return model, {"i": 0, "n": size}, {"i": size, "n": size}


def collecting_loop(size):
    model = Model()
    model.events()
    model.script("collect", "results.append(i)\nsquares[f'k{i}'] = i * i\ni += 1")
    model.script("check", "total = sum(results)\nkeys = len(squares)\ndel results, squares")
    model.add('<exclusiveGateway id="again" default="f3"/>')
    model.chain("start", "collect", "again", "check", "end")
    model.flow("again", "collect", "i &lt; n")
    data = {"i": 0, "n": size, "results": [], "squares": {}}
    return model, data, {"i": size, "n": size, "total": size * (size - 1) // 2, "keys": size}


def chain(size):
    model = Model()
    model.events()
    for number in range(size):
        model.script(f"t{number}", "i += 1")
    model.chain("start", *(f"t{number}" for number in range(size)), "end")
    return model, {"i": 0}, {"i": size}


def fork(size):
    model = Model()
    model.events()
    model.add('<parallelGateway id="split"/><parallelGateway id="join"/>')
    model.chain("start", "split")
    for number in range(size):
        model.script(f"t{number}", f"last = {number}")
        model.chain("split", f"t{number}", "join")
    model.chain("join", "end")
    return model, {}, {"last": size - 1}


def instances(size, is_sequential):
    model = Model()
    model.events()
    marker = (
        f'<multiInstanceLoopCharacteristics isSequential="{str(is_sequential).lower()}">'
        "<loopDataInputRef>items</loopDataInputRef><loopDataOutputRef>results</loopDataOutputRef>"
        '<inputDataItem id="item"/><outputDataItem id="result"/></multiInstanceLoopCharacteristics>'
    )
    model.script("prepare", "items = list(range(n))")
    model.script("work", "result = item * 2", marker)
    model.script("check", "total = sum(results)\ndel items, results")
    model.chain("start", "prepare", "work", "check", "end")
    return model, {"n": size}, {"n": size, "total": size * (size - 1)}


def nesting(size):
    model = Model()
    for number in range(size):
        model.add(f'<startEvent id="s{number}"/><subProcess id="p{number}">')
    model.add('<startEvent id="s"/>')
    model.script("work", "depth = %d" % size)
    model.add('<endEvent id="e"/>')
    model.chain("s", "work", "e")
    for number in reversed(range(size)):
        model.add(f'</subProcess><endEvent id="e{number}"/>')
        model.chain(f"s{number}", f"p{number}", f"e{number}")
    return model, {}, {"depth": size}


def recursion(size):
    model = Model()
    model.events()
    model.script("count", "n -= 1\ncalls += 1")
    model.add('<exclusiveGateway id="more" default="f4"/><callActivity id="call" calledElement="main"/>')
    model.chain("start", "count", "more")
    model.flow("more", "call", "n &gt; 0")
    model.flow("more", "end")
    model.flow("call", "end")
    return model, {"n": size, "calls": 0}, {"n": 0, "calls": size}


CASES = {
    "loop": (loop, 100_000, 1_000_000),
    "chain": (chain, 1_000, 10_000),
    "fork": (fork, 1_000, 10_000),
    "parallel instances": (lambda size: instances(size, False), 10_000, 100_000),
    "sequential instances": (lambda size: instances(size, True), 1_000, 10_000),
    "collecting loop": (collecting_loop, 1_000, 10_000),
    "nesting": (nesting, 50, 500),
    "recursion": (recursion, 1_000, 10_000),
}


def run(program, case, size):
    """(seconds, bytes of memory, bytes of the store, tasks)."""
    model, data, expected = case(size)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.bpmn"
        file.write_text(model.text())
        store = Path(folder) / "limits.db"
        command = [program, "--store", store, "save", "-p", "main", "-b", file, "--data", json.dumps(data), "--json"]
        with open(Path(folder) / "out", "w+b") as out:
            started = time.monotonic()
            child = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
            errors = child.stderr.read()
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - started
            out.seek(0)
            if os.waitstatus_to_exitcode(status) != 0:
                sys.exit(f"error: the run failed: {errors.decode(errors='replace')[:500]}")
            document = json.load(out)
        if (document["status"], document["data"]) != ("completed", expected):
            sys.exit(f"error: {document['status']} with {str(document['data'])[:200]} instead of {expected}")
        with sqlite3.connect(store) as connection:
            tasks = connection.execute("SELECT count(*) FROM task").fetchone()[0]
        return seconds, usage.ru_maxrss * 1024, store.stat().st_size, tasks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"default: all of {', '.join(CASES)}")
    parser.add_argument("--program", default=ROOT / ".build-release/release/wfstore")
    arguments = parser.parse_args()
    unknown = set(arguments.cases) - set(CASES)
    if unknown:
        parser.error(f"unknown case: {', '.join(sorted(unknown))}")
    program = Path(arguments.program).resolve()
    empty = min(run(program, chain, 1)[0] for _ in range(3))
    print(f"{'case':22}{'size':>10}{'tasks':>11}{'seconds':>9}{'memory':>9}{'store':>9}{'growth':>8}")
    for name in arguments.cases or CASES:
        case, small, large = CASES[name]
        before = None
        for size in (small, large):
            seconds, memory, store, tasks = run(program, case, size)
            growth = ""
            if before:
                growth = f"{max(seconds - empty, 0.001) / max(before - empty, 0.001) / (large / small):.2f}"
            before = seconds
            megabytes = f"{memory / 1e6:.0f} MB", f"{store / 1e6:.1f} MB"
            print(f"{name:22}{size:>10,}{tasks:>11,}{seconds:>9.2f}{megabytes[0]:>9}{megabytes[1]:>9}{growth:>8}")


if __name__ == "__main__":
    main()
