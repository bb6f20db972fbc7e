import BigInt
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowSerialization

struct Address: Codable, Equatable {
  var street: String
  var number: Int
}

struct Customer: Codable, Equatable {
  enum Kind: String, Codable { case person, company }
  enum Contact: Codable, Equatable {
    case mail(String)
    case phone(country: Int, number: UInt64)
  }

  var name: String
  var kind: Kind
  var addresses: [Address]
  var byName: [String: Address]
  var note: String?
  var contacts: [Contact]
  var size: UInt64
  var ratio: Double
  var weight: Float
  var isActive: Bool
}

class Base: Codable {
  var base = 1
}

final class Derived: Base {
  var derived: Int

  init(derived: Int) {
    self.derived = derived
    super.init()
  }

  private enum Keys: CodingKey { case derived }

  required init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    derived = try container.decode(Int.self, forKey: .derived)
    try super.init(from: container.superDecoder())
  }

  override func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(derived, forKey: .derived)
    try super.encode(to: container.superEncoder())
  }
}

@Suite("Codable types")
struct CodableTests {
  let customer = Customer(
    name: "Zoë", kind: .company, addresses: [Address(street: "A", number: 1), Address(street: "B", number: 2)],
    byName: ["home": Address(street: "C", number: 3)], note: nil,
    contacts: [.mail("a@b"), .phone(country: 41, number: .max)], size: .max, ratio: 1, weight: 0.5, isActive: true)

  @Test("a value becomes data in the order of its members, and comes back")
  func roundTrip() throws {
    let data = try DataEncoder().encode(customer)
    let expected: DataValue = [
      "name": "Zoë", "kind": "company",
      "addresses": [["street": "A", "number": 1], ["street": "B", "number": 2]],
      "byName": ["home": ["street": "C", "number": 3]],
      "contacts": [
        ["mail": ["_0": "a@b"]], ["phone": ["country": 41, "number": .bigInteger(BigInt(UInt64.max))]],
      ],
      "size": .bigInteger(BigInt(UInt64.max)), "ratio": 1.0, "weight": 0.5, "isActive": true,
    ]
    #expect(data == expected)
    #expect(try JSONWriter().text(of: data) == JSONWriter().text(of: expected))
    #expect(try DataDecoder().decode(Customer.self, from: data) == customer)
  }

  @Test("single values, lists with nil and subclasses are encoded")
  func shapes() throws {
    #expect(try DataEncoder().encode(5) == 5)
    #expect(try DataEncoder().encode([1, nil, 3]) == [1, .null, 3])
    #expect(try DataDecoder().decode([Int?].self, from: [1, .null, 3]) == [1, nil, 3])
    let derived = try DataEncoder().encode(Derived(derived: 2))
    #expect(derived == ["derived": 2, "super": ["base": 1]])
    #expect(try DataDecoder().decode(Derived.self, from: derived).derived == 2)
    #expect(try DataDecoder().decode(Double.self, from: 3) == 3)
    #expect(try DataDecoder().decode(BigInt.self, from: 3) == 3)
  }

  @Test("one line registers a Codable type, and errors say where in it")
  func registered() throws {
    var registry = ConverterRegistry()
    try registry.register(codable: Customer.self)
    let data = try registry.convert([customer])
    #expect(try registry.restore(data, as: [Any].self).first as? Customer == customer)
    guard case .list(let list) = data, case .typed(var typed)? = list.first else { throw Broken(reason: "shape") }
    typed.content["addresses"] = [["street": "A", "number": 1], ["street": "B", "number": 2.5]]
    let error = #expect(throws: SerializationError.self) { try registry.restore([.typed(typed)]) }
    #expect(
      error?.description
        == "the converter of \"Customer\" failed: expected an integer, found a double at [0].addresses[1].number")
    typed.content["addresses"] = nil
    let missing = #expect(throws: SerializationError.self) { try registry.restore(.typed(typed)) }
    #expect(missing?.description == "the converter of \"Customer\" failed: no value for the key \"addresses\"")
  }

  @Test("a type that is not encoded as a dictionary cannot be registered data")
  func notADictionary() throws {
    var registry = ConverterRegistry()
    try registry.register(codable: Customer.Kind.self)
    let error = #expect(throws: SerializationError.self) { try registry.convert(Customer.Kind.person) }
    #expect(error?.description == "the converter of \"Kind\" failed: it does not encode as a dictionary")
  }

  @Test("integers out of range are refused")
  func ranges() {
    #expect(throws: DecodingError.self) { try DataDecoder().decode(UInt8.self, from: 256) }
    #expect(throws: DecodingError.self) { try DataDecoder().decode(UInt.self, from: -1) }
    #expect(throws: DecodingError.self) { try DataDecoder().decode(Int.self, from: 1.0) }
    #expect(throws: DecodingError.self) { try DataDecoder().decode(Double.self, from: .integer(.max)) }
  }
}
