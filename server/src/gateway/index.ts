export { createGateway, type GatewayDependencies, type RunningGateway } from './create-gateway.ts';
export { interruptedEnd } from './interrupted.ts';
export type { MakeProvider } from './provider-set.ts';
