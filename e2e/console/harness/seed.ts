import { BOOTSTRAP_KEY, type System, until } from '../../harness/system.ts';

export const CONVERSATIONS = 24;

/** Requests of several users, sessions and models, some slow and some failing, all by the sandbox: what pages show when full. */
export async function seed(system: System): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < CONVERSATIONS; index += 1) {
    const { model, status } = call(index);
    const response = await fetch(`${system.gateway}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${BOOTSTRAP_KEY}`,
        'content-type': 'application/json',
        'x-signalbox-user': `customer-${index % 5}`,
        'x-signalbox-session': `visit-${Math.floor(index / 3)}`,
        'x-signalbox-tags': index % 2 === 0 ? 'checkout' : 'search,beta',
      },
      body: JSON.stringify({
        model,
        stream: index % 3 === 0,
        messages: [
          { role: 'system', content: 'You help customers of a bicycle shop. Be brief.' },
          { role: 'user', content: QUESTIONS[index % QUESTIONS.length] },
        ],
      }),
    });
    if (response.status !== status) {
      throw new Error(`seeding: ${response.status} ${await response.text()}`);
    }
    await response.text();
    ids.push(response.headers.get('x-request-id') ?? '');
  }
  await until(20, 'the seeded requests to be ingested', async () => {
    const rows = await system.traces();
    const found = new Set(rows.map(({ request_id: id }) => id));
    return ids.every((id) => found.has(id));
  });
  return ids;
}

const QUESTIONS = [
  'Which tyre fits a 28 inch gravel wheel?',
  'My order 4711 has not arrived. Where is it?',
  'Can I return a helmet that I wore once?',
  'What is the difference between the two lights you sell?',
  'Please cancel my subscription to the service plan.',
];

function call(index: number): { model: string; status: number } {
  if (index % 11 === 10) return { model: 'sandbox/echo?error_status=429', status: 429 };
  if (index % 13 === 12) return { model: 'sandbox/lorem?error_status=500', status: 500 };
  if (index % 2 === 0) return { model: 'sandbox/echo', status: 200 };
  return { model: `sandbox/lorem?latency_ms=${20 + index * 4}&tokens=${24 + index}`, status: 200 };
}
