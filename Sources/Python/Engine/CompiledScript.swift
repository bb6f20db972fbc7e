/// A script or expression that is ready to run, with the memory for its variables, which is used again and again.
final class CompiledScript {
  let code: Code
  let table: GlobalTable
  let lines: [Substring]
  private var spare: Namespace?

  init(_ source: String, _ kind: Kind) throws(SyntaxFailure) {
    let table = GlobalTable()
    self.table = table
    switch kind {
    case .expression: code = try Compiler.expression(Parser.expression(source), globals: table)
    case .script: code = try Compiler.script(Parser.script(source), globals: table)
    }
    lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  enum Kind { case expression, script }

  /// Fresh variables.
  func namespace(_ source: any NameSource) -> Namespace {
    if let namespace = spare {
      spare = nil
      namespace.source = source
      return namespace
    }
    return Namespace(table, source: source)
  }

  /// Takes variables back. Functions that survive in an environment module keep theirs.
  func recycle(_ namespace: inout Namespace?) {
    namespace?.clear()
    if isKnownUniquelyReferenced(&namespace) { spare = namespace }
    namespace = nil
  }

  /// The text of a line, from 1.
  func line(_ number: Int) -> String? {
    number >= 1 && number <= lines.count ? String(lines[number - 1]) : nil
  }
}

/// Compiled scripts by their text, at most a fixed number.
struct ScriptCache {
  private var scripts: [String: CompiledScript] = [:]
  private static let limit = 2048

  subscript(text: String) -> CompiledScript? { scripts[text] }

  mutating func insert(_ script: CompiledScript, for text: String) {
    // Models hold a few hundred texts at most; a cache that is full is one whose texts are generated.
    if scripts.count >= ScriptCache.limit { scripts = [:] }
    scripts[text] = script
  }
}
