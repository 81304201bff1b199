import type { Principal } from '../identity/index.ts';
import { hexOfId } from '../lib/ids.ts';
import { jsonText, jsonTextOrNull } from '../lib/json-text.ts';
import type { ParsedRequest } from '../protocols/index.ts';
import type { RequestBegin, RequestEnd } from '../telemetry/index.ts';
import type { CallContext } from './call-context.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Outcome, Settlement } from './outcome.ts';
import type { RoutePin, Target } from './plan.ts';
import { NO_METADATA, NO_TAGS, noAttributes } from './request-attributes.ts';
import type { Services } from './services.ts';
import type { Tenant } from './steps/authenticate.ts';

/** What the steps found out about a request; null where it did not come so far. */
export interface Found {
  readonly tenant: Tenant;
  readonly context: CallContext | null;
  readonly parsed: ParsedRequest | null;
  readonly target: Target | null;
  /** Null: the client named a model. */
  readonly route: RoutePin | null;
}

/** Of most requests. */
const NO_LABELS = '"tags":[],"metadata":{}';

/** What a principal's requests have in common, as JSON members. */
const tenants = new WeakMap<Principal, string>();

/**
 * The record of a request at the moment its call to a provider starts: a `RequestBegin` as JSON. Nearly all of it are numbers,
 * ids and short names, so that it is written in half the time that `JSON.stringify` takes.
 */
export function beginText(services: Services, inbound: InboundRequest, found: Found): string {
  const { tenant, context, parsed, target, route } = found;
  const traceId = context?.trace.traceId ?? hexOfId(inbound.id);
  const parent = jsonTextOrNull(context?.trace.parentSpanId);
  const named = `"requested_model":${jsonText(parsed?.model ?? '')},"provider":${jsonTextOrNull(target?.provider.name)},"model":${jsonTextOrNull(target?.model)}`;
  const routed =
    route === null ? '' : `"route":${jsonText(route.name)},"route_version":${route.version},`;
  const { user, session, tags, metadata, capture } =
    context?.attributes ?? noAttributes(tenant.capture);
  const labels =
    tags === NO_TAGS && metadata === NO_METADATA
      ? NO_LABELS
      : `"tags":${JSON.stringify(tags)},"metadata":${JSON.stringify(metadata)}`;
  const said = `"user":${jsonTextOrNull(user)},"session":${jsonTextOrNull(session)},${labels}`;
  return `{"v":1,"id":"${inbound.id}","trace_id":"${traceId}","parent_span_id":${parent},${tenantText(tenant.principal)},"started_at_us":${inbound.startedAtUs},"gateway":${jsonText(services.name)},"protocol":"${inbound.protocol.name}","operation":"${inbound.operation}","stream":${parsed?.stream ?? false},${named},${routed}${said},"capture":"${capture}","retention_days":${tenant.retentionDays}}`;
}

function tenantText(principal: Principal): string {
  let text = tenants.get(principal);
  if (text === undefined) {
    const members = {
      organisation_id: principal.organisationId,
      project_id: principal.projectId,
      environment_id: principal.environmentId,
      key_id: principal.keyId,
    } satisfies Partial<RequestBegin>;
    text = JSON.stringify(members).slice(1, -1);
    tenants.set(principal, text);
  }
  return text;
}

/** What an end record adds to its begin. */
type EndOnly = Omit<RequestEnd, keyof RequestBegin>;

/**
 * The end record's header: the begin's text, which was made when the call started, and what is known since. JSON is joined
 * as text, so that what both say is written out once.
 */
export function endText(
  beginText: string,
  { journal, upload }: InboundRequest,
  { parsed }: Found,
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
    upstream_code: outcome.error?.upstreamCode ?? null,
    upstream_status:
      outcome.error === null ? null : (settlement.attempts.at(-1)?.http_status ?? null),
    response_model: facts?.model ?? null,
    response_id: facts?.id ?? null,
    system_fingerprint: facts?.systemFingerprint ?? null,
    finish_reasons: (facts?.finishReasons ?? []) as string[],
    steps_us: journal.steps as Record<string, number>,
    ttft_us: outcome.ttftUs,
    output_chunks: outcome.outputChunks,
    total_us: settlement.totalUs,
    overhead_us: settlement.overheadUs,
    usage: settlement.usage,
    cost: settlement.cost,
    attempts: settlement.attempts as EndOnly['attempts'],
    request_bytes: upload?.size ?? parsed?.document.bytes.length ?? 0,
    response_bytes: outcome.responseBytes,
    response_content_type: outcome.contentType,
    payload_dropped: payloadDropped,
  };
  return `${beginText.slice(0, -1)},${JSON.stringify(end).slice(1)}`;
}
