-- A record of a kind, or with a part, that this version does not know, as it stood in its frame: a later version can read it back.
-- undo: ALTER TABLE dead_letters DROP COLUMN IF EXISTS kind, DROP COLUMN IF EXISTS record_escaped, DROP COLUMN IF EXISTS record
ALTER TABLE dead_letters
  ADD COLUMN kind LowCardinality(String) DEFAULT 'request',
  ADD COLUMN record_escaped String EPHEMERAL,
  ADD COLUMN record String DEFAULT replaceAll(replaceAll(record_escaped, '\x01\n', '\n'), '\x01\x02', '\x01');
