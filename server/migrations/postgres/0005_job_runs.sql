-- Work in the background that somebody asked for: how far it has come and what came of it. The queue itself is pg-boss's; a run is here from the transaction
-- that asks for it until what it made is deleted.
CREATE TABLE job_runs (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  project_id uuid NOT NULL REFERENCES projects (id),
  environment_id uuid NOT NULL,
  job text NOT NULL,
  input jsonb NOT NULL,
  -- A user's id, or that of the key that asked.
  requested_by text NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  -- Counts the starts. A worker writes only under the number that it began with, so that one which was thought dead changes nothing.
  attempt integer NOT NULL DEFAULT 0,
  -- Starts since the last checkpoint: work that gets nowhere is given up.
  fruitless integer NOT NULL DEFAULT 0,
  checkpoint jsonb,
  progress jsonb,
  result jsonb,
  error jsonb,
  cancel_requested_at timestamptz,
  -- Its worker says every second that it is at work.
  alive_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX job_runs_project ON job_runs (project_id, job, id DESC);
CREATE INDEX job_runs_open ON job_runs (job) WHERE state IN ('queued', 'running');
CREATE INDEX job_runs_finished ON job_runs (job, finished_at) WHERE finished_at IS NOT NULL;
-- Of what its asker can see: not each time that its worker says it lives.
CREATE TRIGGER touch BEFORE UPDATE OF state, progress, cancel_requested_at, result, error ON job_runs
  FOR EACH ROW EXECUTE FUNCTION touch();
