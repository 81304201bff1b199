import type { Selectable } from 'kysely';
import type { ConfigOp } from '../platform/config-stream/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { LocalModelEntity, PriceEntity, ProviderEntity } from './entities.ts';

export type ProviderRow = Selectable<DB['providers']>;
export type LocalModelRow = Selectable<DB['local_models']>;
export type PriceRow = Selectable<DB['prices']>;

/** The credential travels as it is stored, encrypted: the stream opens it and seals it to each gateway. */
export function providerOp(row: ProviderRow): ConfigOp {
  const value: ProviderEntity = ProviderEntity.parse(row);
  return { kind: 'provider', id: row.id, value };
}

export function localModelOp(row: LocalModelRow): ConfigOp {
  const value: LocalModelEntity = LocalModelEntity.parse(row);
  return { kind: 'local_model', id: row.id, value };
}

export function priceOp(row: PriceRow): ConfigOp {
  const value: PriceEntity = PriceEntity.parse({
    ...row,
    effective_from: row.effective_from.toISOString(),
  });
  return { kind: 'price', id: row.id, value };
}

export function goneOp(kind: 'provider' | 'local_model' | 'price', id: string): ConfigOp {
  return { kind, id, value: null };
}
