def collatz(limit):
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def primes(limit):
    sieve = [True] * (limit + 1)
    count = 0
    for number in range(2, limit + 1):
        if sieve[number]:
            count += 1
            for multiple in range(number * number, limit + 1, number):
                sieve[multiple] = False
    return count


result = [collatz(20000), primes(300000)]
