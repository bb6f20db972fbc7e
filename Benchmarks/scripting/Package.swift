// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who uses or builds the library builds what measures it.
let package = Package(
  name: "scripting-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../../Tests/Language"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .executableTarget(
      name: "measure",
      dependencies: [
        .product(name: "Language", package: "language"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ]
)
