-- OpenAI's protocol at Azure's addresses, and what is set of a host beside where it is.
ALTER TABLE providers
  DROP CONSTRAINT providers_kind_check,
  ADD CONSTRAINT providers_kind_check
    CHECK (kind IN ('openai', 'azure', 'local', 'sandbox')),
  -- Which known host it is, by its id in the product's table of them. Null: its base URL tells, or it is none of them.
  ADD COLUMN preset text,
  -- Azure's `api-version`. Null: the form of its API that has none.
  ADD COLUMN api_version text,
  -- Whether a host that speaks OpenAI's protocol has its Responses too. Null: as is known of the host.
  ADD COLUMN speaks_responses boolean,
  -- `caller`: clients log in at the host by themselves, and what they send for that is passed on.
  ADD COLUMN credential_from text NOT NULL DEFAULT 'stored' CHECK (credential_from IN ('stored', 'caller')),
  ADD CHECK (credential_from = 'stored' OR credential IS NULL);
