export { createGateway, type RunningGateway } from './create-gateway.ts';
export { interruptedEnd } from './interrupted.ts';
