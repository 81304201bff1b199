-- What somebody looks at again and again: a page's name and what its address says behind the question mark.
CREATE TABLE saved_views (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  -- A user's id, or that of the key that made it.
  owner_id text NOT NULL,
  page text NOT NULL,
  name text NOT NULL,
  search text NOT NULL,
  -- Everybody in the project sees it; only its owner changes it.
  shared boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (project_id, owner_id, page, name)
);
CREATE INDEX saved_views_project ON saved_views (project_id, id DESC);
CREATE TRIGGER touch BEFORE UPDATE ON saved_views FOR EACH ROW EXECUTE FUNCTION touch();
