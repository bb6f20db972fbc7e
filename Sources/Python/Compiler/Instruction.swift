/// One step of the virtual machine: eight bytes.
struct Instruction {
  var operation: Opcode
  /// A small operand, such as an operator or flags.
  var c: UInt8 = 0
  var b: UInt16 = 0
  /// An index, count or target.
  var a: Int32 = 0
}

/// What the virtual machine can do. The comments show the operand stack before and after, the top on the right.
enum Opcode: UInt8 {
  // Stack
  case nop
  case pop  // x →
  case copy  // … → … x; `a`th from the top, 1 is the top
  case swap  // exchanges the top and the `a`th from the top
  case constant  // → constants[a]

  // Variables
  case loadFast  // → local a
  case storeFast
  case deleteFast
  case loadDeref  // → the content of the cell in local a
  case storeDeref
  case deleteDeref
  case loadCell  // → the cell itself
  case loadClassDeref  // name b of the class body, else the content of the cell in local a
  case loadGlobal  // → global a
  case storeGlobal
  case deleteGlobal
  case loadName  // name b of the class body, else global a
  case storeName  // name a of the class body
  case deleteName

  // Attributes and items
  case loadAttribute  // object → object.names[a]; cache b
  case storeAttribute  // value object →
  case deleteAttribute
  case loadMethod  // object → function object, or unbound callable; cache b
  case loadItem  // container key → value
  case storeItem  // value container key →
  case deleteItem  // container key →
  case slice  // start stop [step] → slice; a is 2 or 3

  // Operators
  case add, subtract, multiply
  case binary  // by operator c
  case inPlace  // by operator c
  case negate, plus, invert, not
  case compare  // by comparison c
  case isSame  // c: 1 negates
  case contains  // value container → bool; c: 1 negates

  // Fused with their operands: b local, a local or constant
  case addFast, subtractFast, multiplyFast  // local b, local a
  case addConstant, subtractConstant, multiplyConstant  // local b, constant a
  case compareJump  // left right → ; jumps to a where the comparison c does not hold

  // Jumps
  case jump
  case jumpBack
  case jumpIfFalse  // pops
  case jumpIfTrue
  case jumpIfFalseOrPop
  case jumpIfTrueOrPop
  case jumpIfNone
  case jumpIfNotNone

  // Collections
  case buildTuple, buildList, buildSet  // a elements
  case buildDict  // a pairs
  case listAppend  // value → ; to the list a below
  case setAdd
  case dictAdd  // key value →
  case listExtend  // iterable →
  case setUpdate
  case dictUpdate  // `**` in a display
  case dictMerge  // `**` in a call: repeated keys are errors; the callee stands a below
  case listToTuple
  case format  // value [spec] → text; c: 0 none, 1 str, 2 repr, 3 ascii, with 4 a spec stands on the stack
  case buildString  // a parts
  case unpack  // iterable → a values, the first on top
  case unpackRest  // a before the star, b behind it

  // Iteration
  case iterate
  case forIterate  // iterator → iterator value; at its end pops and jumps to a

  // Functions
  case makeFunction  // constant a is the code; c: 1 defaults, 2 keyword defaults, 4 closure, as tuples; 8 annotations
  case call  // callee a arguments → result
  case callKeywords  // callee a arguments, names in constant b
  case callMethod  // function object a arguments, as ``loadMethod`` left them
  case callMethodKeywords
  case callSpread  // callee tuple [dict]; c: 1 with dict
  case returnValue
  case yieldValue
  case yieldFromIterator  // iterable → iterator
  case send  // iterator value → iterator result: yields until the iterator ends, then leaves its value at a

  // Exceptions
  case raise  // c: 0 again, 1 exception, 2 exception cause
  case reraise  // exception →
  case pushHandled  // exception → previous exception
  case popHandled  // previous →
  case matchException  // exception type → exception bool
  case matchGroup  // whole list rest type → whole list rest match-or-None
  case collectGroup  // list rest exception → list rest
  case joinGroup  // whole list rest → exception-or-None
  case assertionError  // → AssertionError
  case enterWith  // manager → exit value
  case exitWithException  // exit previous exception → exit previous exception suppressed

  // Modules and classes
  case importName  // name a; b: constant with the wanted names + 1; c: level
  case importFrom  // module → module member
  case importAll  // module →
  case buildClass  // function name bases… → class; a counts bases; b: keyword names constant + 1
  case buildClassSpread  // function name tuple dict → class

  // Matching
  case matchSequence  // subject → subject bool
  case matchMapping
  case matchKeys  // subject keys → subject keys values-or-None
  case matchClass  // subject class names → attributes-or-None; a positional patterns
  case length  // subject → subject length
  case mappingRest  // subject keys → subject rest
}
