import WorkflowModel
import WorkflowScripting

/// The tests of a decision table as expressions of the script language, made once.
struct CompiledTable {
  /// One test of a rule.
  struct Cell {
    /// The number of the column.
    let column: Int
    /// An expression that is `True` or `False`.
    let test: String
    /// The cell as it stands in the model.
    let entry: ScriptText
  }

  /// The name by which a test reads the value that it is about.
  static let inputName = "dmninputexpr"

  let table: DecisionTable
  /// The tests of each rule; entries that match anything have none.
  let rules: [[Cell]]
  /// Whether the first rule that matches ends the search.
  let takesFirst: Bool

  init(_ table: DecisionTable, takesFirst: Bool, scripts: any ScriptEngine) {
    self.table = table
    self.takesFirst = takesFirst
    rules = table.rules.map { rule in
      zip(table.inputs, rule.inputEntries).enumerated().compactMap { column, pair in
        let (input, entry) = pair
        guard let entry else { return nil }
        return Cell(
          column: column, test: CompiledTable.test(entry.text, of: input.expression?.text, scripts: scripts),
          entry: entry)
      }
    }
  }

  /// Whether a cell holds: where it has a `?`, that stands for the input; where it begins with an operator, the input
  /// is put before it; else it must be equal to the input.
  ///
  /// A cell that fits none of these becomes an expression that fails with its syntax error.
  private static func test(_ cell: String, of expression: String?, scripts: any ScriptEngine) -> String {
    let input = expression ?? inputName
    let trimmed = trim(cell)
    let (text, hasQuestionMark) = replacingQuestionMarks(in: trimmed)
    // The line breaks end comments, and the parentheses let a cell run over several lines.
    if hasQuestionMark || text.contains(inputName) {
      return "True if (lambda \(inputName): (\(text)\n))(\(input)\n) else False"
    }
    let comparison = isExpression(trimmed, scripts) ? "== (\(trimmed)\n)" : "\(trimmed)\n"
    return "True if ((\(input)\n) \(comparison)) else False"
  }

  /// Whether the text is an expression by itself.
  private static func isExpression(_ text: String, _ scripts: any ScriptEngine) -> Bool {
    !scripts.check(text, as: .expression).contains { diagnostic in
      ["SyntaxError", "IndentationError", "TabError"].contains { diagnostic.message.hasPrefix($0) }
    }
  }

  static func trim(_ text: String) -> String {
    let content = text.drop(while: \.isWhitespace)
    guard let end = content.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(content[...end])
  }

  /// The cell with the input's name for each `?` outside of string literals.
  static func replacingQuestionMarks(in cell: String) -> (text: String, isReplaced: Bool) {
    guard cell.utf8.contains(UInt8(ascii: "?")) else { return (cell, false) }
    var text = ""
    var quote: Character?
    var isEscaped = false
    var isReplaced = false
    for character in cell {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "?" {
        text += inputName
        isReplaced = true
        continue
      }
      text.append(character)
    }
    return (text, isReplaced)
  }
}
