import BigInt

/// An expression of the program.
final class Expression {
  let kind: Kind
  let place: Place
  /// How deep expressions are nested inside; see ``Parser``.
  let depth: Int

  init(_ kind: Kind, _ place: Place, depth: Int) {
    self.kind = kind
    self.place = place
    self.depth = depth
  }

  enum Kind {
    case constant(Constant)
    case name(String)
    case binary(BinaryOperator, Expression, Expression)
    case unary(UnaryOperator, Expression)
    case not(Expression)
    case boolean(isAnd: Bool, [Expression])
    case comparison(Expression, [(operation: Relation, right: Expression)])
    case call(Expression, [Argument])
    case attribute(Expression, String)
    case item(Expression, Expression)
    case slice(Expression?, Expression?, Expression?)
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case lambda(FunctionNode)
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    /// A nil key: `**value`.
    case dict([(key: Expression?, value: Expression)])
    case comprehension(Comprehension)
    case starred(Expression)
    case named(Expression, Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    case formatted([FormatPart])
  }
}

enum Constant: Equatable {
  case null, ellipsis
  case bool(Bool)
  case integer(Int)
  case bigInteger(BigInt)
  case float(Double)
  case string(String)
  case bytes([UInt8])
}

/// A comparison operator, with those that are not about order.
enum Relation: Equatable {
  case order(Comparison)
  case isSame, isNotSame, isIn, isNotIn
}

struct Argument {
  enum Kind: Equatable {
    case positional
    case keyword(String)
    case spread
    case keywordSpread
  }

  let kind: Kind
  let value: Expression
}

/// A part of an f-string.
enum FormatPart {
  case text(String)
  /// `conversion`: 0 none, 1 `!s`, 2 `!r`, 3 `!a`.
  case value(Expression, conversion: UInt8, spec: [FormatPart]?)
}

final class Comprehension {
  enum Kind { case list, set, dict, generator }

  let kind: Kind
  let element: Expression
  /// The value, where it makes a dictionary; the element is the key then.
  let value: Expression?
  let clauses: [Clause]
  var scope: Scope?

  struct Clause {
    let target: Expression
    let source: Expression
    let conditions: [Expression]
  }

  init(kind: Kind, element: Expression, value: Expression?, clauses: [Clause]) {
    self.kind = kind
    self.element = element
    self.value = value
    self.clauses = clauses
  }
}

/// A function or lambda.
final class FunctionNode {
  let name: String
  let parameters: ParameterList
  let body: [Statement]
  /// The result of a lambda.
  let result: Expression?
  let decorators: [Expression]
  /// The annotation of the result.
  let returns: Expression?
  let place: Place
  var scope: Scope?

  init(
    name: String, parameters: ParameterList, body: [Statement], result: Expression?, decorators: [Expression],
    returns: Expression?, place: Place
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.result = result
    self.decorators = decorators
    self.returns = returns
    self.place = place
  }
}

struct ParameterList {
  struct Parameter {
    let name: String
    let fallback: Expression?
    let annotation: Expression?
    let place: Place
  }

  var positional: [Parameter] = []
  var positionalOnly = 0
  var rest: Parameter?
  var keywordOnly: [Parameter] = []
  var keywordRest: Parameter?

  /// All, in the order in which they stand among the locals.
  var all: [Parameter] {
    positional + keywordOnly + (rest.map { [$0] } ?? []) + (keywordRest.map { [$0] } ?? [])
  }
}

final class ClassNode {
  let name: String
  let arguments: [Argument]
  let body: [Statement]
  let decorators: [Expression]
  let place: Place
  var scope: Scope?

  init(name: String, arguments: [Argument], body: [Statement], decorators: [Expression], place: Place) {
    self.name = name
    self.arguments = arguments
    self.body = body
    self.decorators = decorators
    self.place = place
  }
}

final class Statement {
  let kind: Kind
  let place: Place

  init(_ kind: Kind, _ place: Place) {
    self.kind = kind
    self.place = place
  }

  enum Kind {
    case expression(Expression)
    case assign([Expression], Expression)
    case augmented(Expression, BinaryOperator, Expression)
    /// `target: annotation = value`; `isSimple` where the target is a bare name.
    case annotated(Expression, Expression, Expression?, isSimple: Bool)
    case `return`(Expression?)
    case delete([Expression])
    case pass, `break`, `continue`
    case raise(Expression?, Expression?)
    case global([String])
    case nonlocal([String])
    case assert(Expression, Expression?)
    case `import`([Alias])
    case importFrom(String, [Alias], level: Int)
    case importAll(String, level: Int)
    case conditional([(test: Expression, body: [Statement])], otherwise: [Statement])
    case `while`(Expression, [Statement], otherwise: [Statement])
    case `for`(Expression, Expression, [Statement], otherwise: [Statement])
    case `try`([Statement], [Handler], otherwise: [Statement], finally: [Statement], isGroup: Bool)
    case with([(Expression, Expression?)], [Statement])
    case function(FunctionNode)
    case `class`(ClassNode)
    case match(Expression, [Case])
  }

  struct Alias {
    let name: String
    let alias: String?
    let place: Place
  }

  struct Handler {
    let type: Expression?
    let name: String?
    let body: [Statement]
    let place: Place
  }

  struct Case {
    let pattern: Pattern
    let guardTest: Expression?
    let body: [Statement]
  }
}

/// A pattern of a `match` statement.
final class Pattern {
  let kind: Kind
  let place: Place

  init(_ kind: Kind, _ place: Place) {
    self.kind = kind
    self.place = place
  }

  enum Kind {
    /// A value that is compared with `==`.
    case value(Expression)
    /// `None`, `True`, `False`: compared by identity.
    case singleton(Constant)
    case capture(String)
    case wildcard
    case sequence([Pattern])
    /// `*name` in a sequence; nil for `*_`.
    case star(String?)
    case mapping([(key: Expression, value: Pattern)], rest: String?)
    case `class`(Expression, [Pattern], [(name: String, value: Pattern)])
    case either([Pattern])
    case alias(Pattern, String)
  }
}
