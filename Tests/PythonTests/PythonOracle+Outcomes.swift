import Foundation

extension PythonOracle {
  private static let program = """
    import sys, io, json, contextlib, traceback, warnings, signal, resource
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    class TooLong(BaseException): pass
    def stop(*_): raise TooLong
    signal.signal(signal.SIGALRM, stop)
    for line in sys.stdin:
        source = json.loads(line)
        out = io.StringIO()
        result = {}
        with contextlib.redirect_stdout(out):
            signal.setitimer(signal.ITIMER_REAL, 3, 0.5)
            try:
                exec(compile(source, "<chunk>", "exec"), {"__name__": "__main__"})
            except SyntaxError as error:
                result = {"exception": type(error).__name__, "message": error.msg, "line": error.lineno}
            except BaseException as error:
                lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "<chunk>"]
                result = {"exception": type(error).__name__, "message": str(error), "line": lines[-1]}
        signal.setitimer(signal.ITIMER_REAL, 0)
        result["output"] = out.getvalue()
        print(json.dumps(result))
    """

  /// What CPython makes of each text.
  static func outcomes(of sources: [String]) throws -> [Outcome] {
    let encoder = Foundation.JSONEncoder()
    let lines = try sources.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    struct Answer: Decodable {
      let output: String
      let exception: String?
      let message: String?
      let line: Int?
    }
    return try answers(of: program, to: lines).map { line in
      let answer = try Foundation.JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      return Outcome(
        output: answer.output, exception: answer.exception, message: answer.message, line: answer.line)
    }
  }
}
