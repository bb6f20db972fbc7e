#!/usr/bin/env python3
"""Lists pages of a store of many instances with the release program.

    scripts/build && Benchmarks/queries.py [--instances N] [--store FILE]

The store is made of some instances that the program has started, whose rows are copied: each copy is another customer's,
and was started and saved at other moments. The copies of a store with few instances are sound for `store check`
(`--check`). Printed is, for each list, how long the process took (the least of some runs), how much more processor time
than with a store of a hundred instances, the same for the page behind it, and how many instances the page had.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MODEL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="queries">
<message id="paid" name="paid"/>
<process id="order" isExecutable="true">
<laneSet id="lanes"><lane id="sales" name="Sales"><flowNodeRef>check</flowNodeRef></lane></laneSet>
<startEvent id="start"/><exclusiveGateway id="kind" default="to_end"/>
<userTask id="check"/><scriptTask id="fail"><script>1 / 0</script></scriptTask>
<intermediateCatchEvent id="payment"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>"P9999D"</timeDuration></timerEventDefinition>
</intermediateCatchEvent><endEvent id="end"/>
<sequenceFlow id="begin" sourceRef="start" targetRef="kind"/>
<sequenceFlow id="to_check" sourceRef="kind" targetRef="check">
<conditionExpression>kind == 'check'</conditionExpression></sequenceFlow>
<sequenceFlow id="to_fail" sourceRef="kind" targetRef="fail">
<conditionExpression>kind == 'fail'</conditionExpression></sequenceFlow>
<sequenceFlow id="to_payment" sourceRef="kind" targetRef="payment">
<conditionExpression>kind == 'pay'</conditionExpression></sequenceFlow>
<sequenceFlow id="to_later" sourceRef="kind" targetRef="later">
<conditionExpression>kind == 'later'</conditionExpression></sequenceFlow>
<sequenceFlow id="to_end" sourceRef="kind" targetRef="end"/>
<sequenceFlow id="f1" sourceRef="check" targetRef="end"/><sequenceFlow id="f2" sourceRef="fail" targetRef="end"/>
<sequenceFlow id="f3" sourceRef="payment" targetRef="end"/><sequenceFlow id="f4" sourceRef="later" targetRef="end"/>
</process></definitions>
"""

# What is copied, in turn: most are done, few failed.
KINDS = ["done"] * 50 + ["check"] * 30 + ["pay"] * 15 + ["later"] * 4 + ["fail"]

# How many customers there are for each instance.
CUSTOMERS = 0.05

LISTS = [
    ("the newest", []),
    ("saved last", ["--sort", "updated"]),
    ("the oldest", ["--ascending"]),
    ("one status", ["--status", "active", "--sort", "updated"]),
    ("a rare status", ["--status", "error"]),
    ("a process and version", ["--process", "order", "--version", "1", "--sort", "updated"]),
    ("a customer", ["--where", "customer.id=7"]),
    ("a customer, saved last", ["--where", "customer.id=7", "--sort", "updated"]),
    ("a region of many", ["--where", "region=north"]),
    ("a region of many, saved last", ["--where", "region=north", "--sort", "updated"]),
    ("both, one status", ["--where", "region=north", "--where", "customer.id=7", "--status", "completed"]),
    ("a lane", ["--lane", "Sales"]),
    ("a lane, saved last", ["--lane", "Sales", "--sort", "updated"]),
    ("a person", ["--waiting-for", "user"]),
    ("a timer, saved last", ["--waiting-for", "timer", "--sort", "updated"]),
    ("a message", ["--waiting-for", "message:paid"]),
    ("a day", ["--created-since", "2026-01-01T00:00:00Z", "--created-before", "2026-01-01T00:10:00Z"]),
    ("a span, by the other moment", ["--created-since", "2026-01-01T01:00:00Z", "--sort", "updated"]),
]


class Program:
    def __init__(self, path, store):
        self.path, self.store = path, store

    def run(self, *arguments):
        command = [self.path, "--store", self.store, *arguments, "--json"]
        outcome = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if outcome.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(arguments)}: {outcome.stderr.decode(errors='replace')[:500]}")
        return json.loads(outcome.stdout)

    def seconds(self, arguments, repeat):
        """The least time and the least processor time of some runs, and what they print."""
        times, document = [], None
        for _ in range(repeat):
            before, started = processor_seconds(), time.monotonic()
            document = self.run("list", *arguments)
            times.append((time.monotonic() - started, processor_seconds() - before))
        return min(seconds for seconds, _ in times), min(used for _, used in times), document


def processor_seconds():
    """The processor time of all processes that were waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def columns(database, table, without=()):
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] not in without]


def make(program, count):
    """A store of `count` instances."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "order.bpmn"
        model.write_text(MODEL)
        spec = program.run("add", "-p", "order", "-b", str(model))["spec"]
        for path in ("customer.id", "region"):
            program.run("index", "add", "order", path)
        for kind in KINDS:
            data = {"kind": kind, "region": "north" if kind in ("done", "check") else "south", "customer": {"id": 0}}
            program.run("save", spec, "--data", json.dumps(data), "--at", "2026-01-01T00:00:00Z")
    database = sqlite3.connect(program.store, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    for setting in ("synchronous = OFF", "cache_size = -500000", "temp_store = MEMORY", "foreign_keys = OFF"):
        database.execute(f"PRAGMA {setting}")
    copy(database, count)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def copy(database, count):
    """Copies the rows of the instances that there are, until there are `count`."""
    first = len(KINDS)
    rounds = max(0, count // first - 1)
    customers = max(1, int(count * CUSTOMERS))
    database.execute("BEGIN")
    database.execute("CREATE TEMP TABLE round (number INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO round VALUES (?)", ((number,) for number in range(1, rounds + 1)))
    new = f"(round.number * {first} + %s)"
    instance = new % "old.instance"
    # How much later it was started, and saved: a second each, and up to a day, with no order in it.
    later = f"(({new % 'old.id'}) * 1000000)"
    saved = f"({later} + (({new % 'old.id'}) * 7919 % 86400) * 1000000)"
    names = columns(database, "instance", without=("id", "uuid", "created", "updated"))
    database.execute(
        f"INSERT INTO instance (id, uuid, created, updated, {', '.join(names)}) "
        f"SELECT {new % 'old.id'}, randomblob(16), old.created + {later}, old.updated + {saved}, "
        f"{', '.join('old.' + name for name in names)} FROM round CROSS JOIN instance AS old WHERE old.id <= {first}")
    for table in ("scope", "scope_data", "data_version", "task", "subscription", "instance_save", "instance_event"):
        names = columns(database, table, without=("id", "instance"))
        values = {name: "old." + name for name in names}
        if table == "data_version":
            # The one customer is every copy's own.
            values["written"] = (
                f"CASE WHEN old.written ->> '$.customer.id' IS NULL THEN old.written "
                f"ELSE json_set(old.written, '$.customer.id', {instance} % {customers}) END")
        if table == "scope_data":
            values["content"] = (
                f"CASE WHEN old.content ->> '$.customer.id' IS NULL THEN old.content "
                f"ELSE json_set(old.content, '$.customer.id', {instance} % {customers}) END")
        if table == "task":
            values["uuid"] = "randomblob(16)"
        database.execute(
            f"INSERT INTO {table} (instance, {', '.join(names)}) SELECT {instance}, {', '.join(values.values())} "
            f"FROM round CROSS JOIN {table} AS old WHERE old.instance <= {first}")
    database.execute(
        f"INSERT INTO search_value (search_index, value, created, instance, source) "
        f"SELECT old.search_index, "
        f"CASE search_index.path WHEN '[\"customer\", \"id\"]' THEN CAST({instance} % {customers} AS TEXT) "
        f"WHEN '[\"customer\",\"id\"]' THEN CAST({instance} % {customers} AS TEXT) ELSE old.value END, "
        f"copy.created, {instance}, old.source "
        f"FROM search_value AS old JOIN search_index ON search_index.id = old.search_index CROSS JOIN round "
        f"JOIN instance AS copy ON copy.id = {instance} WHERE old.instance <= {first} ORDER BY 1, 2, 3, 4")
    database.execute("COMMIT")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=int, default=100_000, metavar="N")
    parser.add_argument("--repeat", type=int, default=7, metavar="N", help="runs of each list (default: 7)")
    parser.add_argument("--store", help="keep the store here, or use the one that is there")
    parser.add_argument("--check", action="store_true", help="check the store that was made")
    parser.add_argument("--program", default=ROOT / ".build-release/release/wfstore")
    arguments = parser.parse_args()
    path = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory() as folder:
        small = Program(path, f"{folder}/small.db")
        make(small, 100)
        large = Program(path, arguments.store or f"{folder}/large.db")
        if not os.path.exists(large.store):
            started = time.monotonic()
            make(large, arguments.instances)
            seconds, megabytes = time.monotonic() - started, os.path.getsize(large.store) / 1e6
            print(f"{arguments.instances:,} instances, {megabytes:,.0f} MB, made in {seconds:.0f} s")
        if arguments.check:
            print("check:", "ok" if large.run("store", "check")["ok"] else "damaged")
        print(f"{'list':32}{'process':>10}{'more':>10}{'next page':>11}{'instances':>11}")
        for name, options in LISTS:
            _, empty, _ = small.seconds(options, arguments.repeat)
            seconds, used, page = large.seconds(options, arguments.repeat)
            following = ""
            if page["next"]:
                _, again, _ = large.seconds(options + ["--after", page["next"]], arguments.repeat)
                following = f"{max(0, again - empty) * 1e3:.1f} ms"
            print(
                f"{name:32}{seconds * 1e3:>7.1f} ms{max(0, used - empty) * 1e3:>7.1f} ms{following:>11}"
                f"{len(page['instances']):>11,}")


if __name__ == "__main__":
    main()
