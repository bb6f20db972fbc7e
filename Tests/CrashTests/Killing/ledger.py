"""What the services of the killed programs were called for."""

import collections
import json


class Failure(Exception):
    pass


def compare(path, documents, answers):
    """Compares the ledger with the data of all instances, by their numbers.

    `answers` has the operations with the variables of their answers. Every call was made, and each repeated only with its
    own key. Returns how many were repeated.
    """
    calls = collections.defaultdict(list)
    for line in path.read_text().splitlines():
        operation, key, parameters = line.split(" ", 2)
        calls[operation, json.loads(parameters)["number"]["value"]].append(key)
    repeated = 0
    for number, document in documents.items():
        for operation, answer in answers.items():
            keys = calls.pop((operation, number), [])
            if set(keys) != {document["data"][answer]}:
                raise Failure(f"{operation} of instance {document['instance']}: expected calls with the key "
                              f"{document['data'][answer]}, found {keys}")
            repeated += len(keys) - 1
    if calls:
        raise Failure(f"calls of no instance: {dict(calls)}")
    return repeated
