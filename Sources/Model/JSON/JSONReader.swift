/// Reads JSON (RFC 8259, strictly) into data values.
///
/// The order of keys is kept; of a key that is written twice the last value counts, at the first one's place, as
/// in Python. Integers may have any size; a number with a fraction or an exponent is a double, correctly rounded, and
/// `1.0` stays a double. Every refusal says where: line, column, byte and the path in the value.
public struct JSONReader: Sendable {
  /// Whether an object with a string `typename` becomes a typed value again (what ``JSONWriter/Form/exact`` wrote), or
  /// stays the dictionary that it looks like.
  public var restoring: Bool
  /// How deeply lists and objects may be nested. Values are compared, hashed and freed recursively: no more than some
  /// thousands are safe on a thread's usual stack.
  public var maximumDepth: Int = 512
  /// How many digits an integer may have. Their conversion takes time that grows with the square.
  public var maximumDigits: Int = 100_000
  /// How long the text may be.
  public var maximumBytes: Int = .max

  /// A reader with the default bounds.
  public init(restoring: Bool = false) {
    self.restoring = restoring
  }

  /// The value of a text.
  public func read(_ text: String) throws(JSONError) -> DataValue {
    var text = text
    do {
      return try text.withUTF8 { try read($0) }
    } catch let error as JSONError {
      throw error
    } catch {
      preconditionFailure("read throws JSONError only")
    }
  }

  /// The value of a text in UTF-8.
  public func read(_ text: [UInt8]) throws(JSONError) -> DataValue {
    do {
      return try text.withUnsafeBufferPointer { try read($0) }
    } catch let error as JSONError {
      throw error
    } catch {
      preconditionFailure("read throws JSONError only")
    }
  }

  /// The value of a text in UTF-8.
  public func read(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) -> DataValue {
    var parser = JSONParser(text, options: self)
    do throws(JSONFault) {
      return try parser.parse()
    } catch {
      throw parser.describe(error)
    }
  }
}
