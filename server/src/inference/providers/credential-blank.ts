const SHOWN = Buffer.from('[credential]');
/** Shorter ones are words (`none`, `EMPTY`), which would be taken out of sentences. */
const MIN_CHARS = 6;
/** From here on half of one is enough to be told by, and its base64 too. */
const LONG_CHARS = 16;

interface Needle {
  readonly text: string;
  readonly bytes: Buffer;
  /** The secret that it is a form or a part of. */
  readonly whole: Buffer;
}

/**
 * Takes a provider's credential out of what the provider says: as it is, as its base64 (plain and for URLs, also in the middle of
 * something longer, such as Basic), in the escapes of JSON and of URLs, and, of a long one, each of its halves. Of the first half,
 * as much as follows of the rest.
 */
export class CredentialBlank {
  readonly #needles: readonly Needle[];
  readonly #longest: number;

  private constructor(secrets: readonly string[]) {
    this.#needles = secrets.flatMap((secret) => {
      const whole = Buffer.from(secret);
      return needlesOf(secret).map((text) => ({ text, bytes: Buffer.from(text), whole }));
    });
    this.#longest = Math.max(...this.#needles.map(({ bytes }) => bytes.length));
  }

  /** `others`: values of headers, of which each word may be one (`Basic …`). Null where there is nothing that could be told from a word. */
  static of(credential: string | null, others: readonly string[] = []): CredentialBlank | null {
    const secrets = [credential ?? '', ...others, ...others.flatMap((one) => one.split(/\s+/))];
    const long = [...new Set(secrets)].filter((secret) => secret.length >= MIN_CHARS);
    return long.length === 0 ? null : new CredentialBlank(long);
  }

  /** The bytes themselves where nothing of it is in them. */
  in(bytes: Buffer): Buffer {
    let found = this.find(bytes, 0);
    if (found === null) return bytes;
    const kept: Buffer[] = [];
    let from = 0;
    while (found !== null) {
      kept.push(bytes.subarray(from, found.start), SHOWN);
      from = found.end;
      found = this.find(bytes, from);
    }
    kept.push(bytes.subarray(from));
    return Buffer.concat(kept);
  }

  inText(text: string): string {
    // As good as always there is none, which a text tells without being made bytes.
    if (!this.#needles.some((needle) => text.includes(needle.text))) return text;
    return this.in(Buffer.from(text)).toString();
  }

  /** The first that is at or behind an offset. */
  find(bytes: Buffer, from: number): { readonly start: number; readonly end: number } | null {
    let start = -1;
    let end = -1;
    let whole: Buffer | null = null;
    for (const needle of this.#needles) {
      const at = bytes.indexOf(needle.bytes, from);
      if (at === -1 || (start !== -1 && at >= start)) continue;
      start = at;
      end = at + needle.bytes.length;
      whole = needle.whole;
    }
    if (whole === null) return null;
    // What follows of the whole belongs to it.
    for (let i = end - start; i < whole.length && bytes[end] === whole[i]; i++) end++;
    return { start, end };
  }

  /** Where the bytes end in what may yet become one; their length where they do not. */
  beginsAt(bytes: Buffer): number {
    for (let at = Math.max(0, bytes.length - this.#longest + 1); at < bytes.length; at++) {
      const left = bytes.length - at;
      if (
        this.#needles.some(
          ({ bytes: needle }) => needle.length > left && bytes.compare(needle, 0, left, at) === 0,
        )
      ) {
        return at;
      }
    }
    return bytes.length;
  }
}

function needlesOf(credential: string): string[] {
  const forms = [
    credential,
    encodeURIComponent(credential),
    JSON.stringify(credential).slice(1, -1),
    JSON.stringify(credential).slice(1, -1).replaceAll('/', '\\/'),
  ];
  if (credential.length >= LONG_CHARS) {
    const half = Math.ceil(credential.length / 2);
    forms.push(credential.slice(0, half), credential.slice(half), ...base64Of(credential));
  }
  return [...new Set(forms)];
}

/** What is in every base64 of a text that has the credential in it, by where it begins in a group of three bytes. */
function base64Of(credential: string): string[] {
  const bytes = Buffer.from(credential);
  return [0, 1, 2].flatMap((before) => {
    const plain = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [plain, plain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
