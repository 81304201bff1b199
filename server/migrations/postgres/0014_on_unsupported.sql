-- What becomes of a call whose provider speaks another protocol that cannot carry all of it: refused, or sent without that.
ALTER TABLE projects ADD COLUMN on_unsupported text NOT NULL DEFAULT 'refuse' CHECK (on_unsupported IN ('refuse', 'drop'));
