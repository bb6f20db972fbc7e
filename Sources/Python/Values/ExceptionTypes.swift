/// The exception classes of the language, as a tree: `(name, base)` in an order where a base stands before.
extension TypeObject {
  private static func derive(_ name: String, _ base: TypeObject) -> TypeObject {
    TypeObject(builtin: name, base: base)
  }

  static let baseException = TypeObject(
    builtin: "BaseException", constructor: ExceptionObject.make, methods: ExceptionObject.methods)
  static let exception = derive("Exception", baseException)
  static let systemExit = derive("SystemExit", baseException)
  static let keyboardInterrupt = derive("KeyboardInterrupt", baseException)
  static let generatorExit = derive("GeneratorExit", baseException)

  static let arithmeticError = derive("ArithmeticError", .exception)
  static let floatingPointError = derive("FloatingPointError", arithmeticError)
  static let overflowError = derive("OverflowError", arithmeticError)
  static let zeroDivisionError = derive("ZeroDivisionError", arithmeticError)
  static let assertionError = derive("AssertionError", .exception)
  static let attributeError = derive("AttributeError", .exception)
  static let bufferError = derive("BufferError", .exception)
  static let eofError = derive("EOFError", .exception)
  static let importError = derive("ImportError", .exception)
  static let moduleNotFoundError = derive("ModuleNotFoundError", importError)
  static let lookupError = derive("LookupError", .exception)
  static let indexError = derive("IndexError", lookupError)
  static let keyError = derive("KeyError", lookupError)
  static let memoryError = derive("MemoryError", .exception)
  static let nameError = derive("NameError", .exception)
  static let unboundLocalError = derive("UnboundLocalError", nameError)
  static let osError = derive("OSError", .exception)
  static let blockingIOError = derive("BlockingIOError", osError)
  static let childProcessError = derive("ChildProcessError", osError)
  static let connectionError = derive("ConnectionError", osError)
  static let brokenPipeError = derive("BrokenPipeError", connectionError)
  static let connectionAbortedError = derive("ConnectionAbortedError", connectionError)
  static let connectionRefusedError = derive("ConnectionRefusedError", connectionError)
  static let connectionResetError = derive("ConnectionResetError", connectionError)
  static let interruptedError = derive("InterruptedError", osError)
  static let isADirectoryError = derive("IsADirectoryError", osError)
  static let notADirectoryError = derive("NotADirectoryError", osError)
  static let processLookupError = derive("ProcessLookupError", osError)
  static let fileExistsError = derive("FileExistsError", osError)
  static let fileNotFoundError = derive("FileNotFoundError", osError)
  static let permissionError = derive("PermissionError", osError)
  static let timeoutError = derive("TimeoutError", osError)
  static let referenceError = derive("ReferenceError", .exception)
  static let runtimeError = derive("RuntimeError", .exception)
  static let notImplementedError = derive("NotImplementedError", runtimeError)
  static let recursionError = derive("RecursionError", runtimeError)
  static let stopIteration = derive("StopIteration", .exception)
  static let stopAsyncIteration = derive("StopAsyncIteration", .exception)
  static let syntaxError = derive("SyntaxError", .exception)
  static let indentationError = derive("IndentationError", syntaxError)
  static let tabError = derive("TabError", indentationError)
  static let systemError = derive("SystemError", .exception)
  static let typeError = derive("TypeError", .exception)
  static let valueError = derive("ValueError", .exception)
  static let unicodeError = derive("UnicodeError", valueError)
  static let unicodeDecodeError = derive("UnicodeDecodeError", unicodeError)
  static let unicodeEncodeError = derive("UnicodeEncodeError", unicodeError)
  static let unicodeTranslateError = derive("UnicodeTranslateError", unicodeError)
  static let warning = derive("Warning", .exception)
  static let bytesWarning = derive("BytesWarning", warning)
  static let deprecationWarning = derive("DeprecationWarning", warning)
  static let encodingWarning = derive("EncodingWarning", warning)
  static let futureWarning = derive("FutureWarning", warning)
  static let importWarning = derive("ImportWarning", warning)
  static let pendingDeprecationWarning = derive("PendingDeprecationWarning", warning)
  static let resourceWarning = derive("ResourceWarning", warning)
  static let runtimeWarning = derive("RuntimeWarning", warning)
  static let syntaxWarning = derive("SyntaxWarning", warning)
  static let unicodeWarning = derive("UnicodeWarning", warning)
  static let userWarning = derive("UserWarning", warning)
  /// What `raise BpmnError(code, name=None, payload=None)` raises: caught in the diagram.
  static let bpmnError = TypeObject(
    builtin: "BpmnError", base: .exception, constructor: ExceptionObject.makeBpmnError)

  /// The exception classes that scripts see by name.
  static let exceptions: [TypeObject] = [
    baseException, .exception, systemExit, keyboardInterrupt, generatorExit, arithmeticError, floatingPointError,
    overflowError, zeroDivisionError, assertionError, attributeError, bufferError, eofError, importError,
    moduleNotFoundError, lookupError, indexError, keyError, memoryError, nameError, unboundLocalError, osError,
    blockingIOError, childProcessError, connectionError, brokenPipeError, connectionAbortedError,
    connectionRefusedError, connectionResetError, interruptedError, isADirectoryError, notADirectoryError,
    processLookupError, encodingWarning, fileExistsError, fileNotFoundError, permissionError, timeoutError,
    referenceError, runtimeError, notImplementedError, recursionError, stopIteration, stopAsyncIteration, syntaxError,
    indentationError, tabError,
    systemError, typeError, valueError, unicodeError, unicodeDecodeError, unicodeEncodeError, unicodeTranslateError,
    warning, bytesWarning, deprecationWarning, futureWarning, importWarning, pendingDeprecationWarning,
    baseExceptionGroup, exceptionGroup, resourceWarning, runtimeWarning, syntaxWarning, unicodeWarning, userWarning,
    bpmnError,
  ]
}
