/// The module `collections`.
enum CollectionsModule {
  static let members: [String: Value] = [
    "namedtuple": .object(NamedTuple.factory), "deque": .object(DequeObject.dequeType),
    "OrderedDict": .object(OrderedDictType.type), "defaultdict": .object(DefaultDictType.type),
    "Counter": .object(CounterType.type),
  ]
}
