-- People: who may sign in, what they may do in the organisation and in each project, and how they come in.

ALTER TABLE users
  -- scrypt with its parameters and salt, as `$scrypt$ln=…,r=…,p=…$salt$hash`. Null: cannot sign in yet.
  ADD COLUMN password_hash text,
  -- In the organisation, and so in every project of it. Null: only where project_members says so.
  ADD COLUMN role text CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  -- The right to see prompts and answers. Null: as the role has it.
  ADD COLUMN content boolean;
CREATE INDEX users_organisation ON users (organisation_id, id);

CREATE TABLE project_members (
  project_id uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  content boolean,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_members_user ON project_members (user_id);

CREATE TABLE sign_ins (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- SHA-256 of the cookie, hex. The cookie itself is only with its browser.
  token_hash text NOT NULL UNIQUE,
  ip text,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- True to a minute.
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX sign_ins_user ON sign_ins (user_id, id DESC);
CREATE INDEX sign_ins_expires ON sign_ins (expires_at);

-- Attempts to sign in within one window, by a hash of the address or account: known over restarts, few and short-lived.
CREATE TABLE sign_in_attempts (
  kind text NOT NULL CHECK (kind IN ('address', 'account')),
  subject_hash text NOT NULL,
  attempts integer NOT NULL,
  window_ends_at timestamptz NOT NULL,
  PRIMARY KEY (kind, subject_hash)
) WITH (fillfactor = 70);
CREATE INDEX sign_in_attempts_ended ON sign_in_attempts (window_ends_at);

-- Links by which an owner comes in: the first one, or one that lost the password.
CREATE TABLE owner_links (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  token_hash text NOT NULL UNIQUE,
  created_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by uuid REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX owner_links_expires ON owner_links (expires_at);

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  email text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  role text CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
  content boolean,
  -- [{project_id, role, content}]
  project_roles jsonb NOT NULL,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES users (id) ON DELETE SET NULL,
  revoked_at timestamptz
);
CREATE INDEX invitations_organisation ON invitations (organisation_id, id DESC);
-- One open invitation a person: another one takes its place.
CREATE UNIQUE INDEX invitations_open ON invitations (organisation_id, lower(email))
  WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- Sign-ins that ended and users whose rights shrank, until the short-lived tokens that were issued before have expired:
-- every gateway is told of them.
CREATE TABLE revoked_sessions (
  -- Of the sign-in or of the user.
  id uuid PRIMARY KEY,
  subject text NOT NULL CHECK (subject IN ('sign_in', 'user')),
  revoked_at timestamptz NOT NULL,
  kept_until timestamptz NOT NULL
);
CREATE INDEX revoked_sessions_kept ON revoked_sessions (kept_until);
