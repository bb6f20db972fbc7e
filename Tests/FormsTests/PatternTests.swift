import Testing

@testable import WorkflowForms

@Suite("Regular expressions of forms")
struct PatternTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    var budget = FormBudget(form: "form.json")
    return try Pattern(pattern).matches(text, &budget)
  }

  @Test(
    "what matches",
    arguments: [
      ("", ""), ("", "abc"), ("b", "abc"), ("^abc$", "abc"), ("a.c", "a💶c"), ("^a|c$", "bc"), ("^(a|b)*$", "abba"),
      ("^(?:a{2,3}b){2}$", "aabaaab"), ("^a{0}$", ""), ("^(a*)*$", "aaa"), ("^[^a-c\\d]$", "x"), ("[\\w-]+", "-"),
      ("^\\d{3}-\\d{4}$", "555-1234"), ("\\bcat\\b", "a cat."), ("^\\B", ""), ("^\\s+$", "\u{A0}\u{FEFF}\u{2028}"),
      ("^\\p{L}+$", "Größe"), ("^\\P{Lu}$", "ß"), ("^\\p{General_Category=Nd}$", "٣"), ("^\\x41\\u0042\\u{43}$", "ABC"),
      ("^\\ud83d\\ude00$", "😀"), ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "abC1"), ("^(?!admin$)\\w+$", "admins"),
      ("(?<=€)\\d", "€5"), ("(?<!€)5", "$5"), ("^(?<year>\\d{4})$", "2026"), ("(?<=ab(?=c))c", "abc"),
      ("a\\-b\\/", "a-b/"),
      ("^a+?$", "aaa"), ("[\\]a]", "]"), ("^\\cJ$", "\n"), ("^[\\b]$", "\u{8}"), ("^\\0$", "\0"),
    ])
  func matching(_ pattern: String, _ text: String) throws {
    #expect(try matches(pattern, text))
  }

  @Test(
    "what does not match",
    arguments: [
      ("^abc$", "abc\n"), ("^a.c$", "a\nc"), ("^\\d$", "٣"), ("^\\w$", "ä"), ("^(?!admin$)\\w+$", "admin"),
      ("^[a-c]{2,3}$", "abca"), ("(?<=€)\\d", "5"), ("(?<!€)5", "€5"), ("\\bcat\\b", "concat"), ("^$", "a"),
      ("[]", "a"),
      ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "abc1"), ("^[^]$", ""), ("a{3}", "aa"), ("^(a|ab)(c|bcd)$", "abcdd"),
    ])
  func failing(_ pattern: String, _ text: String) throws {
    #expect(try !matches(pattern, text))
  }

  @Test(
    "what is no expression of ECMA-262 with the flag u, or looks back at a group, is refused",
    arguments: [
      ("a(", "'(' without ')'", 2), ("a)", "')' without '('", 2), ("*a", "nothing to repeat", 1),
      ("a**", "nothing to repeat", 3), ("[a", "'[' without ']'", 1), ("[b-a]", "a range in the wrong order", 2),
      ("[\\d-a]", "a range goes from one character to another", 2),
      ("a{2", "a repetition has the form {2}, {2,} or {2,5}", 2),
      ("a{3,2}", "the numbers of a repetition are in the wrong order", 2), ("]", "']' without a backslash", 1),
      ("(a)\\1", "back references are not supported", 4), ("\\k<a>", "back references are not supported", 1),
      ("\\A", "unknown escape '\\A'", 1), ("(?i)a", "unknown kind of group", 1), ("a\\", "a backslash at the end", 2),
      ("\\p{Foo}", "unknown property 'Foo': the general categories are supported", 1),
      ("(?=a)*", "nothing to repeat", 6), ("\\xg1", "2 hexadecimal digits are expected", 1),
      ("\\u{110000}", "\\u{…} wants a code point", 1), ("a{99999}", "more than 10000 repetitions", 7),
    ])
  func refusals(_ pattern: String, _ message: String, _ column: Int) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.message == message)
    #expect(error?.column == column)
  }

  @Test("expressions that take others exponential time take time that grows with the text")
  func catastrophes() throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(try !matches("^(a+)+$", text))
    #expect(try !matches("^(a|aa|a*)*$", text))
    #expect(try !matches("^(.*a){5}b$", text))
  }

  @Test("looking ahead from every place spends the budget instead of time")
  func budget() throws {
    let text = String(repeating: "a", count: 100_000)
    #expect(throws: FormError.self) { try matches("(?=a*b)", text) }
  }

  @Test("repetitions of nothing, written out, are refused")
  func emptyRepetitions() {
    #expect(throws: PatternError.self) { try Pattern("((((){10000}){10000}){10000}){10000}") }
    let nested = String(repeating: "(", count: 60) + String(repeating: ")", count: 60)
    #expect(throws: PatternError.self) { try Pattern(nested) }
  }
}
