import type { RequestBegin, RequestEnd } from '../telemetry/index.ts';
import type { Caller, Exchange, Outcome, Settlement } from './exchange.ts';
import type { Services } from './services.ts';

/** The record of a request at the moment its call to a provider starts. */
export function beginText(services: Services, exchange: Exchange, caller: Caller): string {
  const { principal } = caller;
  const { labels, trace, target } = exchange;
  const scanned = exchange.admission?.scanned;
  const begin: RequestBegin = {
    v: 1,
    id: exchange.id,
    trace_id: trace?.traceId ?? exchange.id.replaceAll('-', ''),
    parent_span_id: trace?.parentSpanId ?? null,
    organisation_id: principal.organisationId,
    project_id: principal.projectId,
    environment_id: principal.environmentId,
    key_id: principal.keyId,
    started_at_us: exchange.startedAtUs,
    gateway: services.name,
    protocol: 'openai',
    operation: exchange.operation,
    stream: scanned?.stream ?? false,
    requested_model: scanned?.model ?? '',
    provider: target?.provider.name ?? null,
    model: target?.model ?? null,
    user: labels?.user ?? null,
    session: labels?.session ?? null,
    tags: (labels?.tags ?? []) as string[],
    metadata: (labels?.metadata ?? {}) as Record<string, string>,
    capture: labels?.capture ?? caller.capture,
    retention_days: caller.retentionDays,
  };
  return JSON.stringify(begin);
}

/** What an end record adds to its begin. */
type EndOnly = Omit<RequestEnd, keyof RequestBegin>;

/**
 * The end record's header: the begin's text, which was made when the call started, and what is known since. JSON is joined
 * as text, so that what both say is written out once.
 */
export function endText(
  beginText: string,
  exchange: Exchange,
  outcome: Outcome,
  settlement: Settlement,
  payloadDropped: boolean,
): string {
  const { facts } = outcome;
  const end: EndOnly = {
    status: outcome.status,
    http_status: outcome.httpStatus,
    error_code: outcome.error?.code ?? null,
    error_message: outcome.error?.message ?? null,
    response_model: facts?.model ?? null,
    response_id: facts?.id ?? null,
    system_fingerprint: facts?.systemFingerprint ?? null,
    finish_reasons: (facts?.finishReasons ?? []) as string[],
    steps_us: exchange.steps as Record<string, number>,
    ttft_us: outcome.ttftUs,
    output_chunks: outcome.outputChunks,
    total_us: settlement.totalUs,
    overhead_us: settlement.overheadUs,
    usage: facts?.usage ?? null,
    cost: settlement.cost,
    attempts: exchange.attempts,
    request_bytes: exchange.admission?.body.length ?? 0,
    response_bytes: outcome.responseBytes,
    response_content_type: outcome.contentType,
    payload_dropped: payloadDropped,
  };
  return `${beginText.slice(0, -1)},${JSON.stringify(end).slice(1)}`;
}
