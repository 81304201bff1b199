import { SignalboxError } from '../errors/index.ts';

/** What every question is answered with from the moment that the store is closed. */
export function storeClosing(): SignalboxError {
  return new SignalboxError('draining', 'the store is being closed', 'Try again in a moment.');
}
