import { SignalboxApiError } from '@signalbox/sdk';
import { NoAnswerError } from './limit.ts';

const CODES: readonly string[] = ['telemetry_away', 'telemetry_timeout'];

/** Whether a question failed because somebody is away or slow, and not because of what was asked. */
export function isAway(error: unknown): boolean {
  // What fetch throws where no answer came.
  return error instanceof TypeError || isLate(error) || codeOf(error) === 'telemetry_away';
}

/** Whether it failed by taking too long: asked again at once, it would take as long. */
export function isLate(error: unknown): boolean {
  return error instanceof NoAnswerError || codeOf(error) === 'telemetry_timeout';
}

/** Whether a question is worth asking again by itself a moment later. What is away is asked again when it is back. */
export function isPassing(error: unknown): boolean {
  if (error instanceof SignalboxApiError) return error.status >= 500 && !CODES.includes(error.code);
  return !(error instanceof NoAnswerError);
}

function codeOf(error: unknown): string | null {
  return error instanceof SignalboxApiError ? error.code : null;
}
