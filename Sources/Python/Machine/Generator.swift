/// A generator: a frame of its own, suspended between two values.
final class Generator: Container, @unchecked Sendable {
  let name: String
  /// Nil once it has ended.
  var frame: Frame?
  var isRunning = false
  var hasStarted = false
  let memory: UnsafeMutablePointer<Value>

  init(_ heap: Heap?, name: String, frame: Frame, memory: UnsafeMutablePointer<Value>) {
    self.name = name
    self.frame = frame
    self.memory = memory
    super.init(heap, kind: .generator)
    frame.generator = self
  }

  override var type: TypeObject { .generator }

  static let methods: [NativeFunction] = []
}
extension Machine {
  func run(_ function: Function, _ arguments: Arguments) throws(Raise) -> Value { .null }
  func constructScripted(_ type: TypeObject, _ arguments: Arguments) throws(Raise) -> Value { .null }
  func qualifiedName(of function: Value) -> String { "" }
}
