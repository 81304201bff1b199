import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The part of node-llama-cpp that the engine uses. The package is installed apart from the server, at run time, so its own
 * types are not there when the server is compiled; the installed version is pinned by the engine's lock file.
 */
interface LlamaApi {
  getLlama(options: {
    readonly gpu: false | 'metal';
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logLevel: 'warn';
    readonly logger: (level: string, message: string) => void;
  }): Promise<Llama>;
  readonly LlamaGrammarEvaluationState: new (options: {
    model: LlamaModel;
    grammar: LlamaGrammar;
  }) => LlamaGrammarState;
}

/** A token's id in the model's vocabulary. */
export type Token = number;
export type LlamaGrammar = object;
type LlamaGrammarState = object;

export interface Llama {
  loadModel(options: {
    readonly modelPath: string;
    readonly gpuLayers: 0 | 'auto';
    readonly ignoreMemorySafetyChecks: boolean;
  }): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<LlamaGrammar>;
  createGrammarForJsonSchema(schema: object): Promise<LlamaGrammar & { readonly grammar: string }>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly trainContextSize: number;
  /** In bytes. */
  readonly size: number;
  readonly fileInfo: {
    readonly metadata: { readonly tokenizer?: { readonly chat_template?: string } };
  };
  readonly tokens: {
    readonly bos: Token | null;
    readonly bosString: string | null;
    readonly eosString: string | null;
    readonly shouldPrependBosToken: boolean;
  };
  tokenize(text: string, specialTokens: boolean): Token[];
  detokenize(
    tokens: readonly Token[],
    specialTokens: boolean,
    lastTokens: readonly Token[],
  ): string;
  isSpecialToken(token: Token): boolean;
  createContext(options: {
    readonly contextSize: number;
    readonly sequences: number;
    readonly batchSize: number;
    readonly ignoreMemorySafetyChecks: boolean;
  }): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

export interface LlamaContext {
  /** Tokens that one sequence holds; rounded up from what was asked for. */
  readonly contextSize: number;
  readonly memoryUsage: { readonly ram: number };
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
}

export interface SamplingOptions {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly repeatPenalty?: {
    readonly punishTokens: () => Token[];
    readonly maxPunishTokens: number;
    readonly penalty: number;
    readonly frequencyPenalty: number;
    readonly presencePenalty: number;
  };
  readonly grammarEvaluationState?: () => LlamaGrammarState | undefined;
}

/** One conversation's place in a context: the tokens it has seen stay, so that a following request need not repeat them. */
export interface LlamaSequence {
  readonly nextTokenIndex: number;
  compareContextTokens(tokens: readonly Token[]): { readonly firstDifferentIndex: number };
  eraseContextTokenRanges(
    ranges: readonly { readonly start: number; readonly end: number }[],
  ): Promise<void>;
  clearHistory(): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly Token[]): Promise<void>;
  /** Ends by itself at a token that ends the generation. */
  evaluate(tokens: readonly Token[], options: SamplingOptions): AsyncGenerator<Token, void>;
  dispose(): Promise<void>;
}

/** Jinja templates as Hugging Face renders them; node-llama-cpp depends on it, so it is installed beside. */
interface JinjaApi {
  readonly Template: new (template: string) => { render(items: Record<string, unknown>): string };
}

export interface EngineApis {
  readonly llama: LlamaApi;
  readonly jinja: JinjaApi;
}

/** Loads the engine from the folder it was installed to. */
export async function loadEngineApis(folder: string): Promise<EngineApis> {
  const load = async (path: string): Promise<unknown> =>
    import(pathToFileURL(join(folder, 'node_modules', path)).href);
  return {
    llama: (await load('node-llama-cpp/dist/index.js')) as LlamaApi,
    jinja: (await load('@huggingface/jinja/dist/index.js')) as JinjaApi,
  };
}
