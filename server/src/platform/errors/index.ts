export { ERROR_CODES, type ErrorCode } from './codes.ts';
export { SignalboxError } from './signalbox-error.ts';
