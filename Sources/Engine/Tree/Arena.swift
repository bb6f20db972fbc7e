/// The tasks or the scopes of an instance by their numbers.
///
/// Those that were added since the instance was made again lie one after the other. The former ones are read when
/// somebody first looks at them: of an instance with a long past a step looks at few.
final class Arena<Element: AnyObject> {
  /// Nobody is called while it is read or changed: to check that at every look would cost more than the look.
  @exclusivity(unchecked) private var added: [Element] = []
  private var formerKnown: [Int: Element] = [:]
  private let formerCount: Int
  private let readFormer: (Int) -> Element

  /// Nothing; what is added gets the numbers from 0.
  convenience init() {
    self.init(formerCount: 0) { preconditionFailure("there is no number \($0)") }
  }

  /// So many former elements, each read by its number.
  init(formerCount: Int, read: @escaping (Int) -> Element) {
    self.formerCount = formerCount
    readFormer = read
  }

  var count: Int { formerCount + added.count }

  func append(_ element: Element) {
    added.append(element)
  }

  subscript(number: Int) -> Element {
    @inline(__always) get {
      number >= formerCount ? added[number - formerCount] : former(number)
    }
  }

  /// Reading may lead to others that are read first.
  @inline(never)
  private func former(_ number: Int) -> Element {
    if let element = formerKnown[number] { return element }
    let element = readFormer(number)
    formerKnown[number] = element
    return element
  }
}
