/// The tasks that are neither completed nor cancelled: the open ones, and the failed ones, which a retry opens again.
///
/// What a step looks at are these. They are kept in a list for each scope, so that neither adding nor removing one nor
/// going through them costs anything for the tasks that are over.
struct OpenTasks {
  private struct Place {
    var task: Int32
    /// The neighbours in the list; -1 for none. Of a free place `after` is the next free one.
    var before: Int32
    var after: Int32
  }

  /// There are as many as there have been open tasks at a time.
  private var places: [Place] = []
  private var firstFree: Int32 = -1

  /// Puts a task at the head of a list.
  ///
  /// - Parameter first: the place of the list's first task, or -1.
  /// - Returns: the task's place.
  mutating func insert(_ task: Int32, first: inout Int32) -> Int32 {
    let place = makePlace(Place(task: task, before: -1, after: first))
    if first >= 0 { places[Int(first)].before = place }
    first = place
    return place
  }

  private mutating func makePlace(_ new: Place) -> Int32 {
    guard firstFree >= 0 else {
      places.append(new)
      return Int32(places.count - 1)
    }
    let place = firstFree
    firstFree = places[Int(place)].after
    places[Int(place)] = new
    return place
  }

  /// Takes the task at a place out of its list, whose first place is `first`.
  mutating func remove(_ place: Int32, first: inout Int32) {
    let old = places[Int(place)]
    if old.before >= 0 { places[Int(old.before)].after = old.after } else { first = old.after }
    if old.after >= 0 { places[Int(old.after)].before = old.before }
    places[Int(place)].after = firstFree
    firstFree = place
  }

  /// The tasks of the list that begins at a place, in no order.
  func tasks(from first: Int32) -> some Sequence<Int32> {
    sequence(first: first) { places[Int($0)].after }.lazy.prefix { $0 >= 0 }.map { places[Int($0)].task }
  }
}
