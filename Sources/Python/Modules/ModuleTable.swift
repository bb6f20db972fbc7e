/// The modules that scripts may import: each is made when it is first imported in a run.
enum ModuleTable {
  typealias Maker = @Sendable (_ vm: Machine) throws(Raise) -> ModuleObject

  static let modules: [String: Maker] = [:]
}
