def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i = low
        j = high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(items, low, j)
            low = i
        else:
            quicksort(items, i, high)
            high = j


def numbers(count):
    values = []
    seed = 42
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        values.append(seed)
    return values


values = numbers(60000)
mine = list(values)
quicksort(mine, 0, len(mine) - 1)
records = [{"id": n, "rank": n % 1000, "name": "n" + str(n % 777)} for n in values]
by_rank = sorted(records, key=lambda record: (record["rank"], record["name"]))
by_last_digits = sorted(values, key=lambda value: value % 10007, reverse=True)
result = [mine == sorted(values), mine[100], by_rank[5]["id"], by_last_digits[7]]
values = mine = records = by_rank = by_last_digits = None
