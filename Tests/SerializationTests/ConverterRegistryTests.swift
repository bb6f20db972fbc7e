import BigInt
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowSerialization

struct ProductInfo: Equatable {
  var color: String
  var price: Double

  init(color: String, price: Double) { (self.color, self.price) = (color, price) }

  init(_ data: DataDictionary) throws {
    guard case .string(let color)? = data["color"], case .double(let price)? = data["price"] else {
      throw Broken(reason: "no color or no price")
    }
    self.init(color: color, price: price)
  }

  var data: DataDictionary { ["color": .string(color), "price": .double(price)] }
}

struct Broken: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }
}

/// Holds another registered type.
struct Order: DataConvertible, Equatable {
  var products: [ProductInfo]

  init(products: [ProductInfo]) { self.products = products }

  init(data: DataDictionary, registry: ConverterRegistry) throws {
    products = try registry.restore(data["products"] ?? .null, as: [Any].self).map { product in
      guard let product = product as? ProductInfo else { throw Broken(reason: "not a product") }
      return product
    }
  }

  func data(registry: ConverterRegistry) throws -> DataDictionary { ["products": try registry.convert(products)] }
}

@Suite("converter registry")
struct ConverterRegistryTests {
  var registry = ConverterRegistry()
  let product = ProductInfo(color: "red", price: 1.5)
  let productData = DataValue.typed(TypedValue(typename: "ProductInfo", content: ["color": "red", "price": 1.5]))

  init() throws {
    try registry.register(
      ProductInfo.self, typename: "ProductInfo", toDictionary: { $0.data }, fromDictionary: { try ProductInfo($0) })
    try registry.register(Order.self)
  }

  @Test("a registered value becomes a typed value and comes back as itself")
  func registered() throws {
    #expect(try registry.convert(product) == productData)
    #expect(try registry.restore(productData, as: ProductInfo.self) == product)
    let nested: OrderedDictionary<String, Any> = ["b": [product, 1] as [Any], "a": Any?.none as Any]
    let data = try registry.convert(nested)
    #expect(data == ["b": [productData, 1], "a": .null])
    #expect(try registry.convert(try registry.restore(data)) == data)
  }

  @Test("a value inside a registered value is converted by the registry too")
  func nested() throws {
    let order = Order(products: [product, product])
    let data = try registry.convert(["order": order])
    #expect(
      data == ["order": .typed(TypedValue(typename: "Order", content: ["products": [productData, productData]]))])
    guard case .dictionary(let dictionary) = data else { throw Broken(reason: "not a dictionary") }
    #expect(try registry.restore(dictionary["order"] ?? .null, as: Order.self) == order)
  }

  @Test("an integer is a double where one is expected, and data is handed out as it is where that is")
  func expected() throws {
    #expect(try registry.restore(3, as: Double.self) == 3.0)
    #expect(try registry.restore(3, as: Double?.self) == 3.0)
    #expect(try registry.restore(3) as? Int == 3)
    #expect(try registry.restore(3, as: Any.self) as? Int == 3)
    #expect(try registry.restore(productData, as: DataValue.self) == productData)
  }

  @Test("plain values are converted as what they are")
  func plain() throws {
    #expect(try registry.convert(1) == 1)
    #expect(try registry.convert(UInt8(1)) == 1)
    #expect(try registry.convert(UInt64.max) == .bigInteger(BigInt(UInt64.max)))
    #expect(try registry.convert(BigInt(5)) == 5)
    #expect(try registry.convert(true) == true)
    #expect(try registry.convert(1.0) == .double(1))
    #expect(try registry.convert("a") == "a")
    #expect(try registry.convert(Int?.none as Any) == .null)
    #expect(try registry.convert(Int??.some(.some(3)) as Any) == 3)
    #expect(try registry.convert(["b": 1, "a": 2]) == ["a": 2, "b": 1])
    #expect(try registry.convert([[1], []]) == [[1], []])
    #expect(try registry.convert(productData) == productData)
    #expect(
      try registry.convert(Timestamp(microseconds: 0))
        == .typed(TypedValue(typename: "datetime", content: ["value": "1970-01-01T00:00:00+00:00"])))
  }

  @Test("user data that holds the key typename survives")
  func typenameKey() throws {
    let data: DataValue = ["typename": "ProductInfo", "color": "blue"]
    #expect(try registry.convert(try registry.restore(data)) == data)
    let text = try JSONWriter().text(of: data)
    #expect(try JSONReader(restoring: true).read(text) == data)
    #expect(registry.unknownTypenames(in: ["a": ["typename": "Nobody"]] as DataValue).isEmpty)
  }

  @Test("collisions are refused with the type, the typename and what is there")
  func collisions() throws {
    var registry = registry
    func message(_ register: (inout ConverterRegistry) throws -> Void) -> String? {
      #expect(throws: SerializationError.self) { try register(&registry) }?.description
    }
    #expect(
      message { try $0.register(codable: Address.self, typename: "ProductInfo") }
        == "the typename \"ProductInfo\" is already registered by SerializationTests.ProductInfo")
    #expect(
      message { try $0.register(Order.self) }
        == "SerializationTests.Order is already registered with the typename \"Order\"")
    #expect(
      message { try $0.register(codable: Address.self, typename: "datetime") }
        == "the typename \"datetime\" is a standard one; choose another")
    #expect(
      message { try $0.register(typename: "tuple") } == "the typename \"tuple\" is a standard one; choose another")
    #expect(
      message { try $0.register(typename: "Order") }
        == "the typename \"Order\" is already registered by SerializationTests.Order")
    try registry.register(typename: "Module")
    try registry.register(typename: "Module")
    #expect(
      message { try $0.register(codable: Address.self, typename: "Module") }
        == "the typename \"Module\" is already registered by an environment module")
    #expect(registry.typenames == ["ProductInfo", "Order", "Module"])
  }

  @Test("a type without a converter is refused with its path")
  func missing() {
    let error = #expect(throws: SerializationError.self) {
      try registry.convert(["order": ["items": [1, Address(street: "A", number: 1)] as [Any]]])
    }
    #expect(error?.description == "no converter is registered for SerializationTests.Address at order.items[1]")
    #expect(error?.code == .missingConverter)
    #expect(error?.type == "SerializationTests.Address")
  }

  @Test("a converter's error names the typename and the path")
  func failing() throws {
    let broken = DataValue.typed(TypedValue(typename: "ProductInfo", content: [:]))
    let error = #expect(throws: SerializationError.self) { try registry.restore(["a": [broken]]) }
    #expect(error?.description == "the converter of \"ProductInfo\" failed: no color or no price at a[0]")
    let order = DataValue.typed(TypedValue(typename: "Order", content: ["products": [productData, broken]]))
    let inner = #expect(throws: SerializationError.self) { try registry.restore(["a": order]) }
    #expect(inner?.description == "the converter of \"ProductInfo\" failed: no color or no price at a[1]")
    let wrong = #expect(throws: SerializationError.self) { try registry.restore(productData, as: Order.self) }
    #expect(wrong?.code == .mismatch)
  }

  @Test("unknown typenames are found, each with the place where it is met first")
  func unknown() throws {
    let stranger = DataValue.typed(TypedValue(typename: "Stranger", content: ["inner": [productData]]))
    let tuple = DataValue.typed(
      TypedValue(typename: "tuple", content: ["items": [.typed(TypedValue(typename: "Other", content: [:]))]]))
    let data: DataDictionary = ["a": [1, stranger], "b": tuple, "c": stranger]
    let found = registry.unknownTypenames(in: data)
    #expect(found.map(\.typename) == ["Stranger", "Other"])
    #expect(found.map(\.path.description) == ["a[1]", "b.items[0]"])
    #expect(registry.unknownTypenames(in: data, besides: ["Stranger", "Other"]).isEmpty)
    let error = #expect(throws: SerializationError.self) { try registry.restore(.dictionary(data)) }
    #expect(error?.description == "no converter is registered for the typename \"Stranger\" at a[1]")
  }

  @Test("the values of an environment module's types stay typed values")
  func environmentModule() throws {
    var registry = registry
    try registry.register(typename: "Module")
    let typed = TypedValue(typename: "Module", content: ["x": 1])
    #expect(try registry.restore(.typed(typed), as: TypedValue.self) == typed)
    #expect(try registry.convert(try registry.restore(.typed(typed))) == .typed(typed))
  }

  @Test("nesting is bounded")
  func depth() {
    var data: DataValue = []
    var value: Any = 1
    for _ in 0..<600 { (data, value) = ([data], [value]) }
    #expect(throws: SerializationError.self) { try registry.restore(data) }
    #expect(throws: SerializationError.self) { try registry.convert(value) }
  }
}
