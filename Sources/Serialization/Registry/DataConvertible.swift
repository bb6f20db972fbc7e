public import WorkflowModel

/// A type that turns itself into data and back.
///
/// The registry is handed in so that members of other registered types can be converted with it:
///
/// ```swift
/// struct Order: DataConvertible {
///   var product: ProductInfo
///
///   init(data: DataDictionary, registry: ConverterRegistry) throws {
///     product = try registry.restore(data["product"] ?? .null, as: ProductInfo.self)
///   }
///
///   func data(registry: ConverterRegistry) throws -> DataDictionary {
///     ["product": try registry.convert(product)]
///   }
/// }
/// ```
public protocol DataConvertible {
  /// The name that stands in the data; the type's own by default.
  static var typename: String { get }

  /// The version of the content, from 1, which is the default.
  static var version: Int { get }

  /// What makes the content of the version that it stands under that of the next one; none by default.
  static var upgrades: [Int: ConverterRegistry.TypeUpgrade] { get }

  /// The value that ``data(registry:)`` was made from.
  init(data: DataDictionary, registry: ConverterRegistry) throws

  /// The content, from which ``init(data:registry:)`` can make an equal value.
  func data(registry: ConverterRegistry) throws -> DataDictionary
}

extension DataConvertible {
  /// The type's own name, without its module.
  public static var typename: String { String(describing: Self.self) }

  /// The first version.
  public static var version: Int { 1 }

  /// None.
  public static var upgrades: [Int: ConverterRegistry.TypeUpgrade] { [:] }
}
