-- What requests used beside the kinds that have columns, by the kinds' names, so that a further kind needs no column.
ALTER TABLE ledger ADD COLUMN other_usage jsonb NOT NULL DEFAULT '{}';
