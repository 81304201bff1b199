import type { components } from '@signalbox/sdk';

export type Provider = components['schemas']['Provider'];
export type ProviderPreset = components['schemas']['ProviderPreset'];
export type Model = components['schemas']['Model'];
export type Price = components['schemas']['Price'];
