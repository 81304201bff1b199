export { serve } from './serve.ts';
export { openTerminal } from './terminal.ts';
