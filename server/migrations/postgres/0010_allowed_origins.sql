-- Origins of web pages that may call the gateway with the project's keys; none unless they are named.
ALTER TABLE projects ADD COLUMN allowed_origins text[] NOT NULL DEFAULT '{}';
