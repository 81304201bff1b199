export type { components, operations, paths } from './api.gen.ts';
export { createSignalbox, type Signalbox, type SignalboxOptions, unwrap } from './client.ts';
export { SignalboxApiError } from './errors.ts';
export { everyItem } from './pages.ts';
