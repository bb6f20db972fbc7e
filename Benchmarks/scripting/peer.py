"""The other interpreters' part of the comparison: `peer.py cpython|monty program|expressions FILE`.

It takes what `measure` takes and prints what that prints; see there.
"""

import json
import sys
from pathlib import Path
from time import perf_counter


class CPython:
    def program(self, text):
        names = {}
        started = perf_counter()
        exec(compile(text, "workload", "exec"), names)
        return perf_counter() - started, names["result"]

    def expression(self, text, data, count):
        compiled = compile(text, "expression", "eval")
        result = eval(compiled, data)
        started = perf_counter()
        for _ in range(count):
            eval(compiled, data)
        cached = perf_counter() - started
        fresh = [f"{text}  # {number}" for number in range(count // 10)]
        started = perf_counter()
        for text in fresh:
            eval(text, data)
        return result, cached / count, (perf_counter() - started) / len(fresh)


class Monty:
    """Its sandbox is a process beside this one: a feed has a way there and back."""

    def __init__(self):
        import pydantic_monty

        self.pool = pydantic_monty.Monty()

    def program(self, text):
        with self.pool as pool, pool.checkout(limits={}) as session:
            started = perf_counter()
            result = session.feed_run(text + "\nresult\n")
            return perf_counter() - started, result

    def expression(self, text, data, count):
        with self.pool as pool, pool.checkout(limits={}) as session:
            session.feed_run("0", inputs=data)
            result = session.feed_run(text)
            count //= 20
            started = perf_counter()
            for _ in range(count):
                session.feed_run(text)
            cached = perf_counter() - started
            fresh = [f"{text}  # {number}" for number in range(count)]
            started = perf_counter()
            for text in fresh:
                session.feed_run(text)
            return result, cached / count, (perf_counter() - started) / count


def main():
    peer = {"cpython": CPython, "monty": Monty}[sys.argv[1]]()
    text = Path(sys.argv[3]).read_text()
    if sys.argv[2] == "program":
        seconds, result = peer.program(text)
        print(json.dumps({"seconds": seconds, "result": result}))
    else:
        job = json.loads(text)
        measured = []
        for text in job["texts"]:
            result, cached, fresh = peer.expression(text, dict(job["data"]), job["count"])
            measured.append({"result": result, "cached": cached, "fresh": fresh})
        print(json.dumps(measured))


if __name__ == "__main__":
    main()
