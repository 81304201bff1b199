/** Of reasoning: a kind, a UUID of version 7 and a place. OpenAI's own are longer. */
const REASONING = /^rs_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}[0-9a-f]{4}$/;

/** Whether an id is of reasoning that was translated, which nobody keeps. */
export function isTranslatedReasoning(id: unknown): boolean {
  return typeof id === 'string' && REASONING.test(id);
}

/** Ids of a response and its items, in OpenAI's form, made of the one that names the answer. */
export class ReplyIds {
  readonly #hex: string;

  /** `id`: a UUID. */
  constructor(id: string) {
    this.#hex = id.replaceAll('-', '');
  }

  get response(): string {
    return `resp_${this.#hex}`;
  }

  /** `kind`: `msg`, `rs`, `fc`, `ctc`, `ig`; `place`: among the items of the response. */
  item(kind: string, place: number): string {
    return `${kind}_${this.#hex}${place.toString(16).padStart(4, '0')}`;
  }

  /** Of a call to which the provider gave none. */
  call(place: number): string {
    return `call_${this.#hex}${place.toString(16).padStart(4, '0')}`;
  }
}
