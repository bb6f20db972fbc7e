import BigInt
import OrderedCollections
import Testing
import WorkflowModel

@Suite("reading JSON")
struct JSONReaderTests {
  let reader = JSONReader()

  @Test("every kind of value is read as what it is")
  func kinds() throws {
    #expect(try reader.read("null") == .null)
    #expect(try reader.read(" true ") == true)
    #expect(try reader.read("\t[false,\r\n{}]") == [false, [:]])
    #expect(try reader.read("[]") == [])
    #expect(try reader.read("\"a\"") == "a")
    #expect(try reader.read("{\"b\": 1, \"a\": [2]}") == ["b": 1, "a": [2]])
    guard case .dictionary(let dictionary) = try reader.read("{\"b\":1,\"a\":2}") else { throw Unexpected() }
    #expect(Array(dictionary.keys) == ["b", "a"])
  }

  @Test("numbers keep their kind, their sign and their size")
  func numbers() throws {
    #expect(areIdentical(try reader.read("1.0"), .double(1)))
    #expect(areIdentical(try reader.read("1e0"), .double(1)))
    #expect(areIdentical(try reader.read("-0.0"), .double(-0.0)))
    #expect(areIdentical(try reader.read("-0"), .integer(0)))
    #expect(areIdentical(try reader.read("0e99999999999999999999"), .double(0)))
    #expect(areIdentical(try reader.read("1e-400"), .double(0)))
    #expect(areIdentical(try reader.read("9223372036854775807"), .integer(.max)))
    #expect(areIdentical(try reader.read("-9223372036854775808"), .integer(.min)))
    #expect(try reader.read("9223372036854775808") == .bigInteger(BigInt(Int.max) + 1))
    #expect(try reader.read("-123456789012345678901234567890") == DataValue(-BigInt("123456789012345678901234567890")))
  }

  @Test("decimal texts become the double that Python reads")
  func decimals() throws {
    for line in try fixture("JSON/python-decimals.txt").split(separator: "\n") {
      let parts = line.split(separator: " ")
      let bits = try #require(UInt64(parts[1], radix: 16))
      #expect(areIdentical(try reader.read(String(parts[0])), .double(Double(bitPattern: bits))), "\(parts[0])")
    }
  }

  @Test("of a key written twice the last value counts, at the first one's place")
  func repeatedKeys() throws {
    let value = try reader.read("{\"a\": 1, \"b\": 2, \"\\u0061\": 3}")
    guard case .dictionary(let dictionary) = value else { throw Unexpected() }
    #expect(Array(dictionary).map(\.key) == ["a", "b"])
    #expect(dictionary["a"] == 3)
    let many = (0..<100).map { "\"key \($0 % 60)\": \($0)" }.joined(separator: ",")
    guard case .dictionary(let wide) = try reader.read("{\(many)}") else { throw Unexpected() }
    #expect(wide.count == 60)
    #expect(wide["key 5"] == 65)
    #expect(wide["key 45"] == 45)
    #expect(wide.index(forKey: "key 5") == 5)
  }

  @Test("escapes and characters outside ASCII are read")
  func strings() throws {
    #expect(try reader.read(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#) == "\"\\/\u{8}\u{c}\n\r\té😀")
    #expect(
      try reader.read("\"eight bytes and more: Zürich €😀 and more\"") == "eight bytes and more: Zürich €😀 and more")
    #expect(try reader.read("\"\u{7f}\"") == "\u{7f}")
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", "expected a value, found the end of the text at line 1, column 1"),
      (" \n ", "expected a value, found the end of the text at line 2, column 2"),
      ("[1,]", "expected a value, found \"]\" at line 1, column 4 ([1])"),
      ("[1 2]", "expected \",\" or \"]\", found \"2\" at line 1, column 4 ([1])"),
      ("[1", "expected \",\" or \"]\", found the end of the text at line 1, column 3 ([1])"),
      ("{\"a\" 1}", "expected \":\" after the key, found \"1\" at line 1, column 6 (a)"),
      ("{\"a\": 1,}", "expected a key in double quotes, found \"}\" at line 1, column 9"),
      ("{a: 1}", "expected a key in double quotes, found \"a\" at line 1, column 2"),
      ("{\"a\": 1 \"b\"}", "expected \",\" or \"}\", found a double quote at line 1, column 9"),
      ("{\"a\": [1, {\"b c\": ]}]}", "expected a value, found \"]\" at line 1, column 19 (a[1][\"b c\"])"),
      ("1 2", "expected the end of the text, found \"2\" at line 1, column 3"),
      ("tru", "expected true, false or null, found \"t\" at line 1, column 1"),
      ("'a'", "expected a value, found \"'\" at line 1, column 1"),
      ("01", "expected a value, found \"1\" at line 1, column 2"),
      ("-", "expected a digit, found the end of the text at line 1, column 2"),
      ("+1", "expected a value, found \"+\" at line 1, column 1"),
      (".5", "expected a value, found \".\" at line 1, column 1"),
      ("1.", "expected a digit, found the end of the text at line 1, column 3"),
      ("1e", "expected a digit, found the end of the text at line 1, column 3"),
      ("0x10", "expected the end of the text, found \"x\" at line 1, column 2"),
      ("[NaN]", "NaN and Infinity are not JSON at line 1, column 2 ([0])"),
      ("-Infinity", "NaN and Infinity are not JSON at line 1, column 2"),
      ("{\"a\": 1e400}", "the number is beyond the range of a double at line 1, column 7 (a)"),
      ("\"a", "the string has no end at line 1, column 1"),
      ("\"a\nb\"", "expected an escaped control character, found the control character 0x0a at line 1, column 3"),
      ("\"\\x\"", #"expected one of the escapes \" \\ \/ \b \f \n \r \t \uXXXX, found "x" at line 1, column 3"#),
      ("\"\\ud800\"", "half of a surrogate pair stands alone at line 1, column 2"),
      ("\"\\ude00\\ud83d\"", "half of a surrogate pair stands alone at line 1, column 2"),
      ("\"\\ud83dx\"", "half of a surrogate pair stands alone at line 1, column 2"),
      ("\u{feff}1", "expected a value, found a byte order mark at line 1, column 1"),
      ("[\"Zürich\",\n \"é\" 1]", "expected \",\" or \"]\", found \"1\" at line 2, column 6 ([2])"),
      ("// a", "expected a value, found \"/\" at line 1, column 1"),
      (
        "{\"\u{e9}\": 1, \"e\u{301}\": 2}",
        "a key is written twice, in different code points that mean the same text at line 1, column 17"
      ),
    ])
  func refusals(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try reader.read(text) }
    #expect(error?.description == message)
  }

  @Test(
    "malformed UTF-8 is refused",
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3],
    ] as [[UInt8]])
  func malformed(sequence: [UInt8]) {
    for tail in ["\"", "aaaaaaaaaaaaaaaa\""] {
      let error = #expect(throws: JSONError.self) { try reader.read([0x22, 0x61] + sequence + Array(tail.utf8)) }
      #expect(error?.code == .encoding)
      #expect(error?.place?.offset == 2)
    }
  }

  @Test("every prefix of a document and every document with one byte changed is read or refused, without a crash")
  func damage() throws {
    let text = Array(try fixture("JSON/document-compact.json").utf8)
    var generator = SeededGenerator(seed: 7)
    for count in text.indices { _ = try? JSONReader(restoring: true).read(Array(text[..<count])) }
    for index in text.indices {
      var damaged = text
      damaged[index] = UInt8.random(in: 0...255, using: &generator)
      _ = try? JSONReader(restoring: true).read(damaged)
    }
  }

  @Test("depth, size and digits are bounded")
  func bounds() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(throws: Never.self) { try reader.read(deep) }
    #expect(throws: JSONError.self) { try reader.read("[" + deep + "]") }
    let error = #expect(throws: JSONError.self) { try reader.read(String(repeating: "{\"a\":", count: 1_000_000)) }
    #expect(error?.code == .depth)
    #expect(error?.place?.offset == 512 * 5)
    var small = JSONReader()
    small.maximumBytes = 5
    small.maximumDigits = 20
    #expect(try small.read("12345") == 12345)
    #expect(throws: JSONError.self) { try small.read("123456") }
    small.maximumBytes = 100
    #expect(throws: Never.self) { try small.read(String(repeating: "1", count: 20)) }
    let digits = #expect(throws: JSONError.self) { try small.read(String(repeating: "1", count: 21)) }
    #expect(digits?.description == "the integer has more than 20 digits at line 1, column 1")
  }
}

struct Unexpected: Error {}
