// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let orderedCollections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// A module of the library: its folder's short name, its unique module name and what it may import.
func module(
  _ name: String, in folder: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(folder)", resources: resources, swiftSettings: settings)
}

/// A program of `Examples`, built as a package that depends on this one would build it.
func example(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "TemporaryStore", "WorkflowRuntime", "WorkflowStore", "WorkflowSerialization", "WorkflowEngine",
      "WorkflowScripting", "WorkflowModel",
    ],
    path: "Examples/\(name)", swiftSettings: [.swiftLanguageMode(.v6)])
}

/// The tests of a module, with their fixtures beside them.
func tests(_ name: String, of dependencies: [Target.Dependency], fixtures: [String] = ["Fixtures"]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: fixtures, swiftSettings: settings)
}

let package = Package(
  name: "wfstore",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "WorkflowStore",
      targets: [
        "WorkflowModel", "WorkflowScripting", "WorkflowPython", "WorkflowParsing", "WorkflowDecisions",
        "WorkflowEngine", "WorkflowForms", "WorkflowSerialization", "WorkflowStore", "WorkflowWorkers",
        "WorkflowRuntime", "WorkflowConfiguration",
      ]),
    .executable(name: "wfstore", targets: ["wfstore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    module("WorkflowModel", in: "Model", [bigInt, orderedCollections]),
    module("WorkflowScripting", in: "Scripting", ["WorkflowModel"]),
    module(
      "WorkflowPython", in: "Python",
      ["WorkflowScripting", "WorkflowModel", bigInt, orderedCollections, crypto],
      resources: [.embedInCode("Prelude/Resources")]),
    module("WorkflowParsing", in: "Parsing", ["WorkflowModel", "CLibXML2", orderedCollections]),
    module("WorkflowForms", in: "Forms", ["WorkflowModel", bigInt, orderedCollections]),
    module("WorkflowDecisions", in: "Decisions", ["WorkflowScripting", "WorkflowModel", orderedCollections]),
    module(
      "WorkflowEngine", in: "Engine",
      ["WorkflowScripting", "WorkflowDecisions", "WorkflowModel", bigInt, orderedCollections]),
    module(
      "WorkflowSerialization", in: "Serialization",
      ["WorkflowEngine", "WorkflowModel", bigInt, orderedCollections, crypto]),
    module(
      "WorkflowStore", in: "Store",
      [
        "WorkflowSerialization", "WorkflowEngine", "WorkflowScripting", "WorkflowModel", "WorkflowMigrations", bigInt,
        orderedCollections,
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        crypto,
      ]),
    module(
      "WorkflowRuntime", in: "Runtime",
      [
        "WorkflowStore", "WorkflowSerialization", "WorkflowEngine", "WorkflowDecisions", "WorkflowForms",
        "WorkflowParsing", "WorkflowPython", "WorkflowWorkers", "WorkflowScripting", "WorkflowModel",
        orderedCollections, logging,
      ]),
    module(
      "WorkflowWorkers", in: "Workers", ["WorkflowScripting", "WorkflowModel", orderedCollections],
      resources: [.embedInCode("Resources/worker")]),
    module(
      "WorkflowConfiguration", in: "Configuration",
      [
        "WorkflowRuntime", "WorkflowStore", "WorkflowWorkers", "WorkflowDecisions", "WorkflowScripting",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "WorkflowMigrations", path: "Migrations", exclude: [], resources: [.embedInCode("sql")],
      swiftSettings: settings),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .executableTarget(
      name: "wfstore",
      dependencies: [
        "WorkflowConfiguration", "WorkflowRuntime", "WorkflowWorkers", "WorkflowStore", "WorkflowEngine",
        "WorkflowDecisions", "WorkflowScripting", "WorkflowModel", orderedCollections, logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/wfstore", swiftSettings: settings),
    .target(
      name: "TemporaryStore", dependencies: ["WorkflowStore"], path: "Examples/TemporaryStore", swiftSettings: settings),
    example("ScriptFunctions"),
    example("Services"),
    example("AsynchronousServices"),
    example("DataStores"),
    example("ApplicationTables"),
    example("OwnEngine"),
    .executableTarget(
      name: "StepBenchmark",
      dependencies: ["WorkflowRuntime", "WorkflowStore", "WorkflowEngine", "WorkflowModel"], path: "Benchmarks/Steps",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .target(
      name: "TestSupport", dependencies: ["WorkflowModel", orderedCollections], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("ModelTests", of: ["WorkflowModel", "TestSupport", bigInt, orderedCollections]),
    tests(
      "PythonTests",
      of: ["WorkflowPython", "WorkflowScripting", "WorkflowModel", "TestSupport", bigInt, orderedCollections]),
    tests("ParsingTests", of: ["WorkflowParsing", "WorkflowModel", "TestSupport", orderedCollections]),
    tests("FormsTests", of: ["WorkflowForms", "WorkflowModel", "TestSupport", bigInt, orderedCollections]),
    tests(
      "DecisionsTests",
      of: [
        "WorkflowDecisions", "WorkflowPython", "WorkflowScripting", "WorkflowModel", "TestSupport", orderedCollections,
      ],
      fixtures: []),
    tests(
      "EngineTests",
      of: [
        "WorkflowEngine", "WorkflowPython", "WorkflowParsing", "WorkflowScripting", "WorkflowModel", "TestSupport",
        orderedCollections,
      ]),
    tests(
      "SerializationTests",
      of: [
        "WorkflowSerialization", "WorkflowStore", "WorkflowEngine", "WorkflowForms", "WorkflowPython",
        "WorkflowParsing", "WorkflowScripting", "WorkflowModel", "TestSupport", bigInt, orderedCollections,
      ]),
    tests(
      "StoreTests",
      of: [
        "WorkflowStore", "WorkflowSerialization", "WorkflowEngine", "WorkflowPython", "WorkflowParsing",
        "WorkflowScripting", "WorkflowModel", "WorkflowMigrations", "TestSupport", bigInt, orderedCollections,
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "WorkersTests",
      of: ["WorkflowWorkers", "WorkflowScripting", "WorkflowModel", "TestSupport", bigInt, orderedCollections]),
    tests(
      "RuntimeTests",
      of: [
        "WorkflowRuntime", "WorkflowStore", "WorkflowEngine", "WorkflowParsing", "WorkflowPython", "WorkflowScripting",
        "WorkflowSerialization", "WorkflowModel", "TestSupport", orderedCollections,
      ]),
    tests(
      "ConfigurationTests",
      of: [
        "WorkflowConfiguration", "WorkflowRuntime", "WorkflowStore", "WorkflowWorkers", "WorkflowDecisions",
        "WorkflowScripting",
      ]),
    .target(name: "FaultVFS", path: "Tests/FaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    tests(
      "CrashTests",
      of: [
        "FaultVFS", "WorkflowRuntime", "WorkflowStore", "WorkflowEngine", "WorkflowModel", orderedCollections, logging,
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      fixtures: ["Killing"]),
    tests("CommandLineTests", of: ["wfstore", "WorkflowPython", "WorkflowModel", orderedCollections]),
  ]
)
