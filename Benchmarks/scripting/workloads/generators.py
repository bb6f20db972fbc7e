def numbers(count):
    n = 0
    while n < count:
        yield n
        n += 1


def odd(source):
    for n in source:
        if n % 2:
            yield n


def tree(depth):
    if depth > 0:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def averager():
    total = 0
    count = 0
    average = 0
    while True:
        value = yield average
        total += value
        count += 1
        average = total // count


total = 0
for n in odd(numbers(300000)):
    total += n
nodes = sum(tree(13))
average = averager()
next(average)
last = 0
for n in range(60000):
    last = average.send(n)
result = [total, nodes, last]
average = None
