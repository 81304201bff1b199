import type { components } from '@signalbox/sdk';

export type System = components['schemas']['System'];
export type Process = System['processes'][number];
