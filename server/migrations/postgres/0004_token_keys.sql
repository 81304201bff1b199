-- The keys that control signs the tokens of relayed calls with: one is made a day, and the one before it stays valid for a while.
CREATE TABLE token_keys (
  id uuid PRIMARY KEY,
  -- The 32 bytes of an Ed25519 public key, base64url.
  public_key text NOT NULL,
  -- The private half (JWK `d`), encrypted under the master key.
  private_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
