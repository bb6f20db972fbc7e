import WorkflowModel

/// The worker's side in Python: the modules of `Resources/worker`, which are embedded in this program, as one text that
/// puts them in place and starts the last one.
enum WorkerProgram {
  /// In the order in which they import each other.
  private static let modules: [(name: String, source: [UInt8])] = [
    ("limits", PackageResources.limits_py),
    ("connection", PackageResources.connection_py),
    ("standard_types", PackageResources.standard_types_py),
    ("values", PackageResources.values_py),
    ("services", PackageResources.services_py),
    ("world", PackageResources.world_py),
    ("scripts", PackageResources.scripts_py),
    ("worker", PackageResources.worker_py),
  ]

  static let text: String = {
    var text = """
      import os, sys, types
      if sys.version_info < (3, 9):
          version = '.'.join(map(str, sys.version_info[:3]))
          os.write(int(sys.argv[1]), ('{"hello": 0, "version": "' + version + '"}\\n').encode())
          sys.exit()
      def place(name, source):
          module = sys.modules['wfstore_worker' + name] = types.ModuleType('wfstore_worker' + name)
          module.__path__ = []
          exec(compile(source, name[1:] + '.py', 'exec'), vars(module))
          return module
      place('', '')

      """
    for module in modules {
      text += "place('.\(module.name)', \(literal(String(decoding: module.source, as: UTF8.self))))\n"
    }
    return text + "sys.modules['wfstore_worker.worker'].main()\n"
  }()

  /// A text as a literal of Python.
  private static func literal(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\": literal += "\\" + String(scalar)
      case "\n": literal += "\\n"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "'"
  }
}
