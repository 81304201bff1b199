export { GenAiMetrics } from './gen-ai-metrics.ts';
