class_of = {"a": 1, "b": 2, "c": 3}
table = {}
queue = [(0, 0)]
size = 150
seen = set()
seen.add((0, 0))
steps = 0
while queue:
    following = []
    for x, y in queue:
        for dx, dy in ((1, 0), (0, 1)):
            place = (x + dx, y + dy)
            if place[0] < size and place[1] < size and place not in seen:
                seen.add(place)
                following.append(place)
                table[place] = steps
    queue = following
    steps += 1
stack = []
for n in range(100000):
    stack.append(n)
    if n % 3 == 2:
        stack.pop()
first, *middle, last = stack
window = 0
for n in range(0, len(stack) - 3, 3):
    a, b, c = stack[n : n + 3]
    window += a - b + c
memo = {}
for n in range(100000):
    key = "abc"[n % 3]
    memo[key] = memo.get(key, 0) + class_of[key]
result = [steps, len(table), len(middle), window, memo]
table = queue = seen = stack = middle = following = place = None
