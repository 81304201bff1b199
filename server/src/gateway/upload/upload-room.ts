/** At once on disk, of so many requests of the largest size there may be. */
const MOST_AT_ONCE = 8;

/** Where bodies with files in them go while their request lasts, and how much of the disk all of them together may take. */
export class UploadRoom {
  /** Exists, and belongs to this user alone. */
  readonly directory: string;
  /** Of one body. */
  readonly maxBytes: number;
  #taken = 0;

  constructor(directory: string, maxBytes: number) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  /** False: there is no room for so many bytes more. */
  take(bytes: number): boolean {
    if (this.#taken + bytes > MOST_AT_ONCE * this.maxBytes) return false;
    this.#taken += bytes;
    return true;
  }

  free(bytes: number): void {
    this.#taken -= bytes;
  }

  get taken(): number {
    return this.#taken;
  }
}
