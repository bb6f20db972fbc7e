#!/usr/bin/env python3
"""Lets `wfstore work` do what is due in a store, with one worker and with several.

    scripts/build && Benchmarks/workers.py [--instances N] [--milliseconds N]

Every instance waits for a timer that is over, then has one task and ends: a script, a service that answers at once, or
one that takes its time. Printed are the instances that are done each second by one worker, by processes with one worker
each, and by one process with several, and how many times those of one worker they are.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MODEL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="workers"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core">
<process id="work" isExecutable="true">
<startEvent id="start"/>
<intermediateCatchEvent id="due"><timerEventDefinition><timeDuration>"PT1S"</timeDuration></timerEventDefinition>
</intermediateCatchEvent>
%s
<endEvent id="end"/>
<sequenceFlow id="f1" sourceRef="start" targetRef="due"/><sequenceFlow id="f2" sourceRef="due" targetRef="task"/>
<sequenceFlow id="f3" sourceRef="task" targetRef="end"/>
</process></definitions>
"""

SCRIPT = """<scriptTask id="task"><script>answer = 42</script></scriptTask>"""
SERVICE = """<serviceTask id="task"><extensionElements><spiffworkflow:serviceTaskOperator id="%s" resultVariable="answer">
<spiffworkflow:parameters/></spiffworkflow:serviceTaskOperator></extensionElements></serviceTask>"""

# How many processes, each with how many workers.
CREWS = [(1, 1), (2, 1), (4, 1), (8, 1), (1, 8)]


class Place:
    """A folder with the settings, and the stores."""

    def __init__(self, program, folder, milliseconds):
        self.program, self.folder = program, Path(folder)
        services = {
            "at_once": {"command": ["echo", '{"result": 42}']},
            "later": {"command": ["sh", "-c", f"sleep {milliseconds / 1000}; echo '{{\"result\": 42}}'"]},
        }
        (self.folder / "wfstore.yaml").write_text(json.dumps({"services": services}))

    def start(self, store, *arguments):
        command = [self.program, "--store", store, *arguments, "--json"]
        return subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, store, *arguments):
        return json.loads(self.finish(self.start(store, *arguments)))

    def finish(self, process):
        output, error = process.communicate()
        if process.returncode != 0:
            sys.exit(f"error: {' '.join(map(str, process.args))}: {error.decode(errors='replace')[:500]}")
        return output

    def make(self, task, instances):
        """A store of instances that are due."""
        model = self.folder / "work.bpmn"
        model.write_text(MODEL % task)
        spec = self.run("waiting.db", "add", "-p", "work", "-b", str(model))["spec"]
        for _ in range(instances):
            self.run("waiting.db", "save", spec, "--at", "2026-01-01T00:00:00Z")

    def seconds(self, processes, workers, instances):
        """How long it takes until nothing is due any more, of a copy of the store."""
        shutil.copy(self.folder / "waiting.db", self.folder / "work.db")
        started = time.monotonic()
        crew = [
            self.start("work.db", "work", "--once", "--concurrency", str(workers)) for _ in range(processes)]
        outputs = [self.finish(process) for process in crew]
        seconds = time.monotonic() - started
        completed = self.run("work.db", "store", "status")["instances"]["completed"]
        if completed != instances:
            sys.exit(f"error: {completed} of {instances} instances are completed")
        lost = sum(json.loads(line)["outcome"] != "ran" for output in outputs for line in output.splitlines())
        (self.folder / "work.db").unlink()
        return seconds, lost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=int, default=400, metavar="N")
    parser.add_argument("--milliseconds", type=int, default=50, metavar="N", help="what a slow service takes")
    parser.add_argument("--program", default=ROOT / ".build-release/release/wfstore", type=Path)
    arguments = parser.parse_args()
    cases = [
        ("a script", SCRIPT), ("a service", SERVICE % "at_once"),
        (f"a service of {arguments.milliseconds} ms", SERVICE % "later")]
    print(f"{'task':22}{'processes':>10}{'workers':>9}{'a second':>10}{'ratio':>7}{'lost':>6}")
    for name, task in cases:
        with tempfile.TemporaryDirectory() as folder:
            place = Place(arguments.program.resolve(), folder, arguments.milliseconds)
            place.make(task, arguments.instances)
            alone = None
            for processes, workers in CREWS:
                seconds, lost = place.seconds(processes, workers, arguments.instances)
                alone = alone or seconds
                print(
                    f"{name:22}{processes:>10}{processes * workers:>9}{arguments.instances / seconds:>10.0f}"
                    f"{alone / seconds:>7.2f}{lost:>6}", flush=True)


if __name__ == "__main__":
    main()
