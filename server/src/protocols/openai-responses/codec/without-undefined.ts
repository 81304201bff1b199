type MaybeKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

export type WithoutUndefined<T> = Omit<T, MaybeKeys<T>> & {
  [K in MaybeKeys<T>]?: Exclude<T[K], undefined>;
};

/** The members that have a value: one that is not said has to be absent. */
export function withoutUndefined<T extends object>(members: T): WithoutUndefined<T> {
  const said = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as WithoutUndefined<T>;
}
