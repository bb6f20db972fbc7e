public import OrderedCollections
public import WorkflowModel
public import WorkflowScripting

/// Decides by the decisions of a DMN model (DMN 1.3, sections 6 and 8), with scripts in the cells.
///
/// An engine belongs to one run, as the script engine does: it is used from one thread. The tests of each table are
/// prepared at its first use and kept.
public struct DecisionEngine {
  /// What becomes of a `UNIQUE` table when several rules match, which DMN forbids (DMN 1.3, section 8.2.8).
  public enum UniqueOverlap: Sendable {
    /// An error that names the rules.
    case refused
    /// The first of them counts, as if the hit policy were `FIRST`: what SpiffWorkflow does, and what models that were
    /// drawn for it may rely on, with a last row for all other cases.
    case first
  }

  private let decisions: [String: DecisionSpec]
  private let scripts: any ScriptEngine
  private let tables: CompiledTables

  /// An engine for these decisions, by id, and those that they require.
  public init(
    decisions: [String: DecisionSpec], scripts: any ScriptEngine, uniqueOverlap: UniqueOverlap = .refused
  ) {
    self.decisions = decisions
    self.scripts = scripts
    tables = CompiledTables(scripts: scripts, uniqueOverlap: uniqueOverlap)
  }

  /// The outputs of a decision, by name.
  ///
  /// A table without a matching rule gives its default outputs, or nothing. Hit policies that take several rules give a
  /// list for each output. What a literal expression or a context's last entry gives stands under the decision's
  /// variable or name.
  ///
  /// - Parameters:
  ///   - id: the decision.
  ///   - data: the variables that its expressions read.
  ///   - locals: names that stand beside the data.
  public func decide(
    _ id: String, data: TaskData, locals: DataDictionary = [:]
  ) throws(DecisionError) -> DataDictionary {
    var run = DecisionRun(decisions: decisions, scripts: scripts, tables: tables, data: data, locals: locals)
    return try run.result(of: id).outputs
  }

  /// How a decision comes to its result: which rules match, and what kept the others from it.
  ///
  /// - Throws: a ``DecisionError`` where there is no such decision. A decision that fails is an explanation with an
  ///   error.
  public func explain(
    _ id: String, data: TaskData, locals: DataDictionary = [:]
  ) throws(DecisionError) -> DecisionExplanation {
    var run = DecisionRun(decisions: decisions, scripts: scripts, tables: tables, data: data, locals: locals)
    return try run.explanation(of: id)
  }
}

/// The compiled tables of an engine, by the decision's id.
final class CompiledTables {
  private let scripts: any ScriptEngine
  private let uniqueOverlap: DecisionEngine.UniqueOverlap
  private var tables: [String: CompiledTable] = [:]

  init(scripts: any ScriptEngine, uniqueOverlap: DecisionEngine.UniqueOverlap) {
    self.scripts = scripts
    self.uniqueOverlap = uniqueOverlap
  }

  /// The compiled form of a table. `key` names it: a decision may hold several, in a context.
  func compiled(_ table: DecisionTable, key: String) -> CompiledTable {
    if let known = tables[key] { return known }
    let compiled = CompiledTable(
      table, takesFirst: table.hitPolicy == .first || (table.hitPolicy == .unique && uniqueOverlap == .first),
      scripts: scripts)
    tables[key] = compiled
    return compiled
  }
}
