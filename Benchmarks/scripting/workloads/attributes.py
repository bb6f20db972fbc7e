class Point:
    origin = 0

    def __init__(self):
        self.x = 1
        self.y = 2
        self.sum = 0

    def step(self):
        self.sum = self.sum + self.x * self.y
        return self

    def value(self):
        return self.sum


def work(point, count):
    for _ in range(count):
        point.x = point.y - point.origin
        point.y = point.x + 1 - 1
        point.step()
        point.step().value()
    return point.sum


result = work(Point(), 200000)
