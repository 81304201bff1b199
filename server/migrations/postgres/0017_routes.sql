-- A name that clients use as `model`. What it says is in its versions: `version` is the one in force, since each change of a route is one.
CREATE TABLE routes (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  name text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  -- A user's id, or that of the key that made it.
  created_by text NOT NULL,
  -- Its versions stay, since what was recorded under them does.
  deleted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX routes_name ON routes (project_id, name) WHERE deleted_at IS NULL;
CREATE INDEX routes_project ON routes (project_id, id DESC) WHERE deleted_at IS NULL;
CREATE TRIGGER touch BEFORE UPDATE ON routes FOR EACH ROW EXECUTE FUNCTION touch();

CREATE TABLE route_versions (
  route_id uuid NOT NULL REFERENCES routes (id),
  version integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  name text NOT NULL,
  enabled boolean NOT NULL,
  definition jsonb NOT NULL,
  -- Why, in its author's words.
  message text,
  author_kind text NOT NULL CHECK (author_kind IN ('key', 'bootstrap', 'user', 'system')),
  author_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (route_id, version)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON route_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON route_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
