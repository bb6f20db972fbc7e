def area(width, height=2, *, scale=1):
    return width * height * scale


def outer(step):
    def inner(value):
        return value + step

    return inner


add = outer(3)
total = 0
for i in range(150000):
    total = add(total) + area(i) + area(i, 3) - area(i, height=4) + area(i, scale=2)
    total = max(total, i) - min(i, 3) + abs(-i) + len("abc")
result = total
