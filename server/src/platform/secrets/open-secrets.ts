import { unlinkSync } from 'node:fs';
import { sql } from 'kysely';
import type { Config } from '../config/index.ts';
import { SignalboxError } from '../errors/index.ts';
import type { Database } from '../postgres/index.ts';
import { loadMasterKey, type MasterKey } from './master-key.ts';
import { Secrets } from './secrets.ts';

const CHECK = 'signalbox';
const place = (keyId: string) => ({ table: 'secret_keys', row: keyId, column: 'check_value' });

/**
 * The secrets of an installation, once it is certain that the master key is the one its database was encrypted with.
 * The first start binds the two. Throws `secret_key_wrong`, before anything was written under a second key.
 */
export async function openSecrets(
  config: Pick<Config, 'secretKey' | 'data'>,
  db: Database,
): Promise<Secrets> {
  const master = loadMasterKey(config);
  const secrets = new Secrets(master);
  const known = await db.transaction().execute(async (trx) => {
    // Two first starts at once would each bind a key of its own.
    await sql`LOCK TABLE secret_keys IN EXCLUSIVE MODE`.execute(trx);
    const keys = await trx.selectFrom('secret_keys').select(['key_id', 'check_value']).execute();
    if (keys.length > 0) return keys;
    const first = {
      key_id: master.id,
      check_value: secrets.encrypt(CHECK, place(master.id)),
    };
    await trx.insertInto('secret_keys').values(first).execute();
    return [first];
  });
  const mine = known.find(({ key_id }) => key_id === master.id);
  if (mine === undefined || secrets.decrypt(mine.check_value, place(master.id)) !== CHECK)
    throw wrongKey(master, known[0]?.key_id);
  return secrets;
}

function wrongKey(master: MasterKey, expected: string | undefined): SignalboxError {
  // A key file made just now belongs to no database: leave the place free for the right one.
  if (master.created !== null) unlinkSync(master.created);
  const missing = master.created !== null;
  return new SignalboxError(
    'secret_key_wrong',
    missing
      ? `${master.source} is missing, and the secrets in the database were encrypted with it (key ${expected})`
      : `the master key of ${master.source} (${master.id}) is not the one that the secrets in the database were encrypted with (${expected})`,
    'Restore the data directory’s secret.key, or set SIGNALBOX_SECRET_KEY to the right key.',
  );
}
