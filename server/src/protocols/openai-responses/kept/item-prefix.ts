import { readShortString } from '../../../lib/json-scan-name.ts';
import type { Edit, Range } from '../../edits.ts';
import type { PrefixOf } from '../../kept-ids.ts';
import { ANY_LENGTH } from './answer-ids.ts';

/** What goes before the one id of an event. It is mostly that of the event before, since an item comes in many pieces. */
export class ItemPrefix {
  readonly #prefixOf: PrefixOf;
  /** With its quotes, as it was spelled. */
  #id: Buffer = Buffer.alloc(0);
  #prefix: Buffer = Buffer.alloc(0);

  constructor(prefixOf: PrefixOf) {
    this.#prefixOf = prefixOf;
  }

  /** `at`: of the id with its quotes. Null where that is none. */
  before(bytes: Buffer, { start, end }: Range): Edit | null {
    const known = this.#id;
    if (end - start !== known.length || bytes.compare(known, 0, known.length, start, end) !== 0) {
      const id = readShortString(bytes, start, end, ANY_LENGTH);
      if (id === null || id === '') return null;
      this.#id = Buffer.from(bytes.subarray(start, end));
      this.#prefix = Buffer.from(this.#prefixOf(id));
    }
    return { start: start + 1, end: start + 1, insert: this.#prefix };
  }
}
