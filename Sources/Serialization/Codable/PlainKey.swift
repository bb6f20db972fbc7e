/// A coding key of any text or index.
struct PlainKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(index: Int) {
    stringValue = String(index)
    intValue = index
  }

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init?(intValue: Int) { self.init(index: intValue) }

  /// The key that Codable prescribes for a superclass's part.
  static let `super` = PlainKey(stringValue: "super")
}
