import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting
import WorkflowWorkers

@Suite("versions of types that environment modules register, under CPython", .needsPython)
struct TypeVersionTests {
  private func engine(_ registration: String) throws -> CPythonEngine {
    try Fixture([
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
    ]).engine
  }

  private let upgrades = ", version=3, upgrades={1: _to_kilograms, 2: _to_grams}"

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
    let error = #expect(throws: ScriptError.self) {
      _ = try engine.evaluate("a", data: TaskData(["a": typed(typename, ["weight": 1])]), locals: [:])
    }
    #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "")")
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
      (", version=0", "register() argument version must be from 1 to 999999999"),
      (", version='2'", "register() argument version must be an integer, not str"),
      (", upgrades=[]", "register() argument upgrades must be a dict, not list"),
      (", version=2, upgrades={1: 1}", "register() argument upgrades must be a dict of versions and functions"),
      (", typename='Parcel@2'", "the typename 'Parcel@2' ends like a version; register the version beside it"),
      (", typename='tuple'", "the typename 'tuple' is a standard one; choose another"),
      (")\nregistry.register(int, str, str, typename='Parcel'", "the typename 'Parcel' is already registered"),
    ])
  func registration(registration: String, message: String) throws {
    let error = #expect(throws: ScriptError.self) { try engine(registration) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
