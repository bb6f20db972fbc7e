import BigInt
import Testing

@testable import WorkflowPython

@Suite("Numbers are written and read as CPython 3.11 does")
struct FloatFormattingTests {
  /// Doubles of all magnitudes: random bits, short decimals, halves and neighbours of powers of ten.
  private static func randomDouble(_ generator: inout SeededGenerator) -> Double {
    switch UInt32.random(in: 0..<8, using: &generator) {
    case 0, 1: return Double(bitPattern: generator.next())
    case 2: return Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 100
    case 3: return Double(Int.random(in: -100_000...100_000, using: &generator)) / 8
    case 4:
      let power = BigInt(10).power(Int.random(in: 0...40, using: &generator))
      let value = power.exactOrRoundedDouble ?? 0
      return Bool.random(using: &generator) ? value.nextDown : value.nextUp
    case 5: return Double(Int64(bitPattern: generator.next() >> 8))
    case 6: return Double(Int.random(in: -20...20, using: &generator)) + 0.5
    default:
      return [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1.7976931348623157e308]
        .randomElement(using: &generator) ?? 0
    }
  }

  private static func randomSpecification(_ generator: inout SeededGenerator, types: [String])
    -> String
  {
    func maybe(_ choices: [String]) -> String {
      Bool.random(using: &generator) ? choices.randomElement(using: &generator) ?? "" : ""
    }
    var text = maybe(["<", ">", "^", "=", "*<", "x>", "0^", "_="])
    text += maybe(["+", "-", " "]) + maybe(["z"]) + maybe(["#"]) + maybe(["0"])
    text += maybe(["1", "5", "12", "30"]) + maybe([",", "_"])
    text += maybe([".0", ".1", ".2", ".3", ".10", ".17", ".25", ".60", ".400"])
    return text + (types.randomElement(using: &generator) ?? "")
  }

  @Test(
    "format, repr and round of random floats",
    .enabled(if: PythonOracle.isAvailable, "no CPython 3.11 here"))
  func formatsFloats() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var lines: [String] = []
    var ours: [String] = []
    for _ in 0..<20_000 {
      let value = Self.randomDouble(&generator)
      let types = ["", "e", "E", "f", "F", "g", "G", "n", "%", "d", "s"]
      let specification = Self.randomSpecification(&generator, types: types)
      let places = Int.random(in: -25...25, using: &generator)
      lines.append("\(value.bitPattern)|\(specification)|\(places)")
      var answer: String
      do {
        answer = try FormatSpec(specification, typeName: "float", defaultAlignment: .right).format(
          value)
      } catch {
        answer = "\(error.kind.rawValue): \(error.message)"
      }
      answer += "|" + FloatText.repr(value)
      do {
        answer += "|" + FloatText.repr(try FloatArithmetic.round(value, places: places))
      } catch {
        answer += "|" + error.message
      }
      ours.append(answer)
    }
    let theirs = try PythonOracle.answers(of: Self.floatProgram, to: lines)
    #expect(theirs.count == ours.count)
    for (line, (our, their)) in zip(lines, zip(ours, theirs)) where our != their {
      Issue.record("\(line): \(our), CPython \(their), seed \(seed)")
    }
  }

  private static let floatProgram = """
    import struct, sys
    for line in sys.stdin:
        bits, spec, places = line.rstrip("\\n").split("|")
        x = struct.unpack("<d", struct.pack("<Q", int(bits)))[0]
        try: a = format(x, spec)
        except Exception as e: a = f"{type(e).__name__}: {e}"
        try: r = repr(round(x, int(places)))
        except Exception as e: r = str(e)
        print(a, repr(x), r, sep="|")
    """

  @Test("format of random integers", .enabled(if: PythonOracle.isAvailable, "no CPython 3.11 here"))
  func formatsIntegers() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var lines: [String] = []
    var ours: [String] = []
    for _ in 0..<10_000 {
      let bits = Int.random(in: 0...200, using: &generator)
      let magnitude = BigInt(BigUInt.randomInteger(withMaximumWidth: bits, using: &generator))
      let value = Bool.random(using: &generator) ? magnitude : -magnitude
      let types = ["", "d", "b", "o", "x", "X", "c", "n", "e", "f", "g", "%", "s", "q"]
      let specification = Self.randomSpecification(&generator, types: types)
      lines.append("\(value)|\(specification)")
      do {
        let text = try FormatSpec(specification, typeName: "int", defaultAlignment: .right).format(value)
        // The type "c" of 10 and 13: an answer is a line.
        ours.append(text.replacing("\r", with: "<CR>").replacing("\n", with: "<LF>"))
      } catch {
        ours.append("\(error.kind.rawValue): \(error.message)")
      }
    }
    let theirs = try PythonOracle.answers(of: Self.integerProgram, to: lines)
    #expect(theirs.count == ours.count)
    for (line, (our, their)) in zip(lines, zip(ours, theirs)) where our != their {
      Issue.record("\(line): \(our), CPython \(their), seed \(seed)")
    }
  }

  private static let integerProgram = """
    import sys
    for line in sys.stdin:
        value, spec = line.rstrip("\\n").split("|")
        try: print(format(int(value), spec).replace("\\r", "<CR>").replace("\\n", "<LF>"))
        except Exception as e: print(f"{type(e).__name__}: {e}")
    """

  @Test(
    "arithmetic of random integers and floats",
    .enabled(if: PythonOracle.isAvailable, "no CPython 3.11 here"))
  func calculates() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var lines: [String] = []
    var ours: [String] = []
    func randomInteger(_ width: Int) -> BigInt {
      let bits = Int.random(in: 0...width, using: &generator)
      let magnitude = BigInt(BigUInt.randomInteger(withMaximumWidth: bits, using: &generator))
      return Bool.random(using: &generator) ? magnitude : -magnitude
    }
    for _ in 0..<5_000 {
      let (a, b, m) = (randomInteger(130), randomInteger(130), randomInteger(70))
      let (x, y) = (Self.randomDouble(&generator), Self.randomDouble(&generator))
      lines.append("\(a)|\(b)|\(m)|\(x.bitPattern)|\(y.bitPattern)|\(randomInteger(1200))")
      let big = BigInt(lines.last?.split(separator: "|").last.map(String.init) ?? "") ?? 0
      let divided = b == 0 ? nil : IntegerArithmetic.floorDivide(a, b)
      var answer = divided.map { "\($0.quotient) \($0.remainder)" } ?? "zero"
      do {
        answer += " \(try IntegerArithmetic.power(a, b, modulo: m))"
      } catch {
        answer += " \(error.message)"
      }
      let floats = y == 0 ? nil : FloatArithmetic.floorDivide(x, y)
      answer +=
        floats.map { " \(FloatText.repr($0.quotient)) \(FloatText.repr($0.remainder))" } ?? " zero"
      answer += " " + (big.exactOrRoundedDouble.map(FloatText.repr) ?? "overflow")
      answer += " \(IntegerArithmetic.round(a, toPowerOfTen: 3))"
      answer += b == 0 ? " zero" : " " + (IntegerArithmetic.trueDivide(big, b).map(FloatText.repr) ?? "overflow")
      answer += big == 0 ? " zero" : " " + (IntegerArithmetic.trueDivide(b, big).map(FloatText.repr) ?? "overflow")
      ours.append(answer)
    }
    let theirs = try PythonOracle.answers(of: Self.arithmeticProgram, to: lines)
    #expect(theirs.count == ours.count)
    for (line, (our, their)) in zip(lines, zip(ours, theirs)) where our != their {
      Issue.record("\(line): \(our), CPython \(their), seed \(seed)")
    }
  }

  private static let arithmeticProgram = """
    import struct, sys
    def double(bits): return struct.unpack("<d", struct.pack("<Q", int(bits)))[0]
    for line in sys.stdin:
        a, b, m, x, y, big = line.rstrip("\\n").split("|")
        a, b, m, x, y, big = int(a), int(b), int(m), double(x), double(y), int(big)
        answer = "zero" if b == 0 else "%d %d" % divmod(a, b)
        try: answer += " %d" % pow(a, b, m)
        except Exception as e: answer += f" {e}"
        answer += " zero" if y == 0 else " %r %r" % divmod(x, y)
        try: answer += f" {float(big)!r}"
        except OverflowError: answer += " overflow"
        answer += f" {round(a, -3)}"
        for one, two in (big, b), (b, big):
            try: answer += f" {one / two!r}"
            except OverflowError: answer += " overflow"
            except ZeroDivisionError: answer += " zero"
        print(answer)
    """
}
