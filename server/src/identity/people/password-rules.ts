import { SignalboxError } from '../../platform/errors/index.ts';

const MIN_DIFFERENT = 5;

/**
 * Throws `request_invalid` for a password that is guessed first: the person's own address or name, or a few characters
 * repeated. Its length is the schema's concern; nothing else is asked (NIST SP 800-63B).
 */
export function checkPassword(password: string, person: { email: string; name: string }): void {
  const lower = password.toLowerCase();
  const own = [person.email, person.email.split('@')[0] ?? '', person.name].some(
    (word) => word.length > 3 && lower.replace(word.toLowerCase(), '').length < MIN_DIFFERENT,
  );
  if (!own && new Set(lower).size >= MIN_DIFFERENT) return;
  throw new SignalboxError(
    'request_invalid',
    own
      ? 'body/password: it is little more than the name or e-mail address'
      : 'body/password: it repeats too few characters',
    'Take a longer phrase, best one from a password manager.',
  );
}
