import WorkflowModel
import WorkflowScripting

/// Says which scripts may run again for a comparison alone: those that cannot reach anything but their task's data.
///
/// An engine that is restricted lets none reach more. Under another engine a script is taken for harmless where the
/// restricted engine would run it too, and where it uses nothing of an environment module that the restricted engine
/// refuses.
struct EffectGuard {
  private let checker: (any ScriptEngine)?
  /// The module that defines a name.
  private var refusedNames: [String: String] = [:]

  /// - Parameter checker: the restricted engine; nil lets every script run.
  init(checker: (any ScriptEngine)?, environment: [EnvironmentModule]) {
    self.checker = checker
    guard let checker else { return }
    for module in environment where !checker.check(module.source, as: .script).isEmpty {
      for name in Self.names(definedBy: module.source) { refusedNames[name] = module.name }
    }
  }

  /// Why a text is not run again; nil where it may be.
  func refusal(of text: String, as kind: ScriptKind) -> String? {
    guard let checker else { return nil }
    if let remark = checker.check(text, as: kind).first {
      return "a script that '\(EngineRegistry.defaultName)' would not run may have effects: \(remark.message)"
    }
    guard !refusedNames.isEmpty else { return nil }
    return Self.words(text).lazy.compactMap { word in
      refusedNames[word].map {
        "a script that uses '\(word)' may have effects: '\(EngineRegistry.defaultName)' would not run the module '\($0)'"
      }
    }.first
  }

  /// The names that a module's text defines or imports at its top level.
  private static func names(definedBy source: String) -> Set<String> {
    var names: Set<String> = []
    for line in source.split(whereSeparator: \.isNewline) where line.first.map({ $0.isLetter || $0 == "_" }) == true {
      let words = words(String(line))
      switch words.first {
      case "def", "class": names.formUnion(words.dropFirst().prefix(1))
      case "async": names.formUnion(words.dropFirst(2).prefix(1))
      case "import", "from": names.formUnion(words.dropFirst())
      default: names.formUnion(Self.words(String(line.prefix { $0 != "=" })))
      }
    }
    return names
  }

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
