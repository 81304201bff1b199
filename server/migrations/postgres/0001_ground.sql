-- The tables that the first release stands on. Ids are UUIDv7 made by the application; names are labels that may
-- change; whatever belongs to an organisation, project or environment says so in its own row.

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION touch() IS 'Keeps updated_at, and the version that If-Match compares.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- One row: which installation this database belongs to.
CREATE TABLE installation (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  id uuid NOT NULL,
  default_organisation_id uuid,
  default_project_id uuid,
  default_environment_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Which master keys ciphertexts here were made with; a start with another one is refused.
CREATE TABLE secret_keys (
  key_id text PRIMARY KEY,
  check_value text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);

ALTER TABLE installation
  ADD FOREIGN KEY (default_organisation_id) REFERENCES organisations (id);

CREATE TABLE users (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  email text NOT NULL,
  name text NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX users_email ON users (organisation_id, lower(email));

CREATE TABLE teams (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  name text NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (organisation_id, name)
);

CREATE TABLE team_members (
  team_id uuid NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'member')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);

CREATE TABLE projects (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  name text NOT NULL,
  capture text NOT NULL DEFAULT 'full' CHECK (capture IN ('full', 'metadata', 'off')),
  retention_days integer NOT NULL DEFAULT 30 CHECK (retention_days > 0),
  -- HMAC key of stored messages, encrypted under the master key.
  payload_key text NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (organisation_id, name)
);

CREATE TABLE environments (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  name text NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE (project_id, name)
);

ALTER TABLE installation
  ADD FOREIGN KEY (default_project_id) REFERENCES projects (id),
  ADD FOREIGN KEY (default_environment_id) REFERENCES environments (id);

CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  environment_id uuid NOT NULL REFERENCES environments (id),
  kind text NOT NULL CHECK (kind IN ('gateway', 'management')),
  name text NOT NULL,
  -- SHA-256 of the whole key as its owner holds it, hex. The key itself is nowhere.
  secret_hash text NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  owner_kind text NOT NULL CHECK (owner_kind IN ('user', 'team', 'service')),
  owner_id text NOT NULL,
  allowed_models text[],
  expires_at timestamptz,
  revoked_at timestamptz,
  -- The key that made it.
  created_by text,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX api_keys_project ON api_keys (project_id, id);
CREATE INDEX api_keys_organisation ON api_keys (organisation_id, id);
CREATE INDEX api_keys_live ON api_keys (id) WHERE revoked_at IS NULL;

-- Beside the key and not in it: written with every frame, by telemetry, and no change of the key's version.
CREATE TABLE api_key_last_used (
  key_id uuid PRIMARY KEY,
  last_used_at timestamptz NOT NULL
) WITH (fillfactor = 70);

-- One row: the owner key for automation, by its hash.
CREATE TABLE bootstrap_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key_id uuid NOT NULL,
  hash text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  environment_id uuid NOT NULL REFERENCES environments (id),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE providers (
  id uuid PRIMARY KEY,
  -- Null: of the whole installation, set by its operator.
  organisation_id uuid REFERENCES organisations (id),
  project_id uuid REFERENCES projects (id),
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('openai', 'local', 'sandbox')),
  base_url text NOT NULL,
  -- Encrypted under the master key.
  credential text,
  position integer NOT NULL,
  models text[],
  enabled boolean NOT NULL DEFAULT true,
  -- Set by the operator (environment, file, an owner's key): its URL may point to this machine or its network.
  operator_managed boolean NOT NULL DEFAULT false,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE NULLS NOT DISTINCT (project_id, name),
  CHECK ((project_id IS NULL) = (organisation_id IS NULL))
);

CREATE TABLE local_models (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  task text NOT NULL CHECK (task IN ('chat', 'embeddings')),
  path text NOT NULL,
  context_tokens integer NOT NULL CHECK (context_tokens > 0),
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE prices (
  id uuid PRIMARY KEY,
  -- Null: of the whole installation.
  organisation_id uuid REFERENCES organisations (id),
  project_id uuid REFERENCES projects (id),
  provider text NOT NULL,
  model text NOT NULL,
  effective_from timestamptz NOT NULL,
  -- Pico-USD a token by kind, as decimal text.
  per_token jsonb NOT NULL,
  managed_by text NOT NULL DEFAULT 'api' CHECK (managed_by IN ('console', 'api', 'file', 'environment')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  UNIQUE NULLS NOT DISTINCT (project_id, provider, model, effective_from),
  CHECK ((project_id IS NULL) = (organisation_id IS NULL))
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['organisations', 'users', 'teams', 'projects', 'environments', 'api_keys', 'providers',
                              'local_models', 'prices']
  LOOP
    EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION touch()', name);
  END LOOP;
END $$;

-- One row, updated by every change of the configuration in its own transaction: the order of its generations is the
-- order of their commits.
CREATE TABLE config_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  generation bigint NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO config_head (generation) VALUES (0);

CREATE TABLE config_changes (
  generation bigint PRIMARY KEY,
  ops jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX config_changes_created ON config_changes (created_at);

CREATE TABLE audit_log (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  organisation_id uuid,
  project_id uuid,
  environment_id uuid,
  actor_kind text NOT NULL CHECK (actor_kind IN ('key', 'bootstrap', 'user', 'system')),
  actor_id text NOT NULL,
  -- `key.create`: what was done to which kind of thing.
  action text NOT NULL,
  target_kind text NOT NULL,
  target_id text NOT NULL,
  before jsonb,
  after jsonb,
  request_id uuid,
  ip text
);
CREATE INDEX audit_log_organisation ON audit_log (organisation_id, id DESC);
CREATE INDEX audit_log_project ON audit_log (project_id, id DESC);
CREATE INDEX audit_log_target ON audit_log (target_kind, target_id, id DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE idempotency_keys (
  -- The key that called; its Idempotency-Key means nothing to another caller.
  caller_key_id text NOT NULL,
  idempotency_key text NOT NULL,
  organisation_id uuid NOT NULL,
  project_id uuid NOT NULL,
  operation_id text NOT NULL,
  -- SHA-256 of the request: the same key with another request is a conflict.
  request_hash text NOT NULL,
  -- Null while the first call is under way.
  status integer,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller_key_id, idempotency_key)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

-- What was used and what it cost, for budgets and bills: exact, kept for ever, one row a day and combination.
CREATE TABLE ledger (
  day date NOT NULL,
  organisation_id uuid NOT NULL,
  project_id uuid NOT NULL,
  environment_id uuid NOT NULL,
  key_id uuid NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  requests bigint NOT NULL DEFAULT 0,
  errors bigint NOT NULL DEFAULT 0,
  input_tokens bigint NOT NULL DEFAULT 0,
  cached_input_tokens bigint NOT NULL DEFAULT 0,
  cache_write_tokens bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  reasoning_tokens bigint NOT NULL DEFAULT 0,
  input_audio_tokens bigint NOT NULL DEFAULT 0,
  output_audio_tokens bigint NOT NULL DEFAULT 0,
  images bigint NOT NULL DEFAULT 0,
  cost_usd numeric(38, 12) NOT NULL DEFAULT 0,
  -- Requests whose price is not known: their cost is missing above, not zero.
  unpriced_requests bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (project_id, day, environment_id, key_id, provider, model)
) WITH (fillfactor = 70);
CREATE INDEX ledger_organisation_day ON ledger (organisation_id, day);

-- Which frames have had their effects: written in the transaction of the effects, so that a replay has none.
CREATE TABLE frame_cursors (
  spool_id uuid NOT NULL,
  frame_number bigint NOT NULL,
  cut_at timestamptz NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (spool_id, frame_number)
);
CREATE INDEX frame_cursors_applied ON frame_cursors (applied_at);
