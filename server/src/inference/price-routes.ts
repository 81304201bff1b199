import type { Kysely } from 'kysely';
import { newId } from '../lib/ids.ts';
import { type Caller, type Endpoint, endpoint, PageQuery, pageOf } from '../platform/http/index.ts';
import {
  expectVersion,
  found,
  isAlready,
  newestFirst,
  unchanged,
  uniqueOr,
} from '../platform/management/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import type { InferenceContext } from './context.ts';
import { PriceEntity } from './entities.ts';
import { picoPerToken, usdPerMillion } from './price-units.ts';
import { goneOp, type PriceRow, priceOp } from './rows.ts';
import { CreatePrice, IdParams, Price, Removed, UpdatePrice } from './schema.ts';

const tag = 'prices';
const TAKEN = {
  message: 'there is a price of this model and tier from this moment on',
  next: 'Change that one (PATCH /api/v1/prices/{id}), or take another effective_from.',
};

export function priceEndpoints(context: InferenceContext): Endpoint[] {
  return [list(context), create(context), update(context), remove(context)];
}

/** The project's own prices only: what holds besides is the public table. */
function ownPrices(db: Kysely<DB>, caller: Caller) {
  return db.selectFrom('prices').selectAll().where('project_id', '=', caller.projectId);
}

function list({ db }: InferenceContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/prices',
    operationId: 'listPrices',
    summary:
      'The project’s own prices, newest first. What they leave out is priced by the public table.',
    tag,
    scope: 'models:read',
    query: PageQuery,
    response: pageOf(Price),
    async handler({ caller, query }) {
      return await newestFirst(ownPrices(db, caller), query, (rows) => rows.map(showPrice));
    },
  });
}

function create({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/prices',
    operationId: 'createPrice',
    summary:
      'Sets an own price of a model, in force from a moment on. It changes no cost already recorded.',
    tag,
    scope: 'models:write',
    body: CreatePrice,
    response: Price,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      const { answer } = await mutate('createPrice', call, async (trx) => {
        const row = await uniqueOr(TAKEN, () =>
          trx
            .insertInto('prices')
            .values({
              id: newId<'price'>(),
              organisation_id: caller.organisationId,
              project_id: caller.projectId,
              provider: body.provider,
              model: body.model,
              service_tier: body.service_tier,
              effective_from: body.effective_from ?? new Date(),
              per_token: JSON.stringify(perToken(body.usd_per_million)),
            })
            .returningAll()
            .executeTakeFirstOrThrow(),
        );
        const shown = showPrice(row);
        return {
          answer: shown,
          audit: {
            action: 'price.create',
            target: { kind: 'price', id: row.id },
            before: null,
            after: shown,
          },
          ops: [priceOp(row)],
        };
      });
      return answer;
    },
  });
}

function update({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/prices/:id',
    operationId: 'updatePrice',
    summary: 'Corrects an own price. It changes no cost already recorded.',
    tag,
    scope: 'models:write',
    params: IdParams,
    body: UpdatePrice,
    response: Price,
    async handler(call) {
      const { caller, params, body, headers } = call;
      const { answer } = await mutate('updatePrice', call, async (trx) => {
        const old = await lockPrice(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        const { effective_from, usd_per_million } = body;
        const wanted = {
          effective_from:
            effective_from === undefined ? old.effective_from : new Date(effective_from),
          per_token: usd_per_million === undefined ? old.per_token : perToken(usd_per_million),
        };
        if (isAlready(old, wanted)) return unchanged(showPrice(old));
        const row = await uniqueOr(TAKEN, () =>
          trx
            .updateTable('prices')
            .set({
              effective_from: wanted.effective_from,
              per_token: JSON.stringify(wanted.per_token),
              updated_at: new Date(),
            })
            .where('id', '=', old.id)
            .returningAll()
            .executeTakeFirstOrThrow(),
        );
        const after = showPrice(row);
        return {
          answer: after,
          audit: {
            action: 'price.update',
            target: { kind: 'price', id: row.id },
            before: showPrice(old),
            after,
          },
          ops: [priceOp(row)],
        };
      });
      return answer;
    },
  });
}

function remove({ mutate }: InferenceContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/prices/:id',
    operationId: 'deletePrice',
    summary: 'Removes an own price: from now on the one before it holds, or the public table.',
    tag,
    scope: 'models:write',
    params: IdParams,
    response: Removed,
    async handler(call) {
      const { caller, params, headers } = call;
      const { answer, generation } = await mutate('deletePrice', call, async (trx) => {
        const old = await lockPrice(trx, caller, params.id);
        expectVersion(headers.ifMatch, old.version);
        await trx.deleteFrom('prices').where('id', '=', old.id).execute();
        return {
          answer: { id: old.id, removed: true as const },
          audit: {
            action: 'price.delete',
            target: { kind: 'price', id: old.id },
            before: showPrice(old),
            after: null,
          },
          ops: [goneOp('price', old.id)],
        };
      });
      return { ...answer, generation };
    },
  });
}

async function lockPrice(db: Kysely<DB>, caller: Caller, id: string): Promise<PriceRow> {
  const row = await ownPrices(db, caller).where('id', '=', id).forUpdate().executeTakeFirst();
  return found(row, 'price');
}

function perToken(rates: Readonly<Record<string, string | undefined>>): PriceEntity['per_token'] {
  return mapValues(rates, picoPerToken);
}

function showPrice(row: PriceRow): Price {
  return {
    id: row.id,
    project_id: row.project_id,
    provider: row.provider,
    model: row.model,
    service_tier: row.service_tier,
    effective_from: row.effective_from.toISOString(),
    usd_per_million: mapValues(PriceEntity.shape.per_token.parse(row.per_token), usdPerMillion),
    created_at: row.created_at.toISOString(),
    version: row.version,
  };
}

function mapValues(
  record: Readonly<Record<string, string | undefined>>,
  map: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, map(value)]],
    ),
  );
}
