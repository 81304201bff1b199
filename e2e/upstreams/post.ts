/** What a host answers to a body that is posted to it. */
export interface Posted {
  readonly status: number;
  /** Null: it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of four protocols, looked into at will
  readonly json: any;
  readonly text: string;
}

export async function post(address: string, headers: object, body: object): Promise<Posted> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, json: isJson ? JSON.parse(text) : null, text };
}

export const WEATHER_SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
};
