/// How much work holding data against a form may take: hostile schemas are small and ask for a lot.
struct FormBudget {
  private var left: Int
  private let form: String

  /// How many rules, values and steps of a pattern may be looked at.
  static let standard = 5_000_000

  init(form: String, _ limit: Int = Self.standard) {
    self.form = form
    left = limit
  }

  mutating func charge(_ work: Int) throws(FormError) {
    left -= work
    if left < 0 { throw FormMessages.tooCostly(form) }
  }
}
