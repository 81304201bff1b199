/** What a client of any protocol asks for; each writes it as its own protocol publishes it. */
export interface Ask {
  readonly model: string;
  readonly stream: boolean;
  readonly text: string;
  readonly system?: string;
  /** `get_weather`, with one city. */
  readonly tools?: true;
  readonly toolChoice?: 'none' | 'required' | 'get_weather';
  readonly oneCallAtATime?: true;
  readonly image?: true;
  readonly document?: true;
  /** The answer is to be a city and its population. */
  readonly schema?: true;
  /** The same, with constraints, and with objects that are not closed. */
  readonly looseSchema?: true;
  /** Thinking is wanted, shown where the protocol shows it, and in a form that can be sent back. */
  readonly reasoning?: true;
  readonly stop?: readonly string[];
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly logprobs?: true;
  /** The answer before, as it came, and what the tools that it called said. */
  readonly turn?: { readonly heard: Heard; readonly results: readonly ToolAnswer[] };
}

export interface ToolAnswer {
  readonly call: HeardCall;
  readonly text: string;
  readonly image?: true;
}

/** What a client hears: an answer as a person would see it. */
export interface Heard {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly calls: readonly HeardCall[];
  /** Null: it did not end. */
  readonly stop: 'end' | 'length' | 'calls' | 'refusal' | null;
  /** Null: nothing was said of it. */
  readonly usage: HeardUsage | null;
  readonly logprobs: readonly {
    readonly token: string;
    readonly logprob: number;
    readonly others: number;
  }[];
  /** Of a stream: how many pieces of text or of arguments it came in. */
  readonly pieces: number;
  /** What a stream ended with instead of an end. */
  readonly error: string | null;
  /** The turn in the client's own form, to be sent back. */
  readonly turn: unknown;
}

export interface HeardCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: unknown;
}

/** As the protocols count that count most together: input with what is cached, output with reasoning. Null: not told. */
export interface HeardUsage {
  readonly input: number;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly output: number;
  readonly reasoning: number | null;
}

export interface ClientCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** A protocol from the side of its clients. */
export interface ClientSide {
  readonly name: string;
  /** What its requests cannot say, with the published document that shows it. */
  readonly cannotAsk: Readonly<Partial<Record<string, string>>>;
  /** Its answers have a place for what the model thought. */
  readonly showsReasoning: boolean;
  write(ask: Ask, key: string): ClientCall;
  /** Throws where the answer is not what the protocol publishes. */
  readWhole(body: unknown): Heard;
  readStream(body: string): Heard;
  /** The message of an error answer; throws where it is not of the protocol's form. */
  readError(body: unknown): string;
}
