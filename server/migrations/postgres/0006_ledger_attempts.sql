-- Tokens and cost are booked by attempt, under the target that was called; a request and its failure under the one that it ended with. Counted from now on: rows
-- from before have 0, since how many there were is not known here.
ALTER TABLE ledger ADD COLUMN attempts bigint NOT NULL DEFAULT 0;
