import { readEvent, type SseEvent } from './sse-event.ts';
import { SseSplitter } from './sse-splitter.ts';

/** Gives the events of a stream, however it was cut into chunks, to whoever decodes them. */
export class WholeEvents {
  readonly #visit: (event: SseEvent) => void;
  readonly #splitter = new SseSplitter();
  #pending: Buffer[] = [];
  #first = true;

  constructor(visit: (event: SseEvent) => void) {
    this.#visit = visit;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    let from: number = this.#splitter.resume(chunk);
    for (;;) {
      const end = this.#splitter.next(chunk, from);
      if (end === -1) break;
      const part = chunk.subarray(from, end);
      const event = this.#pending.length === 0 ? part : Buffer.concat([...this.#pending, part]);
      this.#pending = [];
      this.read(event, this.#splitter.plainLines);
      from = end;
    }
    if (from < chunk.length) this.#pending.push(chunk.subarray(from));
  }

  /** An event that is known to be whole; `plainLines`: as `readEvent` has it. */
  read(event: Buffer, plainLines = 0): void {
    const marked = this.#first && event[0] === 0xef && event[1] === 0xbb && event[2] === 0xbf;
    this.#first = false;
    this.#visit(readEvent(event, marked ? 3 : 0, plainLines));
  }

  /** After the last chunk: an event without its empty line. */
  finish(): void {
    if (this.#pending.length > 0) this.read(Buffer.concat(this.#pending));
    this.#pending = [];
  }
}
