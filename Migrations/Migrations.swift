/// One step of the schema's history: a file `sql/V<number>__<name>.sql`, never edited once released.
package struct Migration: Sendable {
  /// Its number, from 1 without gaps.
  package let version: Int
  /// What it is about, from the file's name.
  package let name: String
  /// The SQL text.
  package let sql: [UInt8]

  package init(version: Int, name: String, sql: [UInt8]) {
    self.version = version
    self.name = name
    self.sql = sql
  }

  /// All migrations in their order.
  package static let all = [
    Migration(version: 1, name: "instances", sql: PackageResources.V0001__instances_sql),
    Migration(version: 2, name: "forms", sql: PackageResources.V0002__forms_sql),
    Migration(version: 3, name: "messages", sql: PackageResources.V0003__messages_sql),
    Migration(version: 4, name: "spiffworkflow_specs", sql: PackageResources.V0004__spiffworkflow_specs_sql),
    Migration(version: 5, name: "instance_migrations", sql: PackageResources.V0005__instance_migrations_sql),
    Migration(version: 6, name: "history", sql: PackageResources.V0006__history_sql),
    Migration(version: 7, name: "search", sql: PackageResources.V0007__search_sql),
    Migration(version: 8, name: "leases", sql: PackageResources.V0008__leases_sql),
    Migration(version: 9, name: "events", sql: PackageResources.V0009__events_sql),
    Migration(version: 10, name: "places", sql: PackageResources.V0010__places_sql),
  ]
}
