import type { UpstreamBody } from '../../inference/index.ts';
import type { Range } from '../../protocols/index.ts';
import type { SealedFile } from './sealed-file.ts';
import type { UploadRoom } from './upload-room.ts';

/** A file of a form, without its bytes. */
export interface UploadedFile {
  /** Of the field. */
  readonly name: string;
  readonly filename: string;
  readonly content_type: string | null;
  readonly bytes: number;
}

/** The body of a request that is a form with files: what was read of it on its way to disk. */
export class Upload implements AsyncDisposable {
  /** With the boundary. */
  readonly contentType: string;
  /** The values of what are no files, in order; a name may come again. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly UploadedFile[];
  readonly #body: SealedFile;
  readonly #room: UploadRoom;
  readonly #modelAt: Range | null;

  constructor(parts: {
    readonly contentType: string;
    readonly fields: Upload['fields'];
    readonly files: readonly UploadedFile[];
    readonly body: SealedFile;
    /** In which it has taken as much as it is long. */
    readonly room: UploadRoom;
    readonly modelAt: Range | null;
  }) {
    this.contentType = parts.contentType;
    this.fields = parts.fields;
    this.files = parts.files;
    this.#body = parts.body;
    this.#room = parts.room;
    this.#modelAt = parts.modelAt;
  }

  get size(): number {
    return this.#body.size;
  }

  /**
   * What stands in a record in place of the body: its fields as members, and what is known of its files. Fields that come again
   * (`timestamp_granularities[]`) are lists.
   */
  description(): Buffer {
    const members = new Map<string, unknown>();
    for (const [name, value] of this.fields) {
      const before = members.get(name);
      const now = meant(name, value);
      members.set(name, before === undefined ? now : [before, now].flat());
    }
    return Buffer.from(JSON.stringify({ ...Object.fromEntries(members), files: this.files }));
  }

  /** The body as a provider gets it, with its own name for the model (null: as it came); as often as it is asked for. */
  body(model: string | null): UpstreamBody {
    const { contentType } = this;
    const file = this.#body;
    const at = this.#modelAt;
    if (at === null || model === null) {
      return { contentType, length: file.size, read: () => file.read(0, file.size) };
    }
    const name = Buffer.from(model);
    return {
      contentType,
      length: file.size - (at.end - at.start) + name.length,
      async *read() {
        yield* file.read(0, at.start);
        yield name;
        yield* file.read(at.end, file.size);
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#room.free(this.#body.size);
    await this.#body[Symbol.asyncDispose]();
  }
}

/** A form has texts only; what the gateway reads as something else is said as that. */
function meant(name: string, value: string): unknown {
  if (name === 'stream') return value === 'true' ? true : value === 'false' ? false : value;
  return name === 'n' && /^\d{1,6}$/.test(value) ? Number(value) : value;
}
