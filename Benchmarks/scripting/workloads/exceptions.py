class Refused(Exception):
    def __init__(self, code):
        super().__init__("refused")
        self.code = code


def check(n):
    if n % 3 == 0:
        raise ValueError("three")
    if n % 5 == 0:
        raise Refused(n)
    return n


counts = {"value": 0, "refused": 0, "key": 0, "fine": 0, "ended": 0}
for n in range(60000):
    try:
        check(n)
        counts["fine"] += 1
    except ValueError:
        counts["value"] += 1
    except Refused as refusal:
        counts["refused"] += refusal.code % 2
    finally:
        counts["ended"] += 1
    try:
        counts["none"]
    except (IndexError, KeyError) as error:
        counts["key"] += len(error.args)
result = counts
