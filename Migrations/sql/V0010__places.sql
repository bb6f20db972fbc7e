-- Reading a part of an instance: what of the tree only the whole tells stands with each task and scope.

-- Whether every task of the instance has its place, and every scope its root. Instances that were saved last before this
-- was kept have none, and what is imported or moved to another specification has none either, until its next save.
ALTER TABLE instance ADD COLUMN has_places INTEGER NOT NULL DEFAULT 0 CHECK (has_places IN (0, 1));

-- The distance from the first task of the instance; the task that the branch begins with, which is a path of first
-- children; the child of the parent that came before; the last child; the scope that is the inside; whether the token
-- waits at a join.
ALTER TABLE task ADD COLUMN depth INTEGER CHECK (depth >= 0);
ALTER TABLE task ADD COLUMN branch INTEGER CHECK (branch BETWEEN 0 AND number);
ALTER TABLE task ADD COLUMN previous_sibling INTEGER CHECK (previous_sibling < number);
ALTER TABLE task ADD COLUMN last_child INTEGER CHECK (last_child > number);
ALTER TABLE task ADD COLUMN inside INTEGER CHECK (inside > 0);
ALTER TABLE task ADD COLUMN holds_token INTEGER NOT NULL DEFAULT 0 CHECK (holds_token IN (0, 1));

-- What a step begins with: the tasks that are neither completed nor cancelled, and the tokens that wait. A scope that has
-- not ended has one of them.
CREATE INDEX task_open ON task (instance, number) WHERE state < 6 OR state = 7 OR holds_token = 1;

ALTER TABLE scope ADD COLUMN root INTEGER CHECK (root >= 0);

-- All variables of the version (JSON), where to make it of those before it would cost more than to read this. Positions
-- of its large values follow those of what it writes.
ALTER TABLE data_version ADD COLUMN whole TEXT;
