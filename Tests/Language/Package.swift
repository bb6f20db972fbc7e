// swift-tools-version: 6.2

import PackageDescription

// The restricted language and its tests without the rest: the smallest package for builds with an optimizer, a
// sanitizer or a fuzzer. `scripts/test-language` builds it, and `scripts/fuzz` with the package in `Fuzz`.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let orderedCollections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let language: [Target.Dependency] = ["WorkflowPython", "WorkflowScripting", "WorkflowModel"]

let package = Package(
  name: "language",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Language", targets: ["WorkflowPython", "WorkflowScripting", "WorkflowModel"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    .target(
      name: "WorkflowModel", dependencies: [bigInt, orderedCollections], path: "Sources/Model", swiftSettings: settings),
    .target(
      name: "WorkflowScripting", dependencies: ["WorkflowModel"], path: "Sources/Scripting", swiftSettings: settings),
    .target(
      name: "WorkflowPython",
      dependencies: ["WorkflowScripting", "WorkflowModel", bigInt, orderedCollections, crypto],
      path: "Sources/Python", resources: [.embedInCode("Prelude/Resources")], swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["WorkflowModel", orderedCollections], path: "TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "PythonTests", dependencies: language + ["TestSupport", bigInt, orderedCollections],
      path: "PythonTests", exclude: ["Fixtures"], swiftSettings: settings),
  ]
)
