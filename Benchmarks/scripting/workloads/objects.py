class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y


class Account:
    fee = 1

    def __init__(self, owner):
        self.owner = owner
        self.balance = 0
        self.history = []

    @property
    def is_rich(self):
        return self.balance > 1000

    def deposit(self, amount):
        self.balance += amount - self.fee
        if amount % 100 == 0:
            self.history.append(amount)

    def withdraw(self, amount):
        if amount > self.balance:
            return False
        self.balance -= amount
        return True


class Savings(Account):
    def __init__(self, owner):
        super().__init__(owner)
        self.rate = 2

    def deposit(self, amount):
        super().deposit(amount)
        self.balance += self.rate


vector = Vector(0, 0)
step = Vector(1, 2)
same = 0
for i in range(60000):
    vector = vector.plus(step) + step.scaled(2)
    if vector == step:
        same += 1

account = Account("a")
savings = Savings("b")
refused = 0
for i in range(100000):
    account.deposit(i % 50)
    if not account.withdraw(20):
        refused += 1
    if i % 4 == 0:
        savings.deposit(5)
    if savings.is_rich:
        savings.balance = 0
result = [vector.x, vector.y, same, account.balance, refused, savings.balance, len(account.history)]
vector = step = account = savings = None
