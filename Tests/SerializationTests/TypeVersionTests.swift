import OrderedCollections
import Testing
import WorkflowModel
import WorkflowSerialization

/// A type whose third version this is.
private struct Parcel: Codable, Equatable {
  var grams: Int
  var to: String
}

private struct Crate: DataConvertible, Equatable {
  static let version = 2
  static let upgrades: [Int: ConverterRegistry.TypeUpgrade] = [
    1: { ["parcels": .list($0["items"].map { [$0] } ?? [])] }
  ]

  var parcels: [Parcel]

  init(data: DataDictionary, registry: ConverterRegistry) throws {
    parcels = try registry.restore(data["parcels"] ?? .null, as: [Any].self).compactMap { $0 as? Parcel }
  }

  func data(registry: ConverterRegistry) throws -> DataDictionary { ["parcels": try registry.convert(parcels)] }
}

@Suite("versions of registered types")
struct TypeVersionTests {
  private var registry = ConverterRegistry()
  private static let upgrades: [Int: ConverterRegistry.TypeUpgrade] = [
    1: { old in ["kilograms": old["weight"] ?? .null] },
    2: { old in
      guard case .integer(let kilograms)? = old["kilograms"] else { throw Broken(reason: "no weight") }
      return ["grams": .integer(kilograms * 1000), "to": "unknown"]
    },
  ]

  init() throws {
    try registry.register(codable: Parcel.self, version: 3, upgrades: Self.upgrades)
    try registry.register(Crate.self)
  }

  private func typed(_ typename: String, _ content: DataDictionary) -> DataValue {
    .typed(TypedValue(typename: typename, content: content))
  }

  @Test("the version stands behind the typename, and data of it comes back as it is")
  func written() throws {
    let parcel = Parcel(grams: 5, to: "Leeds")
    let data = try registry.convert(parcel)
    #expect(data == typed("Parcel@3", ["grams": 5, "to": "Leeds"]))
    #expect(try registry.restore(data, as: Parcel.self) == parcel)
    #expect(registry.typenames == ["Parcel", "Crate"])
  }

  @Test("earlier versions are upgraded one step at a time, those without a number are the first")
  func upgraded() throws {
    let expected = Parcel(grams: 2000, to: "unknown")
    #expect(try registry.restore(typed("Parcel", ["weight": 2]), as: Parcel.self) == expected)
    #expect(try registry.restore(typed("Parcel@2", ["kilograms": 2]), as: Parcel.self) == expected)
    let crate = typed("Crate", ["items": typed("Parcel", ["weight": 2])])
    #expect(try registry.restore(crate, as: Crate.self).parcels == [expected])
  }

  @Test("data is upgraded where it stands, inside of other values and of each other, and only once")
  func data() throws {
    let old: DataDictionary = [
      "a": [1, typed("Parcel", ["weight": 1])], "b": typed("Other", ["p": typed("Parcel@2", ["kilograms": 1])]),
      "c": typed("Crate", ["items": typed("Parcel", ["weight": 1])]), "d": ["e": "f"],
    ]
    let parcel = typed("Parcel@3", ["grams": 1000, "to": "unknown"])
    let new = try registry.upgrade(old)
    #expect(
      new == [
        "a": [1, parcel], "b": typed("Other", ["p": parcel]), "c": typed("Crate@2", ["parcels": [parcel]]),
        "d": ["e": "f"],
      ])
    #expect(try registry.upgrade(new) == new)
    #expect(try ConverterRegistry().upgrade(old) == old)
  }

  @Test("a later version than the registered one is refused, and found before anything is read")
  func newer() throws {
    let data: DataDictionary = ["order": [typed("Parcel@4", [:])], "x": typed("Crate@2", [:])]
    let error = #expect(throws: SerializationError.self) { try registry.restore(.dictionary(data)) }
    #expect(error?.description == "the content of \"Parcel\" has version 4, registered is version 3 at order[0]")
    #expect(error?.code == .version)
    #expect(try registry.upgrade(data) == data)
    let unknown = registry.unknownTypenames(in: data)
    #expect(unknown.map(\.typename) == ["Parcel"])
    #expect(unknown.map(\.version) == [4])
    #expect(unknown.map(\.known) == [3])
    #expect(registry.unknownTypenames(in: data, besides: ["Parcel@4"]).isEmpty)
    #expect(registry.unknownTypenames(in: data, besides: ["Parcel"]).map(\.known) == [3])
  }

  @Test("an upgrade that fails, or is not there, is told with typename, version and path")
  func failing() throws {
    let data: DataDictionary = ["a": [typed("Parcel@2", [:])]]
    let broken = #expect(throws: SerializationError.self) { try registry.upgrade(data) }
    #expect(broken?.description == "the upgrade of \"Parcel\" from version 2 failed: no weight at a[0]")
    #expect(broken?.typename == "Parcel")
    var short = ConverterRegistry()
    try short.register(codable: Parcel.self, version: 3, upgrades: Self.upgrades.filter { $0.key == 2 })
    #expect(try short.restore(typed("Parcel@2", ["kilograms": 2]), as: Parcel.self).grams == 2000)
    let gone = #expect(throws: SerializationError.self) { try short.restore(["a": typed("Parcel", ["weight": 2])]) }
    #expect(gone?.description == "there is no upgrade of \"Parcel\" from version 1 at a")
  }

  @Test("upgrades that do not lead to the version, and names that end like one, are refused")
  func registration() throws {
    func message(_ version: Int, _ upgrades: [Int], _ typename: String = "Parcel") -> String? {
      var registry = ConverterRegistry()
      let steps = Dictionary(uniqueKeysWithValues: upgrades.map { ($0, Self.upgrades[1] ?? { $0 }) })
      let error = #expect(throws: SerializationError.self) {
        try registry.register(codable: Parcel.self, typename: typename, version: version, upgrades: steps)
      }
      #expect(error?.code == .version)
      #expect(registry.typenames.isEmpty)
      return error?.description
    }
    #expect(message(3, [1]) == "expected upgrades of \"Parcel\" from each version up to 2, found 1")
    #expect(message(4, [1, 3]) == "expected upgrades of \"Parcel\" from each version up to 3, found 1, 3")
    #expect(message(2, [1, 2]) == "expected upgrades of \"Parcel\" from each version up to 1, found 1, 2")
    #expect(message(2, [0, 1]) == "expected upgrades of \"Parcel\" from each version up to 1, found 0, 1")
    #expect(message(0, []) == "expected upgrades of \"Parcel\" to a version from 1, found none")
    #expect(
      message(1, [], "Parcel@2") == "the typename \"Parcel@2\" ends like a version; register the version beside it")
  }

  @Test("Codable's content must be a dictionary, before anything is written")
  func noObject() throws {
    var registry = registry
    try registry.register(codable: Suit.self)
    let error = #expect(throws: SerializationError.self) { try registry.convert(["hand": [Suit.spades]]) }
    #expect(
      error?.description == "the converter of \"Suit\" failed: it does not encode as a dictionary at hand[0]")
  }

  private enum Suit: String, Codable { case spades }
}
