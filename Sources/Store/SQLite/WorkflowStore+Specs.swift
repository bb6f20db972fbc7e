import Crypto
public import WorkflowModel

extension WorkflowStore {
  /// Stores a model, unless the same one is there already: same root, same dialect, same files in any order and,
  /// but for forms, under any names.
  ///
  /// - Parameters:
  ///   - package: The model. It is not parsed here; the caller has made sure that it can be.
  ///   - moment: The moment of its addition.
  public func add(_ package: ModelPackage, at moment: Timestamp) throws(StoreError) -> AddedSpec {
    let sources = package.distinctSources
    let hash = package.hash(of: sources)
    return try write { session in
      if let known = try session.specIdentity(hash: hash) {
        return AddedSpec(
          id: Hexadecimal.text(hash), process: package.root.id, version: known.version, created: false)
      }
      let process = try session.process(package.root.id)
      var next = try session.prepare("SELECT coalesce(max(version), 0) + 1 FROM spec WHERE process = ?")
      next.bind(process)
      let version = try next.first { $0.integer(0) } ?? 1
      var insert = try session.prepare(
        """
        INSERT INTO spec (hash, process, version, root, dialect, created) VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """)
      insert.bind(blob: hash)
      insert.bind(process)
      insert.bind(version)
      insert.bind(package.root.kind)
      insert.bind(package.dialect.rawValue)
      insert.bind(moment)
      let spec = try session.insertedKey(&insert)
      try session.insert(sources, of: spec)
      return AddedSpec(id: Hexadecimal.text(hash), process: package.root.id, version: version, created: true)
    }
  }

  /// All specifications, by the ids of their roots and then by version.
  public func specs() throws(StoreError) -> [SpecSummary] {
    try read { session in
      let files = try session.specFiles()
      var summaries: [SpecSummary] = []
      var select = try session.prepare(
        """
        SELECT spec.id, spec.hash, spec.root, process.name, spec.version, spec.dialect, spec.created,
          (SELECT count(*) FROM instance WHERE instance.spec = spec.id)
        FROM spec JOIN process ON process.id = spec.process
        ORDER BY process.name, spec.version
        """)
      try select.forEachRow { row in
        summaries.append(
          SpecSummary(
            id: Hexadecimal.text(row.blob(1)), root: try session.root(row, kind: 2, id: 3), version: row.integer(4),
            dialect: try session.dialect(row, 5), created: row.timestamp(6), files: files[row.integer(0)] ?? [],
            instances: row.integer(7)))
      }
      return summaries
    }
  }

  /// A specification with its files.
  ///
  /// - Parameter reference: Its id, or the beginning of it: at least four digits that no other id begins with.
  /// - Throws: ``StoreError``: `no_such_spec`, `ambiguous_reference`.
  public func spec(_ reference: String) throws(StoreError) -> StoredSpec {
    try read { session in
      let key = try session.specKey(matching: reference)
      var select = try session.prepare(
        """
        SELECT spec.hash, spec.root, process.name, spec.version, spec.dialect, spec.created
        FROM spec JOIN process ON process.id = spec.process
        WHERE spec.id = ?
        """)
      select.bind(key)
      let sources = try session.sources(of: key)
      let spec = try select.first { row in
        StoredSpec(
          id: Hexadecimal.text(row.blob(0)), root: try session.root(row, kind: 1, id: 2), version: row.integer(3),
          dialect: try session.dialect(row, 4), created: row.timestamp(5), sources: sources)
      }
      guard let spec else { throw StoreError.noSuchSpec(reference) }
      return spec
    }
  }
}

// MARK: Identity

extension ModelPackage {
  /// The sources, each content once.
  var distinctSources: [ModelSource] {
    var seen: Set<[UInt8]> = []
    return sources.filter { seen.insert($0.contentKey).inserted }
  }

  /// The hash that the specification is known by: over the root, the dialect, and the kinds and contents of the files,
  /// sorted, each part with its length before it.
  func hash(of sources: [ModelSource]) -> [UInt8] {
    var hash = SHA256()
    for part in [root.kind, root.id, dialect.rawValue] {
      hash.update(part: Array(part.utf8))
    }
    for key in sources.map(\.contentKey).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      hash.update(part: key)
    }
    return Array(hash.finalize())
  }
}

extension ModelSource {
  /// What tells the source from others in its package: its kind and the hash of its content; of a form also the name,
  /// by which models refer to it.
  fileprivate var contentKey: [UInt8] {
    let key = Array(kind.rawValue.utf8) + [0] + Array(SHA256.hash(data: bytes))
    return kind == .form ? key + Array(name.utf8) : key
  }
}

extension ModelRoot {
  /// The word for it in rows and hashes.
  fileprivate var kind: String {
    switch self {
    case .process: "process"
    case .collaboration: "collaboration"
    }
  }
}

extension SHA256 {
  fileprivate mutating func update(part: [UInt8]) {
    withUnsafeBytes(of: UInt64(part.count).bigEndian) { update(bufferPointer: $0) }
    update(data: part)
  }
}

// MARK: Rows

extension Session {
  /// The keys of a specification, and its version.
  struct SpecIdentity {
    let key: Int
    let process: Int
    let version: Int
    let processName: String
  }

  func specIdentity(hash: [UInt8]) throws -> SpecIdentity? {
    var select = try prepare(
      """
      SELECT spec.id, spec.process, spec.version, process.name
      FROM spec JOIN process ON process.id = spec.process
      WHERE spec.hash = ?
      """)
    select.bind(blob: hash)
    return try select.first { row in
      SpecIdentity(key: row.integer(0), process: row.integer(1), version: row.integer(2), processName: row.text(3))
    }
  }

  /// The specification with this id, written in full.
  func specIdentity(id: String) throws -> SpecIdentity? {
    guard id.utf8.count == 64, let hash = Hexadecimal.range(of: id.utf8, count: 32)?.first else { return nil }
    return try specIdentity(hash: hash)
  }

  func specKey(matching reference: String) throws -> Int {
    guard reference.utf8.count >= WorkflowStore.shortestReference,
      let range = Hexadecimal.range(of: reference.utf8, count: 32)
    else { throw StoreError.noSuchSpec(reference) }
    var select = try prepare("SELECT id, hash FROM spec WHERE hash BETWEEN ? AND ? ORDER BY hash LIMIT 4")
    select.bind(blob: range.first)
    select.bind(blob: range.last)
    var found: [(key: Int, id: String)] = []
    try select.forEachRow { found.append(($0.integer(0), Hexadecimal.text($0.blob(1)))) }
    guard let first = found.first else { throw StoreError.noSuchSpec(reference) }
    guard found.count == 1 else { throw StoreError.ambiguous(reference, candidates: found.map(\.id)) }
    return first.key
  }

  fileprivate func process(_ name: String) throws -> Int {
    var find = try prepare("SELECT id FROM process WHERE name = ?")
    find.bind(name)
    if let key = try find.first({ $0.integer(0) }) { return key }
    var insert = try prepare("INSERT INTO process (name) VALUES (?) RETURNING id")
    insert.bind(name)
    return try insertedKey(&insert)
  }

  fileprivate func insert(_ sources: [ModelSource], of spec: Int) throws {
    for (position, source) in sources.enumerated() {
      let file = try file(source.bytes)
      var insert = try prepare("INSERT INTO spec_file (spec, position, kind, name, file) VALUES (?, ?, ?, ?, ?)")
      insert.bind(spec)
      insert.bind(position)
      insert.bind(source.kind.rawValue)
      insert.bind(source.name)
      insert.bind(file)
      try insert.run()
    }
  }

  func sources(of spec: Int) throws -> [ModelSource] {
    var sources: [ModelSource] = []
    var select = try prepare(
      """
      SELECT spec_file.kind, spec_file.name, file.content
      FROM spec_file JOIN file ON file.id = spec_file.file
      WHERE spec_file.spec = ?
      ORDER BY spec_file.position
      """)
    select.bind(spec)
    try select.forEachRow { row in
      sources.append(ModelSource(kind: try sourceKind(row, 0), name: row.text(1), bytes: row.blob(2)))
    }
    return sources
  }

  fileprivate func specFiles() throws -> [Int: [SpecFile]] {
    var files: [Int: [SpecFile]] = [:]
    var select = try prepare(
      """
      SELECT spec_file.spec, spec_file.kind, spec_file.name, length(file.content)
      FROM spec_file JOIN file ON file.id = spec_file.file
      ORDER BY spec_file.spec, spec_file.position
      """)
    try select.forEachRow { row in
      files[row.integer(0), default: []].append(
        SpecFile(kind: try sourceKind(row, 1), name: row.text(2), size: row.integer(3)))
    }
    return files
  }

  private func sourceKind(_ row: PreparedStatement.Row, _ column: Int) throws -> ModelSource.Kind {
    guard let kind = ModelSource.Kind(rawValue: row.text(column)) else {
      throw damaged("unknown kind of file: \(row.text(column))")
    }
    return kind
  }

  func root(_ row: PreparedStatement.Row, kind: Int, id: Int) throws -> ModelRoot {
    switch row.text(kind) {
    case "process": .process(row.text(id))
    case "collaboration": .collaboration(row.text(id))
    default: throw damaged("unknown kind of root: \(row.text(kind))")
    }
  }

  func dialect(_ row: PreparedStatement.Row, _ column: Int) throws -> Dialect {
    guard let dialect = Dialect(rawValue: row.text(column)) else {
      throw damaged("unknown dialect: \(row.text(column))")
    }
    return dialect
  }
}
