/// The module `datetime`.
enum DateTimeModule {
  static let members: [String: Value] = [
    "date": .object(DateObject.dateType), "time": .object(TimeObject.timeType),
    "datetime": .object(DateTimeObject.dateTimeType), "timedelta": .object(DeltaObject.deltaType),
    "timezone": .object(FixedZoneObject.zoneType), "tzinfo": .object(ZoneObject.baseType),
    "UTC": .object(FixedZoneObject.utc), "MINYEAR": .int(1), "MAXYEAR": .int(9999),
  ]
}
