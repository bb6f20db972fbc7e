import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("versions of types that environment modules register")
struct TypeVersionTests {
  private func engine(_ registration: String) throws -> RestrictedEngine {
    try PythonTesting.engine([
      EnvironmentModule(
        name: "parcels",
        source: """
          class Parcel:
              def __init__(self, **members):
                  self.grams = members['grams']

          def _to_kilograms(old):
              return {'kilograms': old['weight']}

          def _to_grams(old):
              old['grams'] = old.pop('kilograms') * 1000
              return old

          registry.register(Parcel, lambda parcel: {'grams': parcel.grams}, lambda content: Parcel(**content)\(registration))
          """)
    ])
  }

  private let upgrades = ", version=3, upgrades={1: _to_kilograms, 2: _to_grams}"

  private func typed(_ typename: String, _ content: DataDictionary) -> DataValue {
    .typed(TypedValue(typename: typename, content: content))
  }

  @Test("objects are written with the version, and read from each earlier one")
  func upgraded() throws {
    let engine = try engine(upgrades)
    #expect(engine.typenames == ["Parcel@3"])
    let data = TaskData([
      "a": typed("Parcel", ["weight": 2]), "b": [typed("Parcel@2", ["kilograms": 3])],
      "c": typed("Parcel@3", ["grams": 4]),
    ])
    #expect(try engine.evaluate("[a.grams, b[0].grams, c.grams]", data: data, locals: [:]) == [2000, 3000, 4])
    var changed = data
    try engine.execute("d = Parcel(grams=a.grams)", data: &changed, locals: [:])
    #expect(changed["d"] == typed("Parcel@3", ["grams": 2000]))
    #expect(changed["b"] == data["b"])
  }

  @Test(
    "a later version, a missing upgrade and one that gives no dictionary are errors",
    arguments: [
      (
        ", version=2, upgrades={1: _to_kilograms}", "Parcel@3",
        "the content of a value with the typename 'Parcel' has version 3, registered is version 2"
      ),
      (", version=3, upgrades={2: _to_grams}", "Parcel", "there is no upgrade of 'Parcel' from version 1"),
      (
        ", version=2, upgrades={1: lambda old: 5}", "Parcel",
        "the upgrade of 'Parcel' from version 1 must return a dict, not int"
      ),
    ])
  func refused(registration: String, typename: String, message: String) throws {
    let engine = try engine(registration)
    let error = PythonTesting.failure {
      _ = try engine.evaluate("a", data: TaskData(["a": typed(typename, ["weight": 1])]), locals: [:])
    }
    #expect(error?.message == message)
  }

  @Test(
    "registrations that cannot be are refused",
    arguments: [
      (
        ", version=3, upgrades={1: _to_kilograms}",
        "the upgrades of 'Parcel' must be from each version up to 2, without gaps"
      ),
      (
        ", version=1, upgrades={1: _to_kilograms}",
        "the upgrades of 'Parcel' must be from each version up to 0, without gaps"
      ),
      (", version=0", "register() argument 'version' must be from 1 to 999999999"),
      (", version='2'", "register() argument 'version' must be an integer, not str"),
      (", upgrades=[]", "register() argument 'upgrades' must be a dict, not list"),
      (", version=2, upgrades={1: 1}", "register() argument 'upgrades' must be a dict of versions and functions"),
      (", typename='Parcel@2'", "the typename 'Parcel@2' ends like a version; register the version beside it"),
      (", typename='tuple'", "the typename 'tuple' is a standard one; choose another"),
      (")\nregistry.register(int, str, str, typename='Parcel'", "the typename 'Parcel' is already registered"),
    ])
  func registration(registration: String, message: String) throws {
    let error = #expect(throws: ScriptError.self) { try engine(registration) }
    #expect(error?.message == "environment module 'parcels': \(message)")
  }

  @Test(
    "a value that JSON does not have is reported where it is assigned, with its place",
    arguments: [
      ("x = {'a': [1.0, float('nan')]}", "the value of 'x.a[1]' cannot become data: nan is not a number that JSON has"),
      ("x = float('inf')", "the value of 'x' cannot become data: inf is not a number that JSON has"),
      ("x = {-1e400: 1}", "the value of 'x[0]' cannot become data: -inf is not a number that JSON has"),
      ("x = [1]\nx.append(x)", nil), ("x = {}\nx['y'] = {'z': x}", nil),
      (
        "x = {'a': lambda: 1}",
        "the value of 'x.a' cannot become data: no converter is registered for the type 'function'"
      ),
      (
        "class C: pass\nx = [C()]",
        "the value of 'x[0]' cannot become data: no converter is registered for the type 'C'"
      ),
      (
        "class C: pass\nx = [C]",
        "the value of 'x[0]' cannot become data: no converter is registered for the type 'type'"
      ),
      (
        "x = (i for i in [1])",
        "the value of 'x' cannot become data: no converter is registered for the type 'generator'"
      ),
      ("x = iter([1])", "the value of 'x' cannot become data: no converter is registered for the type 'list_iterator'"),
      (
        "x = {(1, iter([1])): 2}",
        "the value of 'x[0][1]' cannot become data: no converter is registered for the type 'list_iterator'"
      ),
    ] as [(String, String?)])
  func unserializable(script: String, message: String?) throws {
    let engine = try PythonTesting.engine()
    var data = TaskData(["kept": 1])
    let error = PythonTesting.failure { try engine.execute("kept = 2\n" + script, data: &data, locals: [:]) }
    if let message {
      #expect(error?.message == message)
    } else {
      #expect(error?.message.hasSuffix("is nested too deeply or contains itself") == true)
    }
    #expect(error?.code == .value)
    #expect(data.variables == ["kept": 1])
  }
}
