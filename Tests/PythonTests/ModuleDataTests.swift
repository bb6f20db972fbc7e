import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("Values of the modules as data")
struct ModuleDataTests {
  /// What is left of a script's variables after they were data.
  private func restored(_ script: String, _ expression: String) throws -> DataValue {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    try engine.execute(script, data: &data, locals: [:])
    return try engine.evaluate(expression, data: data, locals: [:])
  }

  @Test("decimal numbers survive a save, to the last zero")
  func decimals() throws {
    let script = """
      from decimal import Decimal
      prices = [Decimal('19.90'), Decimal('-0E+3'), Decimal('sNaN7'), Decimal('-Infinity'), Decimal('1E-1000030')]
      """
    #expect(
      try restored(script, "[repr(p)[9:-2] for p in prices]") == [
        "19.90", "-0E+3", "sNaN7", "-Infinity", "1E-1000030",
      ])
    let data = try PythonTesting.data("from decimal import Decimal\nd = Decimal('1.10')")
    #expect(data["d"] == .typed(TypedValue(typename: "Decimal", content: ["value": "1.10"])))
  }

  @Test("fractions survive a save")
  func fractions() throws {
    let script = "from fractions import Fraction\nf = [Fraction(-1, 3), Fraction(10 ** 40, 7)]"
    #expect(try restored(script, "[f[0].denominator, f[1] * 7 == 10 ** 40, str(f[0])]") == [3, true, "-1/3"])
  }

  @Test("damaged content is an error that names the type", arguments: ["Decimal", "Fraction"])
  func damaged(typename: String) {
    let error = PythonTesting.failure {
      _ = try PythonTesting.value("x", ["x": .typed(TypedValue(typename: typename, content: ["value": "?"]))])
    }
    #expect(error?.message == "the content of a value with the typename '\(typename)' is damaged")
  }

  @Test("a script's decimal context is not the next one's; that of an environment module is all scripts'")
  func contexts() throws {
    let module = EnvironmentModule(
      name: "money", source: "from decimal import Decimal, getcontext\ngetcontext().prec = 7")
    let engine = try PythonTesting.engine([module])
    var data = TaskData()
    try engine.execute(
      "a = str(Decimal(1) / 3)\ngetcontext().prec = 3\nb = str(Decimal(1) / 3)", data: &data, locals: [:])
    try engine.execute("c = str(Decimal(1) / 3)", data: &data, locals: [:])
    #expect(data.variables == ["a": "0.3333333", "b": "0.333", "c": "0.3333333"])
  }

  @Test(
    "no precision and no exponent takes more than the budgets",
    arguments: [
      "getcontext().prec = 10 ** 9; Decimal(1) / 3", "getcontext().prec = 10 ** 15; Decimal(2).sqrt()",
      "getcontext().prec = 10 ** 6; Decimal(2).exp()", "getcontext().prec = 10 ** 18 - 1; Decimal(1).logical_invert()",
      "getcontext().prec = 10 ** 12; round(Decimal(1), 10 ** 10)", "int(Decimal('1e999999'))",
      "format(Decimal('1e99999999'), 'f')", "Decimal('1e99999999').as_integer_ratio()", "Fraction('1e99999999')",
      "Fraction(3, 2) ** (10 ** 9)", "round(Fraction(1, 3), 10 ** 12)",
    ])
  func budgets(script: String) {
    let error = PythonTesting.failure {
      _ = try PythonTesting.data("from decimal import *\nfrom fractions import *\n\(script)")
    }
    #expect(error?.code == .budget)
  }
}
