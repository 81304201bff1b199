import { BOOTSTRAP_KEY } from '../../harness/system.ts';

/** One chat through the gateway, as an application sends it; answers with the request's id once it has ended. */
export async function ask(
  gateway: string,
  asked: {
    readonly user?: string;
    readonly text: string;
    readonly model?: string;
    /** The owner key unless given. */
    readonly key?: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const response = await fetch(`${gateway}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${asked.key ?? BOOTSTRAP_KEY}`,
      'content-type': 'application/json',
      ...(asked.user === undefined ? {} : { 'x-signalbox-user': asked.user }),
      ...asked.headers,
    },
    body: JSON.stringify({
      model: asked.model ?? 'sandbox/echo',
      messages: [{ role: 'user', content: asked.text }],
    }),
  });
  await response.text();
  const id = response.headers.get('x-request-id');
  if (id === null) throw new Error(`the gateway answered ${response.status} without a request id`);
  return id;
}

/** Until a request is stored, as its page would find it. */
export async function stored(console: string, id: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { ok } = await fetch(`${console}/api/v1/requests/${id}`, {
      headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
    });
    if (ok) return;
    if (Date.now() > deadline) throw new Error(`the request ${id} was not stored`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
