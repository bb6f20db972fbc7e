/// Arguments as the constructors and methods of `datetime` take them.
enum DateTimeArguments {
  /// The parameters of a constructor of the module, whose messages name no function.
  struct Parameters: Sendable {
    let names: [String]
    let required: Int
    let positional: Int

    /// The arguments in the order of the names; nil where one is not given.
    func bind(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> [Value?] {
      if arguments.values.count > names.count {
        throw vm.typeError("function takes at most \(names.count) arguments (\(arguments.values.count) given)")
      }
      if arguments.count > positional {
        throw vm.typeError(
          "function takes at most \(positional) positional arguments (\(arguments.count) given)")
      }
      var values = [Value?](repeating: nil, count: names.count)
      for index in 0..<arguments.count { values[index] = arguments[index] }
      for (name, value) in arguments.named {
        guard let index = names.firstIndex(of: name) else {
          throw vm.typeError("'\(name)' is an invalid keyword argument for this function")
        }
        if values[index] != nil {
          throw vm.typeError("argument for function given by name ('\(name)') and position (\(index + 1))")
        }
        values[index] = value
      }
      for index in 0..<required where values[index] == nil {
        throw vm.typeError("function missing required argument '\(names[index])' (pos \(index + 1))")
      }
      return values
    }
  }

  /// An integer argument of C's `int`.
  static func integer(_ value: Value?, _ fallback: Int, _ vm: Machine) throws(Raise) -> Int {
    guard let value else { return fallback }
    guard let number = try vm.bigInt(value) else {
      throw vm.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let small = Int(exactly: number) else {
      throw vm.overflowError("Python int too large to convert to C int")
    }
    if small > Int32.max { throw vm.overflowError("signed integer is greater than maximum") }
    if small < Int32.min { throw vm.overflowError("signed integer is less than minimum") }
    return small
  }

  static func text(_ value: Value, _ function: String, argument: Int?, _ vm: Machine) throws(Raise) -> String {
    guard case .str(let text) = vm.plain(value) else {
      throw vm.typeError(
        "\(function)() argument\(argument.map { " \($0)" } ?? "") must be str, not \(value.typeName)")
    }
    return text.string
  }

  /// Microseconds since the epoch, of a timestamp in seconds, rounded half to even.
  static func microseconds(_ value: Value, _ vm: Machine) throws(Raise) -> Int128 {
    switch value {
    case .float(let seconds):
      if seconds.isNaN { throw vm.valueError("Invalid value NaN (not a number)") }
      if seconds.magnitude > 9.2e18 { throw vm.overflowError("timestamp out of range for platform time_t") }
      let whole = seconds.rounded(.down)
      let fraction = ((seconds - whole) * 1e6).rounded(.toNearestOrEven)
      return Int128(whole) * 1_000_000 + Int128(fraction)
    default:
      guard let number = try vm.bigInt(value) else {
        throw vm.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
      }
      guard let small = Int(exactly: number) else {
        throw vm.overflowError("timestamp out of range for platform time_t")
      }
      return Int128(small) * 1_000_000
    }
  }

  /// The day and time of a timestamp, in UTC.
  static func moment(_ microseconds: Int128, _ vm: Machine) throws(Raise) -> CalendarDateTime {
    if let moment = CalendarDateTime(microsecondsSinceEpoch: microseconds) { return moment }
    let year = 1970 + Int(clamping: microseconds / 31_556_952_000_000)
    throw vm.valueError("year \(year) is out of range")
  }

  /// `precision` of `isoformat(timespec=…)`.
  static func precision(_ value: Value?, _ vm: Machine) throws(Raise) -> ClockTime.Precision {
    guard let value else { return .auto }
    let name = try text(value, "isoformat", argument: 2, vm)
    guard let precision = ClockTime.Precision(rawValue: name) else {
      throw vm.valueError("Unknown timespec value")
    }
    return precision
  }
}
