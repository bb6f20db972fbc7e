import WorkflowScripting
import WorkflowSerialization

extension ConverterRegistry {
  /// A module that lets scripts see the objects of the registered types: each as one whose attributes are the members of
  /// its content. nil where no type is registered.
  ///
  /// Types whose names are no identifiers are left out.
  var scriptModule: EnvironmentModule? {
    let names = typenames.filter(\.isIdentifier).sorted()
    guard !names.isEmpty else { return nil }
    let classes = names.map {
      """


      class \($0)(_Record):
          pass


      registry.register(\($0), _content, lambda content: \($0)(**content), version=\(version(of: $0) ?? 1))
      """
    }
    return EnvironmentModule(name: "host types", source: Self.record + classes.joined())
  }

  private static let record = """
    class _Record:
        def __init__(self, **members):
            for name, value in members.items():
                setattr(self, name, value)

        def __eq__(self, other):
            return _content(self) == _content(other) if type(self) is type(other) else NotImplemented

        def __repr__(self):
            members = ', '.join(f'{name}={value!r}' for name, value in vars(self).items())
            return f'{type(self).__name__}({members})'


    def _content(record):
        return dict(vars(record))
    """
}

extension String {
  /// Whether Python takes it for a name.
  fileprivate var isIdentifier: Bool {
    guard let first = unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
    return unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_" || scalar.properties.numericType != nil)
    }
  }
}
