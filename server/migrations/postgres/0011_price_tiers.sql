-- Providers serve the same model at other prices by tier (flex, priority, batch), and say in the answer which it was. Null: the standard one.
ALTER TABLE prices ADD COLUMN service_tier text;
ALTER TABLE prices
  DROP CONSTRAINT prices_project_id_provider_model_effective_from_key,
  ADD CONSTRAINT prices_one_at_a_time
    UNIQUE NULLS NOT DISTINCT (project_id, provider, model, service_tier, effective_from);
