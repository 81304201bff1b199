import type { Message, Part, Tool } from '../../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { writeRequest } from '../codec/write-request.ts';

/** Requests in the normal form, and what becomes of them, for tests. */
export const SONNET = 'claude-sonnet-4-5';
export const message = (role: string, ...parts: Part[]): Message => ({ role, name: null, parts });
export const text = (content: string): Part => ({ type: 'text', content });
export const HI = message('user', text('Hi'));

export function write(request: Partial<ModelRequest>, model = SONNET, stream = false) {
  const whole = { messages: [HI], tools: [], settings: {}, others: [], ...request };
  const { body, unsupported } = writeRequest(whole, { model, stream, askForUsage: true });
  return {
    body: JSON.parse(body.toString()) as Record<string, unknown>,
    named: unsupported.map(({ feature }) => feature),
  };
}

export const withSettings = (settings: Settings, model = SONNET) => write({ settings }, model);

export const weather: Tool = {
  kind: 'function',
  name: 'get_weather',
  description: 'Weather',
  parameters: { type: 'object', properties: {} },
};
