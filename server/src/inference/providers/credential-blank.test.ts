import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CredentialBlank } from './credential-blank.ts';

const secret = 'sk-proj-AbC+dEf/0123456789-xyzUVW';
const blank = CredentialBlank.of(secret)!;

describe('a credential in what a provider says', () => {
  it.each([
    ['as it is', `{"got":"Bearer ${secret}"}`, '{"got":"Bearer [credential]"}'],
    ['twice', `${secret},${secret}`, '[credential],[credential]'],
    ['cut short', `key ${secret.slice(0, 20)}…`, 'key [credential]…'],
    ['its end', `key …${secret.slice(-16)}`, 'key …[credential]'],
    ['with escaped slashes', secret.replaceAll('/', '\\/'), '[credential]'],
    ['in a URL', `?key=${encodeURIComponent(secret)}&a`, '?key=[credential]&a'],
  ])('is blanked: %s', (_, text, shown) => expect(blank.inText(text)).toBe(shown));

  it('is blanked in base64, whatever stands before and behind it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (before, behind, form) => {
          const text = Buffer.concat([before, Buffer.from(secret), behind]).toString(form);
          const shown = blank.inText(text);
          expect(shown).toContain('[credential]');
          // At most a character beside what is blanked is of the credential in part.
          expect(shown.length).toBeLessThanOrEqual(12 + 2 * 14 + 4);
        },
      ),
    );
  });

  it('is any of several, and each word of a header', () => {
    const several = CredentialBlank.of(secret, ['Basic dXNlcjpodXNoLWh1c2g=', 'eu']);
    expect(
      several?.inText(`a ${secret} b dXNlcjpodXNoLWh1c2g= c Basic dXNlcjpodXNoLWh1c2g= eu`),
    ).toBe('a [credential] b [credential] c [credential] eu');
    expect(CredentialBlank.of(null, ['eu', 'on'])).toBeNull();
  });

  it('is nothing else: other text stays, byte by byte', () => {
    const bytes = Buffer.from(`sk-proj-other ${secret.slice(0, 10)} \xff`, 'latin1');
    expect(blank.in(bytes)).toBe(bytes);
  });

  it('is told from a word by its length', () => {
    expect(CredentialBlank.of(null)).toBeNull();
    expect(CredentialBlank.of('none')).toBeNull();
    expect(CredentialBlank.of('s3cret')?.inText('not s3cret')).toBe('not [credential]');
  });
});
