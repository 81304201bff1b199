-- Members' providers may no longer point to private networks or to this machine's own addresses unless the operator allows it. Those that were there before
-- go on as they were, until their base URL changes; the System page names them.
ALTER TABLE providers ADD COLUMN address_exempt boolean NOT NULL DEFAULT false;
-- No trigger: nobody changed them, so that neither version nor time of the last change moves.
ALTER TABLE providers DISABLE TRIGGER USER;
UPDATE providers SET address_exempt = true WHERE kind = 'openai' AND NOT operator_managed;
ALTER TABLE providers ENABLE TRIGGER USER;
