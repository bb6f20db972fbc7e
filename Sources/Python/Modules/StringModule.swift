/// The module `string`: its constants, `capwords` and `Template`.
enum StringModule {
  static let members: [String: Value] = {
    let lowercase = "abcdefghijklmnopqrstuvwxyz"
    let uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let digits = "0123456789"
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    let whitespace = " \t\n\r\u{B}\u{C}"
    let constants = [
      "ascii_lowercase": lowercase, "ascii_uppercase": uppercase, "ascii_letters": lowercase + uppercase,
      "digits": digits, "hexdigits": digits + "abcdefABCDEF", "octdigits": "01234567", "punctuation": punctuation,
      "whitespace": whitespace, "printable": digits + lowercase + uppercase + punctuation + whitespace,
    ]
    var members = ModuleFunction.members([capwords], constants.mapValues { .str(Str(nil, $0)) })
    members["Template"] = .object(StringTemplate.templateType)
    return members
  }()

  private static let capwords = ModuleFunction.make("string", "capwords", "s, sep=None") {
    vm, arguments throws(Raise) in
    let separator = arguments[1] ?? .null
    let words = try vm.collect(vm.callMethod(arguments.required(0), "split", separator))
    var capitalized: [Value] = []
    for word in words { capitalized.append(try vm.callMethod(word, "capitalize")) }
    return try vm.callMethod(separator.isNone ? vm.string(" ") : separator, "join", vm.list(capitalized))
  }
}
