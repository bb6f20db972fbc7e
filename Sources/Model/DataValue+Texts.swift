import OrderedCollections

extension DataValue {
  /// The same value with other texts.
  ///
  /// - Parameters:
  ///   - includingKeys: whether the keys of dictionaries are texts, too; of two that become the same the last one counts.
  ///   - transform: gives what stands in place of a text.
  package func mappingTexts<Failure>(
    includingKeys: Bool = false, _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> DataValue {
    switch self {
    case .null, .bool, .integer, .bigInteger, .double: return self
    case .string(let text): return .string(try transform(text))
    case .list(let items):
      var mapped: [DataValue] = []
      mapped.reserveCapacity(items.count)
      for item in items { mapped.append(try item.mappingTexts(includingKeys: includingKeys, transform)) }
      return .list(mapped)
    case .dictionary(let members):
      return .dictionary(try members.mappingTexts(includingKeys: includingKeys, transform))
    case .typed(var value):
      value.content = try value.content.mappingTexts(includingKeys: includingKeys, transform)
      return .typed(value)
    }
  }
}

extension DataDictionary {
  /// The same members with other texts, as ``DataValue/mappingTexts(includingKeys:_:)`` has it.
  package func mappingTexts<Failure>(
    includingKeys: Bool = false, _ transform: (String) throws(Failure) -> String
  ) throws(Failure) -> DataDictionary {
    var mapped: DataDictionary = [:]
    for (key, value) in self {
      mapped[includingKeys ? try transform(key) : key] = try value.mappingTexts(
        includingKeys: includingKeys, transform)
    }
    return mapped
  }
}
