import { createHash, hkdfSync } from 'node:crypto';
import type { ProviderEntity } from '../../inference/index.ts';
import { TagKey } from '../../lib/digest.ts';
import type { Origin } from '../../protocols/index.ts';

const NAME_CHARS = 12;

/**
 * What a provider keeps is where its entity and its credential are. Each gateway has both, so that all of them make the same key of
 * it without a further secret, and an id is known on all of them for as long as the credential stays.
 */
export class ProviderOrigin implements Origin {
  readonly name: string;
  readonly #id: string;
  readonly #secret: string;
  #key: TagKey | null = null;

  constructor(id: string, { credential, header_values }: ProviderEntity) {
    this.name = createHash('sha256').update(id).digest('hex').slice(0, NAME_CHARS);
    this.#id = id;
    // The credential may be in a header of its own. Where there is none, the host asks nobody who they are.
    this.#secret = credential ?? header_values ?? id;
  }

  /** Tells this credential from the one before it. */
  get fingerprint(): string {
    const digest = createHash('sha256').update(`${this.#id}\n${this.#secret}`).digest('hex');
    return `${this.name}-${digest.slice(0, NAME_CHARS)}`;
  }

  /** Made when it is first asked for: most providers keep nothing. */
  get key(): TagKey {
    this.#key ??= new TagKey(
      Buffer.from(hkdfSync('sha256', this.#secret, '', `signalbox-kept-ids\n${this.#id}`, 32)),
    );
    return this.#key;
  }
}
