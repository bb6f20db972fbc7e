import CLibXML2
import WorkflowModel

/// The bounds of a file that is read.
struct XMLLimits: Sendable {
  /// Bytes of the file.
  var bytes = 64 << 20
  /// Elements within each other. What is nested is also released level by level, which costs up to a kilobyte of the
  /// stack each: this many fit any thread's.
  var depth = 640
}

/// Reads XML into a tree, by libxml2's SAX2 interface: the only file that touches it, and the only one with pointers.
///
/// Why it is safe with files from strangers: the handler is our own and does nothing but what stands here, so that no
/// external entity, no DTD and no network is ever asked for; a DOCTYPE ends the parsing at its name, before any entity
/// can be declared; the first error ends it as well, so that nothing is recovered; and the pointers that libxml2 hands
/// to a callback are copied from before it returns.
enum XMLReader {
  /// The root element of `bytes`.
  static func read(
    _ bytes: [UInt8], file: String, limits: XMLLimits = XMLLimits()
  ) throws(ParsingError) -> XMLElement {
    guard bytes.count <= limits.bytes else { throw ParsingMessages.fileTooLarge(limits.bytes, file: file) }
    let (decoded, encoding) = XMLEncoding.utf8(bytes)
    guard let text = decoded else { throw ParsingMessages.unreadableEncoding(encoding, file: file) }
    guard let size = Int32(exactly: text.count) else {
      throw ParsingMessages.fileTooLarge(limits.bytes, file: file)
    }
    guard text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else {
      throw ParsingMessages.emptyFile(file: file)
    }
    _ = parserIsInitialized

    var builder = XMLTreeBuilder(text: text, file: file, depthLimit: limits.depth)
    let isComplete = withUnsafeMutablePointer(to: &builder) { builder in
      text.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
          parse(characters.baseAddress, size: size, into: builder)
        }
      }
    }
    if let failure = builder.failure { throw failure }
    guard isComplete, let root = builder.root else { throw builder.truncation() }
    return root
  }

  /// libxml2 wants its globals made once, before it is used from several threads.
  private static let parserIsInitialized: Bool = {
    xmlInitParser()
    return true
  }()

  private static func parse(
    _ text: UnsafePointer<CChar>?, size: Int32, into builder: UnsafeMutablePointer<XMLTreeBuilder>
  ) -> Bool {
    guard let context = xmlCreateMemoryParserCtxt(text, size), let sax = context.pointee.sax else { return false }
    defer { xmlFreeParserCtxt(context) }
    sax.pointee = handler
    context.pointee.userData = UnsafeMutableRawPointer(builder)
    // The text is UTF-8 by now, whatever its declaration says; the limits are the builder's. NOENT is about `&amp;` in
    // attributes, which libxml2 else hands out as `&#38;`: without a DTD there are no other entities.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_NOENT.rawValue
    guard xmlCtxtUseOptions(context, Int32(options)) == 0 else { return false }
    builder.pointee.context = context
    defer { builder.pointee.context = nil }
    xmlParseDocument(context)
    return context.pointee.wellFormed == 1
  }

  /// Callbacks for what a model consists of, and nil for all else that a document may hold.
  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.internalSubset = { user, _, _, _ in
      XMLReader.pass(to: user) { $0.refuseDocumentType() }
    }
    handler.startElementNs = { user, name, _, uri, _, _, count, _, attributes in
      XMLReader.pass(to: user) { $0.start(name: name, uri: uri, attributeCount: Int(count), attributes: attributes) }
    }
    handler.endElementNs = { user, _, _, _ in
      XMLReader.pass(to: user) { $0.end() }
    }
    handler.characters = { user, text, length in
      XMLReader.pass(to: user) { $0.append(text, length: Int(length)) }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.serror = { user, error in
      guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
      let message = error.pointee.message.map { String(cString: $0) } ?? ""
      let names = [error.pointee.str1, error.pointee.str2].map { $0.map { String(cString: $0) } ?? "" }
      XMLReader.pass(to: user) { $0.fail(code: error.pointee.code, message: message, names: names) }
    }
    return handler
  }

  /// Hands an event to the builder, and ends the parsing where the builder has failed: after its call has returned, so
  /// that whatever libxml2 may report on being stopped finds nobody else at the builder.
  private static func pass(to user: UnsafeMutableRawPointer?, _ event: (inout XMLTreeBuilder) -> Void) {
    guard let builder = user?.assumingMemoryBound(to: XMLTreeBuilder.self), !builder.pointee.hasFailed
    else { return }
    event(&builder.pointee)
    if builder.pointee.hasFailed, let context = builder.pointee.context { xmlStopParser(context) }
  }
}

/// Takes the parser's events and builds the tree.
private struct XMLTreeBuilder {
  private struct Frame {
    let namespace: XMLNamespace
    let name: String
    let attributes: [XMLAttribute]
    let line: Int
    let column: Int
    var children: [XMLElement] = []
    /// The text before the newest child.
    var text: [UInt8] = []
  }

  var context: xmlParserCtxtPtr?
  private(set) var root: XMLElement?
  private(set) var failure: ParsingError?
  /// Whether there is a `failure`: asked at every event, and cheaper to look at.
  private(set) var hasFailed = false

  private let text: [UInt8]
  private let file: String
  private let depthLimit: Int
  private var frames: [Frame] = []
  /// The text since the newest tag.
  private var run: [UInt8] = []
  /// How many elements are open that nobody reads.
  private var skipped = 0
  private var names = XMLNameTable()
  /// How far lines are counted, which line it is, and where it begins.
  private var counted = 0
  private var line = 1
  private var lineStart = 0

  init(text: [UInt8], file: String, depthLimit: Int) {
    self.text = text
    self.file = file
    self.depthLimit = depthLimit
  }

  // MARK: Events

  mutating func start(
    name: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?, attributeCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard let name else { return }
    let element = resolve(name, in: uri)
    guard skipped == 0, frames.isEmpty || element.isRead else {
      skipped += 1
      return checkDepth()
    }
    let (line, column) = position(of: startOfTag())
    checkDepth()
    keepRun()
    var values: [XMLAttribute] = []
    if let attributes, attributeCount > 0 {
      values.reserveCapacity(attributeCount)
      // Five pointers for each: local name, prefix, namespace, and the value's beginning and end.
      for index in 0..<attributeCount {
        guard let local = attributes[5 * index], let begin = attributes[5 * index + 3],
          let end = attributes[5 * index + 4]
        else { continue }
        let bytes = UnsafeBufferPointer(start: begin, count: end - begin)
        values.append(
          resolve(local, in: attributes[5 * index + 2]).attribute(String(decoding: bytes, as: UTF8.self)))
      }
    }
    frames.append(
      Frame(namespace: element.namespace, name: element.name, attributes: values, line: line, column: column))
  }

  private mutating func checkDepth() {
    guard frames.count + skipped >= depthLimit else { return }
    let (line, column) = position(of: startOfTag())
    stop(ParsingMessages.tooDeep(depthLimit, at: SourceLocation(file: file, line: line, column: column)))
  }

  mutating func end() {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard let frame = frames.popLast() else { return }
    var content = frame.text
    if content.isEmpty { swap(&content, &run) } else { content += run }
    run.removeAll(keepingCapacity: true)
    let isBlank = !frame.children.isEmpty && content.allSatisfy { isSpace($0) }
    let element = XMLElement(
      namespace: frame.namespace, name: frame.name, attributes: frame.attributes, children: frame.children,
      text: isBlank ? "" : String(decoding: content, as: UTF8.self), line: frame.line, column: frame.column)
    if frames.isEmpty {
      root = element
    } else {
      frames[frames.count - 1].children.append(element)
    }
  }

  mutating func append(_ characters: UnsafePointer<xmlChar>?, length: Int) {
    guard skipped == 0, let characters, length > 0 else { return }
    run.append(contentsOf: UnsafeBufferPointer(start: characters, count: length))
  }

  mutating func refuseDocumentType() {
    stop(ParsingMessages.documentType(at: here()))
  }

  mutating func fail(code: Int32, message: String, names: [String]) {
    let isAtEnd = consumed() >= text.count
    let isCutOff = code == Int32(XML_ERR_TAG_NOT_FINISHED.rawValue) || (isAtEnd && !frames.isEmpty)
    stop(
      isCutOff
        ? truncation() : ParsingMessages.malformed(code: code, message: message, names: names, at: here()))
  }

  /// The error of a file that ends too early.
  mutating func truncation() -> ParsingError {
    let end = position(of: text.count)
    return ParsingMessages.truncated(
      openElement: frames.last.map { ($0.name, $0.line) },
      at: SourceLocation(file: file, line: end.line, column: end.column))
  }

  private mutating func stop(_ error: ParsingError) {
    guard !hasFailed else { return }
    failure = error
    hasFailed = true
  }

  // MARK: Text and names

  /// Text before a child belongs to the parent, unless it is only layout.
  private mutating func keepRun() {
    guard !run.isEmpty else { return }
    if !frames.isEmpty, !run.allSatisfy({ isSpace($0) }) {
      frames[frames.count - 1].text += run
    }
    run.removeAll(keepingCapacity: true)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// A name with its namespace.
  private mutating func resolve(_ local: UnsafePointer<xmlChar>, in uri: UnsafePointer<xmlChar>?) -> XMLNameTable.Name {
    names.find(local: UnsafeRawPointer(local), uri: uri.map { UnsafeRawPointer($0) }) {
      (uri.map { String(cString: $0) } ?? "", String(cString: local))
    }
  }

  // MARK: Places

  private func consumed() -> Int {
    guard let context else { return text.count }
    return min(max(Int(xmlByteConsumed(context)), 0), text.count)
  }

  /// Where the start tag begins whose end the parser has come to: no `<` can stand between.
  private func startOfTag() -> Int {
    let end = consumed()
    var index = end - 1
    while index >= 0, text[index] != 0x3C { index -= 1 }
    return index >= 0 ? index : end
  }

  private mutating func here() -> SourceLocation {
    let (line, column) = position(of: consumed())
    return SourceLocation(file: file, line: line, column: column)
  }

  /// Line and column of an offset that is not before those asked for earlier.
  private mutating func position(of offset: Int) -> (line: Int, column: Int) {
    if counted < offset {
      for index in counted..<offset where text[index] == 0x0A {
        line += 1
        lineStart = index + 1
      }
      counted = offset
    }
    return (line, max(offset - lineStart, 0) + 1)
  }
}
