import Testing
import WorkflowModel
import WorkflowPython
import WorkflowScripting

@Suite("Built-ins ask the budget before they allocate")
struct BuiltinBudgetTests {
  @Test(
    "an operation beyond the budget ends the evaluation, and no script can catch it",
    arguments: [
      "'a'.ljust(10**10)", "' '.center(10**12)", "'{:>1000000000}'.format(1)", "f'{1:>{10**9}}'", "'%1000000000d' % 1",
      "'%.1000000000f' % 1", "format(1.5, '.1000000000f')", "'a'.zfill(10**10)", "list(range(10**12))",
      "tuple(range(10**12))", "set(range(10**12))", "sum(range(10**12))", "sorted(range(10**10))",
      "bytes(10**11)", "(1).to_bytes(10**11, 'big')", "'ab'.replace('', 'x' * 10**6) * 1000",
      "('a' * 10**6).replace('a', 'b' * 10**4)", "'\\t'.expandtabs(10**11)", "''.join(['a' * 10**6] * 10**4)",
      "pow(3, 10**9)", "10**10**10", "1 << 10**10", "[0] * 10**10", "'a' * 10**12",
      "[None for _ in iter(int, 1)]", "max(iter(int, 1))", "list(zip(*[range(10**12)] * 3))",
      "dict.fromkeys(range(10**12))",
      "' '.join(map(str, range(10**12)))", "any(map(bool, iter(int, 1)))", "'a'.translate({97: 'b' * 10**8})",
      "list(enumerate(iter(int, 1)))", "repr([[0] * 10**6] * 10**3)", "str([0] * 10**8)",
    ])
  func exceeds(expression: String) throws {
    let engine = try RestrictedEngine(host: Self.host)
    var data = TaskData()
    let script = "try:\n    x = \(expression)\nexcept BaseException:\n    pass\nfinally:\n    y = 1\n"
    let error = #expect(throws: ScriptError.self) {
      try engine.execute(script, data: &data, locals: TaskData().variables)
    }
    #expect(error?.code == .budget, "\(expression): \(error?.message ?? "no error")")
    #expect(data.isEmpty)
  }

  @Test(
    "modules ask too",
    arguments: [
      ("math", "math.factorial(10**7)"), ("math", "math.comb(10**8, 10**7)"), ("math", "math.perm(10**9)"),
      ("json", "json.dumps([0] * 8, indent=10**11)"), ("itertools", "list(itertools.count())"),
      ("itertools", "list(itertools.repeat(1))"), ("itertools", "list(itertools.product(range(10), repeat=10**9))"),
      ("itertools", "list(itertools.permutations(range(100)))"), ("random", "random.getrandbits(10**11)"),
      ("random", "random.randbytes(10**11)"), ("random", "random.choices([1], k=10**11)"),
      ("collections", "collections.deque(iter(int, 1))"),
      ("collections", "list(collections.Counter(a=10**12).elements())"),
      ("functools", "functools.reduce(lambda a, b: a + a, range(100), 'abc')"),
    ])
  func modulesExceed(module: String, expression: String) throws {
    let engine = try RestrictedEngine(host: Self.host)
    var data = TaskData()
    let error = #expect(throws: ScriptError.self) {
      try engine.execute("import \(module)\nx = \(expression)\n", data: &data, locals: TaskData().variables)
    }
    #expect(error?.code == .budget, "\(expression): \(error?.message ?? "no error")")
  }

  private static var host: ScriptHost {
    var budget = ScriptBudget()
    budget.instructions = 5_000_000
    budget.bytes = 64 << 20
    return ScriptHost(clock: BuiltinFixtureTests.StoppedClock(), seed: 1, budget: budget) { _ in }
  }
}
