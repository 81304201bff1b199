/** How long a call waits for the engine to be installed and to start, ms. */
export const LONGEST_WAIT_MS = 60_000;
/** On a call to the engine: how much of that is left when it arrives, ms. */
export const WAIT_HEADER = 'x-signalbox-engine-wait-ms';
