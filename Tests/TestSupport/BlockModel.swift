/// Writes blocks as BPMN.
package struct BlockModel {
  private var nodes: [String] = []
  private var flows: [String] = []
  private var messages: [String] = []

  /// The model of a process `generated` that consists of a block.
  package static func text(of block: Block) -> String {
    var model = BlockModel()
    model.fill(with: block, prefix: "")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="tests">
      \(model.messages.joined(separator: "\n"))
      <process id="generated" isExecutable="true">
      \((model.nodes + model.flows).joined(separator: "\n"))
      </process>
      </definitions>

      """
  }

  /// Adds a start, the block, and an end.
  private mutating func fill(with block: Block, prefix: String) {
    nodes.append("<startEvent id=\"\(prefix)start\" />")
    let last = add(block, after: "\(prefix)start")
    nodes.append("<endEvent id=\"\(prefix)end\" />")
    flow(last, "\(prefix)end")
  }

  /// Adds a block behind a node.
  ///
  /// - Returns: the block's last node.
  private mutating func add(_ block: Block, after before: String, condition: String? = nil) -> String {
    switch block {
    case .script(let number):
      return node("scriptTask", "script\(number)", "<script>v\(number) = \(number)</script>", before, condition)
    case .user(let number): return node("userTask", "user\(number)", "", before, condition)
    case .message(let number):
      declare(number)
      return node("intermediateCatchEvent", "catch\(number)", Self.definition(number), before, condition)
    case .boundary(let number, let interrupts, let happens, let body):
      return boundary(number, interrupts, happens, body, before, condition)
    case .sequence(let parts):
      var last = before
      for (place, part) in parts.enumerated() { last = add(part, after: last, condition: place == 0 ? condition : nil) }
      return last
    case .exclusive(let number, let taken, let parts):
      return gateway("exclusiveGateway", number, parts, before, condition) { place in
        place == taken ? "True" : "False"
      }
    case .parallel(let number, let parts):
      return gateway("parallelGateway", number, parts, before, condition) { _ in nil }
    case .inclusive(let number, let taken, let parts):
      return gateway("inclusiveGateway", number, parts, before, condition) { place in
        place == 0 && taken.isEmpty || taken.contains(place) ? "True" : "False"
      }
    case .loop(let number, let times, let body): return loop(number, times, body, before, condition)
    case .subprocess(let number, let body):
      return node("subProcess", "sub\(number)", Self.inside(of: body, number, &messages), before, condition)
    case .multiInstance(let number, let isSequential, let count, let body):
      return multiInstance(number, isSequential, count, body, before, condition)
    }
  }

  private mutating func gateway(
    _ type: String, _ number: Int, _ parts: [Block], _ before: String, _ condition: String?,
    _ conditions: (Int) -> String?
  ) -> String {
    let split = node(type, "split\(number)", "", before, condition)
    var ends: [String] = []
    for (place, part) in parts.enumerated() { ends.append(add(part, after: split, condition: conditions(place))) }
    let join = "join\(number)"
    nodes.append("<\(type) id=\"\(join)\" />")
    for end in ends { flow(end, join) }
    return join
  }

  private mutating func loop(
    _ number: Int, _ times: Int, _ body: Block, _ before: String, _ condition: String?
  ) -> String {
    let first = node("scriptTask", "zero\(number)", "<script>n\(number) = 0</script>", before, condition)
    let head = node("exclusiveGateway", "head\(number)", "", first, nil)
    let last = add(body, after: head)
    let count = node("scriptTask", "count\(number)", "<script>n\(number) = n\(number) + 1</script>", last, nil)
    let tail = node("exclusiveGateway", "tail\(number)", "", count, nil)
    flow(tail, head, condition: "n\(number) &lt; \(times)")
    let out = "out\(number)"
    nodes.append("<exclusiveGateway id=\"\(out)\" />")
    flow(tail, out, condition: "n\(number) &gt;= \(times)")
    return out
  }

  private mutating func multiInstance(
    _ number: Int, _ isSequential: Bool, _ count: Int, _ body: Block, _ before: String, _ condition: String?
  ) -> String {
    let items = "[" + (0..<count).map { "\(number + $0)" }.joined(separator: ", ") + "]"
    let script = "<script>i\(number) = \(items)\no\(number) = []</script>"
    let first = node("scriptTask", "items\(number)", script, before, condition)
    let result = Block.sequence([body])
    let marker = """
      <multiInstanceLoopCharacteristics isSequential="\(isSequential)">
      <loopDataInputRef>i\(number)</loopDataInputRef><loopDataOutputRef>o\(number)</loopDataOutputRef>
      <inputDataItem id="x\(number)" /><outputDataItem id="x\(number)" />
      </multiInstanceLoopCharacteristics>
      """
    let inside = Self.inside(of: result, number, &messages)
    return node("subProcess", "each\(number)", marker + "\n" + inside, first, nil)
  }

  private mutating func boundary(
    _ number: Int, _ interrupts: Bool, _ happens: Bool, _ body: Block, _ before: String, _ condition: String?
  ) -> String {
    declare(number)
    let user = node("userTask", Block.boundaryUser(number, happens: happens), "", before, condition)
    nodes.append(
      """
      <boundaryEvent id="boundary\(number)" attachedToRef="\(user)" cancelActivity="\(interrupts)">\
      \(Self.definition(number))</boundaryEvent>
      """)
    let last = add(body, after: "boundary\(number)")
    nodes.append("<exclusiveGateway id=\"after\(number)\" />")
    flow(user, "after\(number)")
    if interrupts {
      flow(last, "after\(number)")
    } else {
      nodes.append("<endEvent id=\"aside\(number)\" />")
      flow(last, "aside\(number)")
    }
    return "after\(number)"
  }

  private static func inside(of body: Block, _ number: Int, _ messages: inout [String]) -> String {
    var inner = BlockModel()
    inner.fill(with: body, prefix: "in\(number)_")
    messages += inner.messages
    return (inner.nodes + inner.flows).joined(separator: "\n")
  }

  private static func definition(_ number: Int) -> String { "<messageEventDefinition messageRef=\"m\(number)\" />" }

  private mutating func declare(_ number: Int) {
    messages.append("<message id=\"m\(number)\" name=\"m\(number)\" />")
  }

  private mutating func node(
    _ type: String, _ id: String, _ content: String, _ before: String, _ condition: String?
  ) -> String {
    nodes.append(content.isEmpty ? "<\(type) id=\"\(id)\" />" : "<\(type) id=\"\(id)\">\(content)</\(type)>")
    flow(before, id, condition: condition)
    return id
  }

  private mutating func flow(_ source: String, _ target: String, condition: String? = nil) {
    let head =
      "<sequenceFlow id=\"\(source)_to_\(target)_\(flows.count)\" sourceRef=\"\(source)\" targetRef=\"\(target)\""
    guard let condition else {
      flows.append(head + " />")
      return
    }
    flows.append(head + "><conditionExpression>\(condition)</conditionExpression></sequenceFlow>")
  }
}
