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

  @Test("UUIDs survive a save")
  func uuids() throws {
    let data = try PythonTesting.data("import uuid\nu = uuid.UUID(int=5)")
    let text = "00000000-0000-0000-0000-000000000005"
    #expect(data["u"] == .typed(TypedValue(typename: "UUID", content: ["value": .string(text)])))
    #expect(try PythonTesting.value("u.int + len(str(u))", data) == 41)
  }

  @Test("the same seed gives the same UUIDs, each once")
  func seeds() throws {
    let script = "import uuid\nu = [str(f()) for f in (uuid.uuid4, uuid.uuid1) for _ in range(3)]"
    let data = try PythonTesting.data(script)
    #expect(try PythonTesting.data(script) == data)
    #expect(try PythonTesting.value("len(set(u)) == 6", data) == true)
  }

  @Test("time zones survive a save, and a time remembers which one it is in")
  func zones() throws {
    let script = """
      from datetime import datetime, timedelta
      from zoneinfo import ZoneInfo
      zone = ZoneInfo('Europe/Berlin')
      start = datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=zone)
      """
    let data = try PythonTesting.data(script)
    #expect(data["zone"] == .typed(TypedValue(typename: "ZoneInfo", content: ["key": "Europe/Berlin"])))
    #expect(
      data["start"]
        == .typed(
          TypedValue(
            typename: "datetime",
            content: ["value": "2024-10-27T02:30:00+01:00", "fold": 1, "zone": "Europe/Berlin"])))
    let expression = "start.tzinfo is zone and start.fold == 1 and str(start.replace(day=26))[-6:]"
    #expect(try restored(script, expression) == "+02:00")
  }

  @Test(
    "no name of a zone reaches another file",
    arguments: [
      "/etc/passwd", "../../../etc/passwd", "Europe/../../../../etc/passwd", "UTC\0", "Europe/Berlin/", ".", "",
    ])
  func paths(name: String) {
    #expect(ZoneFile.content(name) == nil)
  }

  @Test("a zone that this machine does not know is an error that names it")
  func unknownZone() {
    let error = PythonTesting.failure {
      _ = try PythonTesting.value("x", ["x": .typed(TypedValue(typename: "ZoneInfo", content: ["key": "No/Where"]))])
    }
    #expect(error?.message.contains("'No/Where'") == true)
  }

  @Test("damaged content is an error that names the type", arguments: ["Decimal", "Fraction", "UUID", "ZoneInfo"])
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
