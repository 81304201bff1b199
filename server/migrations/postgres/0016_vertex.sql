ALTER TABLE providers
  DROP CONSTRAINT providers_kind_check,
  ADD CONSTRAINT providers_kind_check
    CHECK (
      kind IN ('openai', 'azure', 'anthropic', 'gemini', 'vertex', 'cohere', 'bedrock', 'local', 'sandbox')
    );
