import Testing
import WorkflowModel

@testable import WorkflowStore

@Suite("Specifications")
struct SpecTests {
  @Test("a specification comes back with its files")
  func roundTrip() throws {
    try withStore { store, _ in
      let added = try store.add(Sample.package(), at: Sample.start)
      #expect(added.process == "order")
      #expect(added.version == 1)
      #expect(added.created)
      #expect(added.id.count == 64)
      let spec = try store.spec(added.id)
      #expect(spec.root == .process("order"))
      #expect(spec.dialect == .spiff)
      #expect(spec.created == Sample.start)
      #expect(spec.sources == Sample.package().sources)
      let summary = try #require(try store.specs().first)
      #expect(summary.files.map(\.name) == ["order.bpmn", "price.dmn"])
      #expect(summary.files.map(\.size) == [14, 12])
      #expect(summary.instances == 0)
    }
  }

  @Test("a specification that nobody needs is deleted with its files, one that instances need is not")
  func deletion() throws {
    try withStore { store, _ in
      let used = try store.add(Sample.package(), at: Sample.start)
      let unused = try store.add(Sample.package("<definitions id='2'/>"), at: Sample.start)
      #expect(try store.deleteSpec(unused.id) == unused.id)
      #expect(try store.specs().map(\.id) == [used.id])
      #expect(try store.number("SELECT count(*) FROM file") == 2)
      for number in 1...7 { try store.start(number) }
      let error = failure { try store.deleteSpec(used.id) }
      #expect(error?.code == .specInUse)
      let named = (3...7).reversed().map { "\(Sample.id($0))" }.joined(separator: ", ")
      #expect(error?.message == "the specification \(used.id) is needed by \(named) and 2 more")
      for number in 1...7 { try store.delete(Sample.id(number)) }
      try store.deleteSpec(used.id)
      #expect(try store.number("SELECT count(*) FROM file") == 0)
      #expect(failure { try store.deleteSpec(used.id) }?.code == .noSuchSpec)
      #expect(try store.check().isEmpty)
    }
  }

  @Test("the same model again stores nothing, under whatever names and order")
  func sameAgain() throws {
    try withStore { store, _ in
      let first = try store.add(Sample.package(), at: Sample.start)
      let written = try store.number("SELECT total_changes()")
      var again = Sample.package()
      again.sources.reverse()
      again.sources[0].name = "elsewhere/price.dmn"
      again.sources.append(again.sources[0])
      let second = try store.add(again, at: Sample.later)
      #expect(second == AddedSpec(id: first.id, process: "order", version: 1, created: false))
      #expect(try store.number("SELECT total_changes()") == written)
    }
  }

  @Test("forms are known by their names: one content may stand under two, and another name is another specification")
  func forms() throws {
    try withStore { store, _ in
      var package = Sample.package()
      for name in ["a.json", "b.json", "a.json"] {
        package.sources.append(ModelSource(kind: .form, name: name, bytes: Array("true".utf8)))
      }
      let added = try store.add(package, at: Sample.start)
      #expect(try store.spec(added.id).sources.map(\.name) == ["order.bpmn", "price.dmn", "a.json", "b.json"])
      #expect(try store.add(Sample.package(), at: Sample.start).id != added.id)
      package.sources.removeLast()
      #expect(try store.add(package, at: Sample.start).created == false)
      package.sources[2].name = "c.json"
      #expect(try store.add(package, at: Sample.start).created)
      #expect(try store.number("SELECT count(*) FROM file") == 3)
    }
  }

  @Test("another file, root or dialect is another specification; versions count by process")
  func versions() throws {
    try withStore { store, _ in
      var collaboration = Sample.package()
      collaboration.root = .collaboration("order")
      var plain = Sample.package()
      plain.dialect = .bpmn
      let packages = [
        Sample.package(), Sample.package("<other/>"), collaboration, plain, Sample.package(process: "price"),
      ]
      let added = try packages.map { try store.add($0, at: Sample.start) }
      #expect(added.map(\.version) == [1, 2, 3, 4, 1])
      #expect(Set(added.map(\.id)).count == 5)
      #expect(try store.specs().map(\.version) == [1, 2, 3, 4, 1])
      #expect(try store.specs().map(\.process) == ["order", "order", "order", "order", "price"])
      // Three contents in ten rows.
      #expect(try store.number("SELECT count(*) FROM file") == 3)
    }
  }

  @Test("what moves between file boundaries is another specification")
  func boundaries() throws {
    let one = ModelPackage(
      root: .process("p"), dialect: .bpmn,
      sources: [.init(kind: .bpmn, name: "a", bytes: [1, 2]), .init(kind: .bpmn, name: "b", bytes: [3])])
    let other = ModelPackage(
      root: .process("p"), dialect: .bpmn,
      sources: [.init(kind: .bpmn, name: "a", bytes: [1]), .init(kind: .bpmn, name: "b", bytes: [2, 3])])
    #expect(one.hash(of: one.sources) != other.hash(of: other.sources))
  }

  @Test("the beginning of an id stands for it while no other begins so")
  func prefixes() throws {
    try withStore { store, _ in
      let added = try store.add(Sample.package(), at: Sample.start)
      for length in [4, 5, 11, 63] {
        #expect(try store.spec(String(added.id.prefix(length))).id == added.id)
      }
      #expect(try store.spec(added.id.uppercased()).id == added.id)
      let absent = added.id.prefix(4) == "0000" ? "ffff" : "0000"
      for reference in [absent, String(added.id.prefix(3)), added.id + "0", "order", ""] {
        let error = failure { _ = try store.spec(reference) }
        #expect(error?.code == .noSuchSpec)
        #expect(error?.category.exitStatus == 66)
        #expect(error?.message == "no such specification: \(reference)")
      }
    }
  }

  @Test("a beginning that several ids share is refused with them")
  func ambiguous() throws {
    let folder = try TestFolder()
    let store = try folder.store()
    for text in ["one", "two"] { _ = try store.add(Sample.package(text), at: Sample.start) }
    // Hashes that begin alike are too rare to be found: write them.
    try store.execute("UPDATE spec SET hash = CAST(x'abcdef' || zeroblob(28) || char(version) AS BLOB)")
    let zeros = String(repeating: "0", count: 56)
    let error = failure { _ = try store.spec("abcd") }
    #expect(error?.code == .ambiguousReference)
    #expect(error?.category.exitStatus == 65)
    #expect(error?.message == "several ids begin with abcd: abcdef\(zeros)01, abcdef\(zeros)02")
  }
}
