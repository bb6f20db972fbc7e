public import OrderedCollections
public import WorkflowModel

extension ConverterRegistry {
  /// Whether there are types whose content has more than one version.
  public var hasVersions: Bool { !versions.isEmpty }

  /// The same data with the content of registered types in the version that they have now, also inside of each other.
  ///
  /// What is of another type, of its version already or of a later one stays as it is.
  ///
  /// - Throws: ``SerializationError`` with the typename and the path of what cannot be upgraded.
  public func upgrade(_ value: DataValue) throws(SerializationError) -> DataValue {
    hasVersions ? try upgrade(value, at: DataPath(), depth: 0) : value
  }

  /// The same for the variables of a task or a workflow.
  public func upgrade(_ data: DataDictionary) throws(SerializationError) -> DataDictionary {
    hasVersions ? try upgrade(data, at: DataPath(), depth: 0) : data
  }

  private func upgrade(_ value: DataValue, at path: DataPath, depth: Int) throws(SerializationError) -> DataValue {
    guard depth < Self.maximumDepth else { throw .depth(path) }
    switch value {
    case .null, .bool, .integer, .bigInteger, .double, .string: return value
    case .list(let elements):
      var upgraded = elements
      for (index, element) in elements.enumerated() where element.isContainer {
        upgraded[index] = try upgrade(element, at: path.appending(.index(index)), depth: depth + 1)
      }
      return .list(upgraded)
    case .dictionary(let members): return .dictionary(try upgrade(members, at: path, depth: depth))
    case .typed(let typed):
      let tag = VersionedTypename(typed.typename)
      guard let version = versions[tag.name], let converter = converter(named: tag.name) else {
        let content = try upgrade(typed.content, at: path, depth: depth)
        return .typed(TypedValue(typename: typed.typename, content: content))
      }
      guard tag.version <= version else { return value }
      // What stands inside comes after: an upgrade may make objects of earlier versions.
      let content = try converter.upgraded(typed.content, from: tag.version, at: path)
      return .typed(
        TypedValue(
          typename: converter.writtenTypename, content: try upgrade(content, at: path, depth: depth)))
    }
  }

  private func upgrade(
    _ members: DataDictionary, at path: DataPath, depth: Int
  ) throws(SerializationError) -> DataDictionary {
    var upgraded = members
    for (key, member) in members where member.isContainer {
      upgraded[key] = try upgrade(member, at: path.appending(.key(key)), depth: depth + 1)
    }
    return upgraded
  }
}

extension ConverterRegistry.Converter {
  /// The typename as it stands in data.
  var writtenTypename: String { VersionedTypename(typename, version: version).description }

  /// The content of a version as that of this one, one version at a time.
  func upgraded(
    _ content: DataDictionary, from first: Int, at path: DataPath
  ) throws(SerializationError) -> DataDictionary {
    var content = content
    for version in first..<version {
      guard let upgrade = upgrades[version] else { throw .noUpgrade(typename, from: version, type, path) }
      do {
        content = try upgrade(content)
      } catch {
        throw .failedUpgrade(error, from: version, type, typename, path)
      }
    }
    return content
  }
}

extension DataValue {
  fileprivate var isContainer: Bool {
    switch self {
    case .list, .dictionary, .typed: true
    default: false
    }
  }
}
