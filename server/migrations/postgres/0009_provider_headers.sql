-- What a provider is called with besides its credential: static headers, whose values may be credentials too, and the account at OpenAI that is billed.
ALTER TABLE providers
  ADD COLUMN header_names text[] NOT NULL DEFAULT '{}',
  -- JSON of names and values, encrypted under the master key. Null: none.
  ADD COLUMN header_values text,
  ADD COLUMN openai_organization text,
  ADD COLUMN openai_project text,
  -- Clients may name the organization and project that are billed.
  ADD COLUMN account_from_client boolean NOT NULL DEFAULT false;
