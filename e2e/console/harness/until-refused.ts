import type OpenAI from 'openai';

/** A client that asks again and again until it is refused; times are of `Date.now()`. */
export class UntilRefused {
  /** Once the first call was answered: from then on it runs. */
  readonly running: Promise<void>;
  /** When the first 401 came. */
  readonly refusedAt: Promise<number>;
  answered = 0;

  constructor(client: OpenAI, question: OpenAI.ChatCompletionCreateParamsNonStreaming) {
    const first = Promise.withResolvers<void>();
    this.running = first.promise;
    this.refusedAt = (async () => {
      for (;;) {
        const error = await client.chat.completions.create(question).then(
          () => null,
          (reason: unknown) => reason,
        );
        if (error === null) {
          this.answered += 1;
          first.resolve();
        } else if (error instanceof Error && Reflect.get(error, 'status') === 401) {
          first.reject(error);
          return Date.now();
        } else {
          first.reject(error);
          throw error;
        }
      }
    })();
  }
}
