import { badRequest } from './refusals.ts';
import type { MessagesBody } from './request.ts';

/** After 4.6: models choose for themselves how to sample and how much to think. */
function isAfter46(model: string): boolean {
  return /^claude-((opus|sonnet|haiku)-4-[7-9]|(opus|sonnet|haiku)-[5-9]|fable|mythos)/.test(model);
}

function isBefore46(model: string): boolean {
  return /^claude-(3|(opus|sonnet|haiku)-4(-[0-5])?(-\d{8})?$)/.test(model);
}

/** Whether a model that thinks shows it where the request does not say. */
export function showsThinkingUnasked(model: string): boolean {
  return !isAfter46(model);
}

/** What a model does not take that others do. */
export function checkModel({ model, temperature, top_k, top_p, thinking }: MessagesBody): void {
  if (isAfter46(model)) {
    if (temperature !== undefined && temperature !== 1) {
      throw badRequest('`temperature` is deprecated for this model.');
    }
    if (top_p !== undefined && top_p < 0.99) {
      throw badRequest('`top_p` is deprecated for this model.');
    }
    if (top_k !== undefined) throw badRequest('`top_k` is deprecated for this model.');
    if (thinking?.type === 'enabled') {
      throw badRequest(
        '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
      );
    }
    return;
  }
  if (temperature !== undefined && top_p !== undefined && !model.startsWith('claude-3')) {
    throw badRequest(
      '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    );
  }
  if (isBefore46(model) && thinking?.type === 'adaptive') {
    throw badRequest('adaptive thinking is not supported on this model');
  }
}
