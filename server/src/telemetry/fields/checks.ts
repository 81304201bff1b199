import { Usage } from '../../protocols/conversation/index.ts';

/**
 * What values surely are: the rules of the schemas written out, for a tenth of their CPU time. False says nothing; the schema
 * decides then, and has the reason.
 */
export type Check = (value: unknown) => boolean;

export const isText: Check = (v) => typeof v === 'string';
export const isTextOrNull: Check = (v) => v === null || typeof v === 'string';
export const isFlag: Check = (v) => typeof v === 'boolean';
export const isInt: Check = (v) => Number.isSafeInteger(v);
export const isIntOrNull: Check = (v) => v === null || Number.isSafeInteger(v);
export const isCount: Check = (v) => Number.isSafeInteger(v) && (v as number) >= 0;
export const isCountOrNull: Check = (v) => v === null || isCount(v);
export const isTexts: Check = (v) => Array.isArray(v) && v.every(isText);
export const isTextByName: Check = (v) => isRecordOf(v, isText);
export const isCountByName: Check = (v) => isRecordOf(v, isCount);

export const isOneOf =
  (words: readonly string[]): Check =>
  (v) =>
    words.includes(v as string);

const USAGE_KINDS: ReadonlySet<string> = new Set(Object.keys(Usage.unwrap().shape));

export const isUsageOrNull: Check = (value) => {
  if (value === null) return true;
  if (!isCountByName(value)) return false;
  for (const kind in value as object) if (!USAGE_KINDS.has(kind)) return false;
  return true;
};

export const isCostOrNull: Check = (value) => {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { total, by_kind, price_version } = value as Record<string, unknown>;
  return isPico(total) && isText(price_version) && isRecordOf(by_kind, isPico);
};

const PICO = /^\d{1,30}$/;
const isPico: Check = (v) => typeof v === 'string' && PICO.test(v);

function isRecordOf(value: unknown, holds: Check): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const name in value) if (!holds((value as Record<string, unknown>)[name])) return false;
  return true;
}
