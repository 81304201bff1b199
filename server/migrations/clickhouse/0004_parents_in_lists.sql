-- The tree of a trace is made from its list, and needs to know under what each request was called. Rows from before are shown
-- as if nobody had called them.
-- undo: ALTER TABLE requests_list DROP COLUMN parent_span_id
ALTER TABLE requests_list ADD COLUMN parent_span_id String DEFAULT '' AFTER trace_id;
