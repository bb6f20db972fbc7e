/// The parameters of a native function, written as Python writes them: `"sep=None, maxsplit=-1"`, `"x, /, *, key=None"`,
/// `"*args, **kwargs"` is not supported: such functions read ``Arguments`` themselves.
///
/// The defaults are there for the reader; an argument that is not given is nil in ``Bound``.
struct Signature: Sendable {
  /// The function's name, as messages show it.
  let function: String
  let parameters: [Parameter]
  /// How many can be given by position.
  let positionalCount: Int
  private let requiredCount: Int
  /// How many of the positional ones are required.
  private let requiredPositional: Int

  struct Parameter: Sendable {
    let name: String
    let isPositionalOnly: Bool
    let isRequired: Bool
  }

  /// For a method the object itself is not among the parameters: bind `arguments.dropFirst`.
  init(_ function: String, _ text: String) {
    self.function = function
    var parameters: [Parameter] = []
    var positional: Int?
    for piece in text.split(separator: ",") {
      let part = piece.drop { $0 == " " }
      if part == "/" {
        parameters = parameters.map { Parameter(name: $0.name, isPositionalOnly: true, isRequired: $0.isRequired) }
      } else if part == "*" {
        positional = parameters.count
      } else {
        let sides = part.split(separator: "=", maxSplits: 1)
        let name = String(sides.first ?? "").filter { $0 != " " }
        parameters.append(Parameter(name: name, isPositionalOnly: false, isRequired: sides.count == 1))
      }
    }
    self.parameters = parameters
    positionalCount = positional ?? parameters.count
    requiredCount = parameters.count { $0.isRequired }
    requiredPositional = parameters.prefix(positionalCount).count { $0.isRequired }
  }

  /// Which argument stands for each parameter.
  func bind(_ arguments: Arguments, _ vm: Machine) throws(Raise) -> Bound {
    if arguments.keywords.isEmpty, arguments.count <= positionalCount, arguments.count >= requiredPositional,
      requiredPositional == requiredCount
    {
      return Bound(arguments: arguments, places: nil)
    }
    if arguments.count > positionalCount { throw tooMany(arguments, vm) }
    var places = [Int](repeating: -1, count: parameters.count)
    for position in 0..<arguments.count { places[position] = position }
    for (offset, name) in arguments.keywords.enumerated() {
      guard let position = parameters.firstIndex(where: { $0.name == name && !$0.isPositionalOnly }) else {
        if parameters.allSatisfy(\.isPositionalOnly) {
          throw vm.typeError("\(function)() takes no keyword arguments")
        }
        throw vm.typeError("'\(name)' is an invalid keyword argument for \(function)()")
      }
      guard places[position] == -1 else {
        throw vm.typeError(
          "argument for \(function)() given by name ('\(name)') and position (\(position + 1))")
      }
      places[position] = arguments.count + offset
    }
    for (position, parameter) in parameters.enumerated() where parameter.isRequired && places[position] == -1 {
      throw missing(parameter, position, arguments, vm)
    }
    return Bound(arguments: arguments, places: places)
  }

  private func tooMany(_ arguments: Arguments, _ vm: Machine) -> Raise {
    let given = arguments.count
    if parameters.isEmpty { return vm.typeError("\(function)() takes no arguments (\(given) given)") }
    if parameters.allSatisfy(\.isPositionalOnly) {
      if requiredPositional == positionalCount {
        if positionalCount == 1 { return vm.typeError("\(function)() takes exactly one argument (\(given) given)") }
        return vm.typeError("\(function) expected \(positionalCount) arguments, got \(given)")
      }
      return vm.typeError(
        "\(function) expected at most \(positionalCount) argument\(positionalCount == 1 ? "" : "s"), got \(given)")
    }
    let bound = requiredCount == parameters.count ? "exactly" : "at most"
    let kind = positionalCount < parameters.count ? "positional argument" : "argument"
    return vm.typeError(
      "\(function)() takes \(bound) \(positionalCount) \(kind)\(positionalCount == 1 ? "" : "s") (\(given) given)")
  }

  private func missing(_ parameter: Parameter, _ position: Int, _ arguments: Arguments, _ vm: Machine) -> Raise {
    let given = arguments.count
    if parameters.allSatisfy(\.isPositionalOnly) {
      if positionalCount == 1 { return vm.typeError("\(function)() takes exactly one argument (\(given) given)") }
      let bound = requiredPositional == positionalCount ? "" : "at least "
      let ending = requiredPositional == 1 ? "" : "s"
      return vm.typeError("\(function) expected \(bound)\(requiredPositional) argument\(ending), got \(given)")
    }
    return vm.typeError("\(function)() missing required argument '\(parameter.name)' (pos \(position + 1))")
  }

  /// The arguments in the order of the parameters.
  struct Bound {
    let arguments: Arguments
    let places: [Int]?

    /// The argument of the parameter at an index; nil where it is not given.
    subscript(index: Int) -> Value? {
      if let places { return places[index] < 0 ? nil : arguments.values[places[index]] }
      return index < arguments.count ? arguments.values[index] : nil
    }

    /// The argument of a parameter that is required.
    func required(_ index: Int) -> Value { self[index] ?? .null }
  }
}
