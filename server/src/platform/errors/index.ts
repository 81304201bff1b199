export { ERROR_CODES, type ErrorCode, type ErrorMeaning } from './codes.ts';
export { SignalboxError } from './signalbox-error.ts';
