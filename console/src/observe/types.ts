import type { paths } from '@signalbox/sdk';

type Answer<Path extends keyof paths> = paths[Path] extends {
  readonly get: {
    readonly responses: {
      readonly 200: { readonly content: { readonly 'application/json': infer Body } };
    };
  };
}
  ? Body
  : never;

export type TracePage = Answer<'/api/v1/requests'>;
export type TraceSummary = TracePage['data'][number];
export type TraceDetail = Answer<'/api/v1/requests/{id}'>;
export type TraceTree = Answer<'/api/v1/traces/{trace_id}'>;
export type TraceSpan = TraceTree['spans'][number];
export type TraceAttempt = TraceDetail['attempts'][number];
export type UsageRow = Answer<'/api/v1/usage'>['data'][number];
export type SessionPage = Answer<'/api/v1/sessions'>;
export type SessionSummary = SessionPage['data'][number];
export type TraceQuery = NonNullable<paths['/api/v1/requests']['get']['parameters']['query']>;
export type UsageQuery = NonNullable<paths['/api/v1/usage']['get']['parameters']['query']>;
