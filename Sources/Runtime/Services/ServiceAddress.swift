import Foundation
import Synchronization
import WorkflowModel

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A server that answers a service: the parameters are posted to it, and its answer is the response's body.
struct ServiceAddress {
  /// The header with the call's id, which is the same at every repetition.
  static let keyHeader = "Idempotency-Key"

  let address: String

  func answer(_ request: ServiceRequest) throws(ServiceFailure) -> DataValue {
    let (status, body) = try Exchange.post(try post(request), milliseconds: request.milliseconds)
    guard (200..<300).contains(status) else {
      if let content = ServiceAnswer.error(in: body) { throw .answered(content) }
      let reason = "it answered with the HTTP status \(status)"
      throw status >= 500 || status == 408 || status == 429 ? .passing(reason) : .lasting(reason)
    }
    return try ServiceAnswer(body).value()
  }

  private func post(_ request: ServiceRequest) throws(ServiceFailure) -> URLRequest {
    guard let url = URL(string: address) else { throw .lasting("'\(address)' is no URL") }
    var post = URLRequest(url: url)
    post.httpMethod = "POST"
    post.setValue("application/json", forHTTPHeaderField: "Content-Type")
    post.setValue(request.idempotencyKey, forHTTPHeaderField: Self.keyHeader)
    post.httpBody = Data(request.body)
    return post
  }
}

/// One request and its response, waited for.
private final class Exchange: NSObject, URLSessionDataDelegate {
  private struct State {
    var status: Int?
    var body: [UInt8] = []
    var failure: ServiceFailure?
  }

  private let state = Mutex(State())
  private let isDone = DispatchSemaphore(value: 0)

  static func post(
    _ request: URLRequest, milliseconds: Int
  ) throws(ServiceFailure) -> (status: Int, body: [UInt8]) {
    let exchange = Exchange()
    let session = URLSession(configuration: .ephemeral, delegate: exchange, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let task = session.dataTask(with: request)
    task.resume()
    guard exchange.isDone.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
      task.cancel()
      throw .passing("it did not answer within \(milliseconds) ms")
    }
    let state = exchange.state.withLock { $0 }
    if let failure = state.failure { throw failure }
    guard let status = state.status else { throw .passing("it gave no response of HTTP") }
    return (status, state.body)
  }

  /// An address that points elsewhere is an answer like others: what was posted is not sent to a place that nobody
  /// configured.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = state.withLock { state in
      state.body += data
      guard state.body.count > ServiceAnswer.maximumBytes else { return false }
      state.failure = .lasting("its answer is longer than \(ServiceAnswer.maximumBytes) bytes")
      return true
    }
    if isTooLong { dataTask.cancel() }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    state.withLock { state in
      state.status = (task.response as? HTTPURLResponse)?.statusCode
      if let error, state.failure == nil { state.failure = .passing("\(error.localizedDescription)") }
    }
    isDone.signal()
  }
}

/// A thread's rest.
enum Pause {
  static func take(_ duration: Duration) {
    Thread.sleep(forTimeInterval: duration / .seconds(1))
  }
}
