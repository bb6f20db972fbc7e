/// The tokens that wait at a join, each with the incoming flow that it came by.
struct JoinTokens {
  /// The tasks that brought them, in the order of their arrival.
  private(set) var tasks: [Int32] = []
  private var countByFlow: [Int32: Int] = [:]

  /// The number of incoming flows on which a token waits.
  var flowCount: Int { countByFlow.count }

  mutating func hold(_ task: Int32, from flow: Int32) {
    tasks.append(task)
    countByFlow[flow, default: 0] += 1
  }

  mutating func remove(_ used: [Int32], from flows: [Int32]) {
    let gone = Set(used)
    tasks.removeAll(where: gone.contains)
    for flow in flows {
      countByFlow[flow] = countByFlow[flow].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
  }
}
