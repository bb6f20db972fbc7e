import BigInt
import OrderedCollections
import WorkflowModel

/// The types of JSON Schema (2020-12, validation, section 6.1.1).
enum JSONType: String, Sendable, CaseIterable {
  case null, boolean, object, array, number, integer, string

  func includes(_ value: DataValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.array, .list), (.string, .string): true
    case (.object, .dictionary), (.object, .typed): true
    case (.number, .integer), (.number, .bigInteger), (.integer, .integer), (.integer, .bigInteger): true
    case (.number, .double(let double)): double.isFinite
    case (.integer, .double(let double)): double.isFinite && double.rounded() == double
    default: false
    }
  }

  /// The type for people.
  var phrase: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .object: "an object"
    case .array: "a list"
    case .number: "a number"
    case .integer: "an integer"
    case .string: "a text"
    }
  }
}

extension DataValue {
  /// The value as schemas see it: what JSON does not have is taken for what it is most like there.
  ///
  /// Dates, times and UUIDs are texts, tuples and sets lists; other typed values are objects, as they are written.
  var schemaForm: DataValue {
    guard case .typed(let value) = self else { return self }
    switch StandardTypename(rawValue: value.typename) {
    case .date, .datetime, .time, .uuid:
      if case .string? = value.content["value"] { return value.content["value"] ?? .null }
    case .tuple, .set, .frozenset:
      if case .list? = value.content["items"] { return value.content["items"] ?? .null }
    default: break
    }
    var members = value.content
    members["typename"] = .string(value.typename)
    return .dictionary(members)
  }

  /// A form that is the same for values that JSON Schema calls equal (2020-12, core, section 4.2.2): numbers by their
  /// value, objects without the order of their keys.
  func normalized(_ budget: inout FormBudget) throws(FormError) -> DataValue {
    try budget.charge(1)
    switch schemaForm {
    case .double(let double):
      return BigInt(exactly: double).map { DataValue($0) } ?? .double(double)
    case .list(let items):
      var result: [DataValue] = []
      for item in items { result.append(try item.normalized(&budget)) }
      return .list(result)
    case .dictionary(let members):
      var result: DataDictionary = [:]
      for name in members.keys.sorted() { result[name] = try members[name]?.normalized(&budget) }
      return .dictionary(result)
    case let value: return value
    }
  }

  /// The value on a line for messages: scalars as JSON and shortened, of lists and objects only how many they hold.
  var excerpt: String {
    switch self {
    case .list(let items): return items.count == 1 ? "a list of one item" : "a list of \(items.count) items"
    case .dictionary(let members):
      return members.count == 1 ? "an object of one member" : "an object of \(members.count) members"
    case .typed(let value): return "a value of the type \(DataValue.string(value.typename).excerpt)"
    case .bigInteger(let integer) where integer.bitWidth > 256: return "an integer of \(integer.bitWidth) bits"
    case .string(let text):
      let start = text.unicodeScalars.prefix(61)
      guard start.count > 60 else { break }
      return DataValue.string(String(start.dropLast()) + "…").excerptText
    default: break
    }
    return excerptText
  }

  private var excerptText: String {
    (try? JSONWriter(.readable).text(of: self)) ?? "a number that JSON does not have"
  }
}
