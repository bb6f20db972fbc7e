/// A rule of the records that the schema cannot hold by itself.
struct StoreRule {
  let code: String
  /// What breaks it, and how: "task 12 … is inside a scope that does not exist".
  let subject: String
  let complaint: String
  /// A query for what breaks it: columns `instance` and `number`.
  let findings: String

  static let all = [
    StoreRule(
      code: "base", subject: "version", complaint: "of the data changes a version that does not exist",
      findings: """
        SELECT instance, number FROM data_version AS version
        WHERE base <> 0
          AND NOT EXISTS (SELECT 1 FROM data_version WHERE instance = version.instance AND number = version.base)
        """),
    StoreRule(
      code: "parent", subject: "task", complaint: "follows a task that does not exist",
      findings: """
        SELECT instance, number FROM task AS child
        WHERE parent IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM task WHERE instance = child.instance AND number = child.parent)
        """),
    StoreRule(
      code: "host", subject: "scope", complaint: "is the inside of a task that does not exist",
      findings: """
        SELECT instance, number FROM scope
        WHERE host IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM task WHERE task.instance = scope.instance AND task.number = scope.host)
        """),
    StoreRule(
      code: "counter", subject: "task", complaint: "has a number that has not been given yet",
      findings: """
        SELECT instance, task.number FROM task JOIN instance ON instance.id = task.instance
        WHERE task.number >= instance.task_count
        """),
    StoreRule(
      code: "counter", subject: "scope", complaint: "has a number that has not been given yet",
      findings: """
        SELECT instance, scope.number FROM scope JOIN instance ON instance.id = scope.instance
        WHERE scope.number >= instance.scope_count
        """),
    StoreRule(
      code: "counter", subject: "version", complaint: "has a number that has not been given yet",
      findings: """
        SELECT instance, data_version.number FROM data_version JOIN instance ON instance.id = data_version.instance
        WHERE data_version.number > instance.version_count
        """),
    StoreRule(
      code: "large_value", subject: "version", complaint: "of the data has not as many large values as it should",
      findings: """
        SELECT instance, number FROM data_version AS version
        WHERE large_values <>
          (SELECT count(*) FROM data_version_value WHERE instance = version.instance AND version = version.number)
        """),
    StoreRule(
      code: "status", subject: "task", complaint: "is said to have failed, and has not",
      findings: """
        SELECT id AS instance, error_task AS number FROM instance
        WHERE status = 'error'
          AND NOT EXISTS (
            SELECT 1 FROM task WHERE task.instance = instance.id AND task.number = error_task AND task.state = 7)
        """),
    StoreRule(
      code: "status", subject: "task", complaint: "can run, and the instance is over",
      findings: """
        SELECT instance, task.number FROM task JOIN instance ON instance.id = task.instance
        WHERE instance.status IN ('completed', 'cancelled') AND task.state IN (4, 5)
        """),
    StoreRule(
      code: "subscription", subject: "task", complaint: "waits for a message or signal, and the instance is over",
      findings: """
        SELECT subscription.instance, subscription.task AS number
        FROM subscription JOIN instance ON instance.id = subscription.instance
        WHERE instance.status IN ('completed', 'cancelled')
        """),
    StoreRule(
      code: "search", subject: "revision", complaint: "waits for something, and the instance is over",
      findings: """
        SELECT id AS instance, revision AS number FROM instance
        WHERE status IN ('completed', 'cancelled') AND waits_for <> 0
        """),
    StoreRule(
      code: "search", subject: "task", complaint: "is found by a lane, and nobody can complete it",
      findings: "SELECT instance, number FROM task WHERE lane IS NOT NULL AND state <> 4"),
    StoreRule(
      code: "search", subject: "source", complaint: "of searched values has another moment than the instance",
      findings: """
        SELECT instance, source AS number FROM search_value JOIN instance ON instance.id = search_value.instance
        WHERE search_value.created <> instance.created
        """),
    StoreRule(
      code: "due", subject: "revision", complaint: "can go on by itself, and the instance is over",
      findings: """
        SELECT id AS instance, revision AS number FROM instance
        WHERE due IS NOT NULL AND status IN ('completed', 'cancelled')
          AND NOT EXISTS (SELECT 1 FROM message WHERE receiver = instance.id)
        """),
    StoreRule(
      code: "lease", subject: "token", complaint: "of a lease has not been given yet",
      findings: "SELECT instance, token AS number FROM lease WHERE token > (SELECT last FROM lease_token)"),
    StoreRule(
      code: "message", subject: "message", complaint: "is not to be found by its name where it waits",
      findings: """
        SELECT sender AS instance, id AS number FROM message
        WHERE is_waiting <> EXISTS (
          SELECT 1 FROM waiting_message
          WHERE waiting_message.name = message.name AND correlation = '' AND waiting_message.message = message.id)
        """),
    StoreRule(
      code: "message", subject: "message", complaint: "has a place among those that wait, and does not wait",
      findings: """
        SELECT sender AS instance, message.id AS number
        FROM waiting_message JOIN message ON message.id = waiting_message.message
        WHERE is_waiting = 0 OR message.name <> waiting_message.name
        """),
    StoreRule(
      code: "start", subject: "specification", complaint: "is found by an event, and is not the newest of its process",
      findings: """
        SELECT NULL AS instance, spec.id AS number
        FROM (SELECT spec, process FROM start_subscription UNION SELECT spec, NULL FROM unsubscribed_spec) AS start
          JOIN spec ON spec.id = start.spec
        WHERE start.process <> spec.process
          OR EXISTS (SELECT 1 FROM spec AS newer WHERE newer.process = spec.process AND newer.version > spec.version)
        """),
    StoreRule(
      code: "history", subject: "revision", complaint: "has not as many events as it should",
      findings: """
        SELECT instance, revision AS number FROM instance_save AS save
        WHERE events <>
          (SELECT count(*) FROM instance_event WHERE instance = save.instance AND revision = save.revision)
        """),
    StoreRule(
      code: "history", subject: "revision", complaint: "does not follow on the one before it in the history",
      findings: """
        SELECT instance, revision AS number FROM instance_save AS save
        WHERE EXISTS (SELECT 1 FROM instance_save WHERE instance = save.instance AND revision < save.revision)
          AND NOT EXISTS (
            SELECT 1 FROM instance_save
            WHERE instance = save.instance AND revision = save.revision - 1 AND last_stamp = save.former_stamp)
        """),
    StoreRule(
      code: "history", subject: "revision", complaint: "is not in the history",
      findings: """
        SELECT id AS instance, revision AS number FROM instance
        WHERE NOT EXISTS (
          SELECT 1 FROM instance_save
          WHERE instance = instance.id AND revision = instance.revision AND last_stamp = instance.last_stamp)
        """),
    StoreRule(
      code: "place", subject: "task", complaint: "has another place than the tree tells",
      findings: """
        SELECT task.instance, task.number
        FROM instance JOIN task ON task.instance = instance.id
          JOIN scope ON scope.instance = task.instance AND scope.number = task.scope
          LEFT JOIN task AS above
            ON above.instance = task.instance AND above.number = coalesce(task.parent, scope.host)
          LEFT JOIN (SELECT instance, parent, max(number) AS last FROM task GROUP BY instance, parent) AS child
            ON child.instance = task.instance AND child.parent = task.number
          LEFT JOIN (
            SELECT instance, number, lag(number) OVER (PARTITION BY instance, parent ORDER BY number) AS former FROM task
          ) AS sibling ON sibling.instance = task.instance AND sibling.number = task.number
          LEFT JOIN scope AS inside ON inside.instance = task.instance AND inside.host = task.number
        WHERE instance.has_places = 1 AND (
          task.depth IS NOT coalesce(above.depth + 1, 0)
          OR task.last_child IS NOT child.last
          OR task.inside IS NOT inside.number
          OR task.holds_token = 1 AND (task.state = 6 OR scope.is_completed = 1)
          OR task.parent IS NULL
            AND (task.previous_sibling IS NOT NULL OR task.branch IS NOT task.number OR scope.root IS NOT task.number)
          OR task.parent IS NOT NULL
            AND (task.previous_sibling IS NOT sibling.former
              OR task.branch IS NOT CASE WHEN sibling.former IS NULL THEN above.branch ELSE task.number END))
        """),
    StoreRule(
      code: "scope", subject: "scope", complaint: "is missing",
      findings: """
        SELECT id AS instance, 0 AS number FROM instance
        WHERE NOT EXISTS (SELECT 1 FROM scope WHERE scope.instance = instance.id AND scope.number = 0)
        """),
  ]
}
