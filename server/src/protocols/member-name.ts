import { isPlain, isPlainName, readShortString } from '../lib/json-scan-name.ts';
import { RequestFault } from './request-fault.ts';

/**
 * A member's name as it is spelled at `nameStart`..`nameEnd`, escapes decoded, where servers may take it for `name`: that
 * itself, or the same in another case. Null where it is another one.
 */
export function spellingOf(
  body: Buffer,
  nameStart: number,
  nameEnd: number,
  name: string,
  plain: Buffer,
): string | null {
  if (isPlainName(body, nameStart, nameEnd, plain)) return name;
  if (nameEnd - nameStart - 2 !== plain.length && isPlain(body, nameStart, nameEnd)) return null;
  const spelled = readShortString(body, nameStart, nameEnd, name.length);
  return spelled !== null && foldName(spelled) === name ? spelled : null;
}

/** As servers that match names without regard to case compare them (Go's encoding/json: ſ is an s; K, the Kelvin sign, a k). */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll('ſ', 's');
}

/** `within`: the member in which it stands, with a dot, or nothing. */
export function duplicated(name: string, within = ''): RequestFault {
  const param = within + name;
  return new RequestFault(
    'member_duplicated',
    `the body has the member "${param}" twice`,
    'Send it once: the provider might read the other one.',
    param,
  );
}

export function otherCase(spelled: string, name: string, within = ''): RequestFault {
  const param = within + name;
  return new RequestFault(
    'request_invalid',
    `the member "${within}${spelled}" differs from "${param}" only in case`,
    `Write it "${name}": some providers take both for the same, others do not.`,
    param,
  );
}
