import Testing
import WorkflowModel

@Suite("typenames with versions")
struct VersionedTypenameTests {
  @Test(
    "a number after an @ is a version, every other text a name",
    arguments: [
      ("Product", "Product", 1), ("Product@2", "Product", 2), ("a@b@12", "a@b", 12), ("@2", "", 2),
      ("Product@", "Product@", 1), ("Product@1", "Product@1", 1), ("Product@02", "Product@02", 1),
      ("Product@-2", "Product@-2", 1), ("Product@2a", "Product@2a", 1), ("Product@٢", "Product@٢", 1),
      ("Product@99999999999999999999", "Product@99999999999999999999", 1), ("", "", 1),
    ])
  func read(text: String, name: String, version: Int) {
    let typename = VersionedTypename(text)
    #expect(typename == VersionedTypename(name, version: version))
    #expect(typename.description == text)
    #expect(VersionedTypename.isName(text) == (version == 1))
  }
}
