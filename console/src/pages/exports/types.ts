import type { components } from '@signalbox/sdk';

export type Export = components['schemas']['Export'];
