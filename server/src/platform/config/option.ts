/** How an option's text becomes its value; each names what it accepts for the error and the help. */
interface OptionBase<T> {
  /** The environment variable. Null: by flag only. */
  readonly variable: string | null;
  /** Other spellings of the variable in use elsewhere; the first that is set wins, before `variable`. */
  readonly alsoVariables?: readonly string[];
  /** The flag of `signalbox serve`, without the dashes. Null: by variable only (secrets never stand in a process list). */
  readonly flag: string | null;
  readonly help: string;
  readonly default: T;
}
export interface TextOption<T extends string | null = string | null> extends OptionBase<T> {
  readonly type: 'text';
  readonly secret?: true;
  readonly form?: TextForm;
}
/** What a text must look like, and how to get one that does. */
export interface TextForm {
  readonly pattern: RegExp;
  readonly takes: string;
}
export interface IntegerOption<T extends number | null = number> extends OptionBase<T> {
  readonly type: 'integer';
  readonly min: number;
  readonly max: number;
}
export interface BooleanOption extends OptionBase<boolean> {
  readonly type: 'boolean';
}
export interface ChoiceOption<C extends string = string> extends OptionBase<C> {
  readonly type: 'choice';
  readonly choices: readonly C[];
}
/** An http(s) URL, which may carry credentials; what has no scheme is taken as http. */
export interface UrlOption extends OptionBase<URL | null> {
  readonly type: 'url';
  readonly secret: true;
}
export type Option =
  | TextOption
  | UrlOption
  | IntegerOption
  | IntegerOption<number | null>
  | BooleanOption
  | ChoiceOption;

export const text = (o: Omit<TextOption<string>, 'type'>): TextOption<string> => ({
  type: 'text',
  ...o,
});
export const optionalText = (
  o: Omit<TextOption<string | null>, 'type' | 'default'>,
): TextOption<string | null> => ({
  type: 'text',
  default: null,
  ...o,
});
export const integer = (o: Omit<IntegerOption, 'type'>): IntegerOption => ({
  type: 'integer',
  ...o,
});
export const secretUrl = (o: Omit<UrlOption, 'type' | 'default' | 'secret'>): UrlOption => ({
  type: 'url',
  default: null,
  secret: true,
  ...o,
});
export const boolean = (o: Omit<BooleanOption, 'type'>): BooleanOption => ({
  type: 'boolean',
  ...o,
});
export const choice = <const C extends string>(
  o: OptionBase<NoInfer<C>> & { readonly choices: readonly C[] },
): ChoiceOption<C> => ({ type: 'choice', ...o });
