import { isJsonObject } from '../../lib/json-object.ts';
import type { StatedAttributes } from '../parsed-request.ts';
import { identifier, parseStated, statedValueAt } from '../stated-values.ts';
import type { ScannedRequest } from './scan-request.ts';

/** As Claude Code named itself at first; the account's part is empty without one. */
const JOINED = /^user_([^_]+)_account_([^_]*)_session_([\w-]+)$/;

/**
 * Whom `metadata.user_id` names, the only member of a request that does. Claude Code tells its session in it as well, joined by
 * underscores or, since version 2.1.78, as JSON in the text. It is the provider that judges the member: what does not fit into
 * a record is left out, never refused.
 */
export function statedAttributes(scanned: ScannedRequest): StatedAttributes | null {
  const { document, metadataAt } = scanned;
  const metadata = statedValueAt(document.bytes, metadataAt ?? undefined);
  const named = isJsonObject(metadata) ? metadata['user_id'] : null;
  if (typeof named !== 'string') return null;
  const { user, session } = userAndSession(named);
  if (user === null && session === null) return null;
  return { user, session, metadata: {} };
}

interface Named {
  readonly user: string | null;
  readonly session: string | null;
}

function userAndSession(named: string): Named {
  const joined = JOINED.exec(named);
  if (joined !== null) {
    const [, device, account, session] = joined;
    return { user: identifier(account) ?? identifier(device), session: identifier(session) };
  }
  const told = named.startsWith('{') ? parseStated(named) : null;
  if (isJsonObject(told) && typeof told['session_id'] === 'string') {
    const user = identifier(told['account_uuid']) ?? identifier(told['device_id']);
    return { user, session: identifier(told['session_id']) };
  }
  return { user: identifier(named), session: null };
}
