import Foundation
import OrderedCollections
import Testing
import WorkflowModel
import WorkflowScripting

@testable import WorkflowPython

@Suite("No way out")
struct EscapeTests {
  static let attempts: [Fixture] = Fixture.read { $0.hasPrefix("escapes/") }

  @Test("each attempt to reach beyond the data ends with an error", arguments: attempts)
  func refused(_ fixture: Fixture) throws {
    #expect(!fixture.chunks.isEmpty)
    for chunk in fixture.chunks {
      let engine = try PythonTesting.engine()
      var data = TaskData()
      let error = PythonTesting.failure { try engine.execute(chunk.source, data: &data, locals: [:]) }
      let place = "\(fixture.path):\(chunk.start)"
      guard let error else {
        Issue.record("\(place): \(chunk.source) was not refused: \(data.variables)")
        continue
      }
      #expect([.refused, .exception, .syntax].contains(error.code), "\(place): \(error.message)")
      #expect(data.isEmpty, "\(place)")
    }
  }

  @Test("a script that catches everything does not get past a refusal")
  func caught() throws {
    for name in ["eval('1')", "open('x')", "__import__('os')"] {
      let engine = try PythonTesting.engine()
      var data = TaskData()
      let script = "try:\n  x = \(name)\nexcept BaseException:\n  y = 1\nfinally:\n  z = 1\n"
      let error = PythonTesting.failure { try engine.execute(script, data: &data, locals: [:]) }
      #expect(error?.code == .refused, "\(name)")
      #expect(data.isEmpty, "\(name)")
    }
  }

  @Test("what one script does to a class of a module, the next one does not see")
  func isolation() throws {
    let engine = try PythonTesting.engine()
    var data = TaskData()
    let spoil = "import enum, abc, typing\ntry:\n  enum.Enum._missing_ = 1\nexcept TypeError:\n  refused = True\n"
    try engine.execute(spoil, data: &data, locals: [:])
    #expect(data.variables == ["refused": true])
    try engine.execute(
      "import enum\nclass C(enum.Enum):\n  A = 1\nvalue = C(1).name\ndel C", data: &data, locals: [:])
    #expect(data["value"] == "A")
  }

  @Test("an environment module has no more rights than a script")
  func environment() throws {
    for text in [
      "import os", "x = open('/etc/passwd')", "x = (lambda: 0).__globals__", "x = registry.__class__.__mro__",
    ] {
      let error = PythonTesting.failure {
        _ = try PythonTesting.engine([EnvironmentModule(name: "module", source: text)])
      }
      #expect(error != nil, "\(text)")
    }
  }

  /// Every attribute that a script could ask for by name.
  private static let names: [String] = {
    let stems = [
      "abs", "abstractmethods", "add", "annotations", "args", "base", "bases", "bool", "builtins", "bytes", "cached",
      "call", "cause", "class", "class_getitem", "closure", "code", "context", "contains", "copy", "deepcopy",
      "defaults", "delattr", "delete", "delitem", "dict", "dictoffset", "dir", "doc", "enter", "eq", "exit", "file",
      "format", "func", "ge", "get", "getattr", "getattribute", "getitem", "getstate", "globals", "gt", "hash",
      "import",
      "index", "init", "init_subclass", "instancecheck", "isabstractmethod", "iter", "kwdefaults", "le", "len",
      "loader",
      "lt", "match_args", "metadata", "missing", "module", "mro", "mro_entries", "name", "ne", "new", "next", "notes",
      "orig_bases", "origin", "package", "parameters", "path", "prepare", "qualname", "reduce", "reduce_ex", "repr",
      "self", "set", "set_name", "setattr", "setitem", "setstate", "signature", "sizeof", "slots", "spec", "str",
      "subclasscheck", "subclasses", "subclasshook", "suppress_context", "text_signature", "thisclass", "self_class",
      "traceback", "type_params", "weakref", "wrapped",
    ]
    return stems.map { "__\($0)__" } + [
      "gi_frame", "gi_code", "gi_yieldfrom", "gi_running", "cr_frame", "ag_frame", "tb_frame", "tb_next", "f_back",
      "f_globals", "f_builtins", "f_locals", "f_code", "co_consts", "cell_contents", "func", "args", "keywords", "fget",
      "fset", "fdel", "mro", "_run", "_function", "_abc_subclasses", "_member_map_",
    ]
  }()

  @Test("no chain of attributes from any built-in name or module member reaches code, cells or the modules' helpers")
  func reachable() throws {
    let engine = try PythonTesting.engine()
    let vm = engine.vm
    var pending = Array(BuiltinTable.members.values)
    vm.beginEvaluation(nil)
    for name in ModuleTable.modules.keys.sorted() {
      guard let module = try vm.loadModule(name) else { continue }
      pending += module.members.values
      pending.append(.object(module))
    }
    let hidden = Set(PreludeFunctions.members.values.compactMap { $0.heapObject.map(ObjectIdentifier.init) })
      .subtracting([ObjectIdentifier(TypeObject.module)])
    var seen: Set<ObjectIdentifier> = []
    var held: [Value] = []
    while let value = pending.popLast(), seen.count < 20_000 {
      guard let object = value.heapObject, seen.insert(ObjectIdentifier(object)).inserted else { continue }
      held.append(value)
      #expect(object.kind != .code && object.kind != .cell, "\(type(of: object))")
      #expect(!hidden.contains(ObjectIdentifier(object)), "\((object as? NativeFunction)?.name ?? "")")
      vm.beginEvaluation(nil)
      for name in Self.names {
        guard let inner = try? vm.attributeOrNil(value, name) else { continue }
        pending.append(inner)
      }
      switch value {
      case .tuple(let tuple): pending += tuple.elements
      case .dict(let dict): pending += dict.values
      case .list(let list): pending += list.elements
      default:
        if let type = object as? TypeObject { pending += type.ownAttributes.map(\.1) }
      }
    }
    #expect(seen.count > 500)
    vm.endEvaluation()
  }
}
