squares = [n * n for n in range(200000)]
even = [n for n in squares if n % 2 == 0]
index = {n: n % 7 for n in range(100000)}
digits = {n % 1000 for n in squares}
matrix = [[row * column for column in range(100)] for row in range(300)]
transposed = [[row[column] for row in matrix] for column in range(100)]
flat = [cell for row in transposed for cell in row if cell % 3]
pairs = [(a, b) for a, b in zip(even, flat)]
total = sum([a + b for a, b in pairs]) + sum(n for n in flat) + sum(index.values())
result = [len(even), len(digits), len(flat), total, any(n < 0 for n in squares), all(n >= 0 for n in squares)]
squares = even = index = digits = matrix = transposed = flat = pairs = None
