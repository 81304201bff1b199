import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';
import { CALLER, redactedOf, sealBlock, signatureOf } from './reply-blocks.ts';
import { writeCitation } from './write-citations.ts';

interface Seal {
  readonly signature: string | null;
  readonly id?: string | undefined;
  readonly encrypted?: string | undefined;
  readonly begins?: true | undefined;
}

/** Writes the blocks of a message, one at a time, with the events that carry them. */
export class BlockWriter {
  #written: string[] = [];
  #index = 0;
  #open: 'text' | 'thinking' | 'tool_use' | null = null;
  /** Thinking that was sealed takes no more. */
  #sealed = false;

  /** What was written since it was last asked. */
  take(): Buffer {
    const bytes = Buffer.from(this.#written.join(''));
    this.#written = [];
    return bytes;
  }

  emit(type: string, members: JsonObject): void {
    this.#written.push(`event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`);
  }

  text(text: string, begins: boolean): void {
    if (text === '' && !begins) return;
    if (this.#open !== 'text' || begins) this.#start({ type: 'text', text: '' });
    if (text !== '') this.#delta({ type: 'text_delta', text });
  }

  thinking(thinking: string, begins: boolean): void {
    if (thinking === '' && !begins) return;
    if (this.#open !== 'thinking' || this.#sealed || begins) {
      this.#start({ type: 'thinking', thinking: '', signature: '' });
    }
    if (thinking !== '') this.#delta({ type: 'thinking_delta', thinking });
  }

  /** Seals the thinking in progress, or is one by itself. */
  signature({ signature, id, encrypted, begins }: Seal): void {
    const seal = {
      signature,
      ...(id === undefined ? {} : { id }),
      ...(encrypted === undefined ? {} : { encrypted }),
    };
    const open = this.#open === 'thinking' && !this.#sealed && begins !== true;
    const redacted = open ? null : redactedOf({ content: '', ...seal });
    const text = signatureOf(seal);
    if (redacted !== null) this.whole(redacted);
    if (redacted !== null || text === '') return;
    if (!open) this.thinking('', true);
    this.#delta({ type: 'signature_delta', signature: text });
    this.#sealed = true;
  }

  seal(side: 'next' | 'previous', signature: string): void {
    const { signature: sealed, ...block } = sealBlock(side, signature);
    this.#start({ ...block, signature: '' });
    this.#delta({ type: 'signature_delta', signature: sealed });
    this.#sealed = true;
  }

  /** On the text in progress. */
  citation(citation: Citation): void {
    if (this.#open !== 'text') this.text('', true);
    this.#delta({ type: 'citations_delta', citation: writeCitation(citation) });
  }

  call(id: string, name: string): void {
    this.#start({ type: 'tool_use', id, caller: CALLER, name, input: {} });
  }

  input(partial: string): void {
    if (partial !== '') this.#delta({ type: 'input_json_delta', partial_json: partial });
  }

  /** A block that comes in one piece. */
  whole(block: JsonObject): void {
    this.#start(block);
    this.close();
  }

  close(): void {
    if (this.#open === null) return;
    this.emit('content_block_stop', { index: this.#index++ });
    this.#open = null;
    this.#sealed = false;
  }

  #start(block: JsonObject): void {
    this.close();
    const { type } = block;
    this.#open = type === 'text' || type === 'thinking' ? type : 'tool_use';
    this.emit('content_block_start', { index: this.#index, content_block: block });
  }

  #delta(delta: JsonObject): void {
    this.emit('content_block_delta', { index: this.#index, delta });
  }
}
