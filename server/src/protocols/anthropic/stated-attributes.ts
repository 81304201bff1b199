import { isJsonObject } from '../../lib/json-object.ts';
import type { StatedAttributes } from '../parsed-request.ts';
import { identifier, statedValueAt } from '../stated-values.ts';
import type { ScannedRequest } from './scan-request.ts';

/**
 * Whom `metadata.user_id` names, the only member of a request that does. It is the provider that judges it: what does not fit
 * into a record is left out, never refused.
 */
export function statedAttributes(scanned: ScannedRequest): StatedAttributes | null {
  const { document, metadataAt } = scanned;
  const metadata = statedValueAt(document.bytes, metadataAt ?? undefined);
  const user = isJsonObject(metadata) ? identifier(metadata['user_id']) : null;
  return user === null ? null : { user, metadata: {} };
}
