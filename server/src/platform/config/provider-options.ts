import { optionalText, type TextOption, text } from './option.ts';

const keyOf = (
  provider: string,
  variable: string,
  alsoVariables: readonly string[] = [],
): TextOption<string | null> =>
  optionalText({
    variable,
    alsoVariables,
    flag: null,
    secret: true,
    help: `Configures the provider \`${provider}\` at start.`,
  });

const urlOf = (provider: string, variable: string): TextOption<string | null> =>
  optionalText({
    variable,
    flag: null,
    help: `Base URL of the provider \`${provider}\`, which it configures at start.`,
  });

const localKey = (provider: string, variable: string): TextOption<string | null> =>
  optionalText({
    variable,
    flag: null,
    secret: true,
    help: `Credential of the provider \`${provider}\`, where its host wants one.`,
  });

/** The credentials among them, for the one process that stores them. */
export const PROVIDER_KEYS = [
  'openaiApiKey',
  'anthropicApiKey',
  'geminiApiKey',
  'azureOpenaiApiKey',
  'vertexApiKey',
  'awsBearerToken',
  'awsAccessKeyId',
  'awsSecretAccessKey',
  'awsSessionToken',
  'cohereApiKey',
  'mistralApiKey',
  'groqApiKey',
  'xaiApiKey',
  'deepseekApiKey',
  'togetherApiKey',
  'fireworksApiKey',
  'openrouterApiKey',
  'perplexityApiKey',
  'cerebrasApiKey',
  'ollamaApiKey',
  'vllmApiKey',
  'llamaApiKey',
] as const;

/** Variables by which the environment configures providers: those that the hosts' own clients read, where they have any. */
export const PROVIDER_OPTIONS = {
  openaiApiKey: keyOf('openai', 'OPENAI_API_KEY'),
  openaiBaseUrl: text({
    variable: 'OPENAI_BASE_URL',
    flag: null,
    default: 'https://api.openai.com/v1',
    help: 'Base URL of the provider `openai`.',
  }),
  anthropicApiKey: keyOf('anthropic', 'ANTHROPIC_API_KEY'),
  anthropicBaseUrl: text({
    variable: 'ANTHROPIC_BASE_URL',
    flag: null,
    default: 'https://api.anthropic.com',
    help: 'Base URL of the provider `anthropic`.',
  }),
  geminiApiKey: keyOf('gemini', 'GEMINI_API_KEY', ['GOOGLE_API_KEY']),
  geminiBaseUrl: text({
    variable: 'GOOGLE_GEMINI_BASE_URL',
    flag: null,
    default: 'https://generativelanguage.googleapis.com',
    help: 'Base URL of the provider `gemini`.',
  }),
  azureOpenaiApiKey: optionalText({
    variable: 'AZURE_OPENAI_API_KEY',
    flag: null,
    secret: true,
    help: 'With AZURE_OPENAI_ENDPOINT: configures the provider `azure` at start.',
  }),
  azureOpenaiEndpoint: optionalText({
    variable: 'AZURE_OPENAI_ENDPOINT',
    flag: null,
    help: 'Address of the resource, like https://name.openai.azure.com, of the provider `azure`.',
  }),
  azureOpenaiApiVersion: optionalText({
    variable: 'OPENAI_API_VERSION',
    flag: null,
    help: 'A dated version of the API of the provider `azure`; without it the newer form is called, which has none.',
  }),
  vertexApiKey: optionalText({
    variable: 'GOOGLE_VERTEX_API_KEY',
    flag: null,
    secret: true,
    help: 'With GOOGLE_VERTEX_PROJECT: configures the provider `vertex` at start.',
  }),
  vertexCredentials: optionalText({
    variable: 'GOOGLE_APPLICATION_CREDENTIALS',
    flag: null,
    help: 'File with the key of a service account; with GOOGLE_VERTEX_PROJECT: configures the provider `vertex` at start.',
  }),
  vertexProject: optionalText({
    variable: 'GOOGLE_VERTEX_PROJECT',
    flag: null,
    help: 'Project in which the provider `vertex` is called.',
    form: { pattern: /^[a-z0-9:.-]{1,100}$/, takes: 'It takes the id of a project.' },
  }),
  vertexLocation: text({
    variable: 'GOOGLE_VERTEX_LOCATION',
    flag: null,
    default: 'global',
    help: 'Location in which the provider `vertex` is called.',
    form: { pattern: /^[a-z0-9-]{1,40}$/, takes: 'It takes a location, like us-central1.' },
  }),
  awsBearerToken: optionalText({
    variable: 'AWS_BEARER_TOKEN_BEDROCK',
    flag: null,
    secret: true,
    help: 'With AWS_REGION: configures the provider `bedrock` at start.',
  }),
  awsAccessKeyId: optionalText({
    variable: 'AWS_ACCESS_KEY_ID',
    flag: null,
    secret: true,
    help: 'With AWS_SECRET_ACCESS_KEY and AWS_REGION: configures the provider `bedrock` at start.',
  }),
  awsSecretAccessKey: optionalText({
    variable: 'AWS_SECRET_ACCESS_KEY',
    flag: null,
    secret: true,
    help: 'Of AWS_ACCESS_KEY_ID.',
  }),
  awsSessionToken: optionalText({
    variable: 'AWS_SESSION_TOKEN',
    flag: null,
    secret: true,
    help: 'Of AWS_ACCESS_KEY_ID, where that is one for a while.',
  }),
  awsRegion: optionalText({
    variable: 'AWS_DEFAULT_REGION',
    alsoVariables: ['AWS_REGION'],
    flag: null,
    help: 'Where the provider `bedrock` is called.',
    form: {
      pattern: /^[a-z0-9-]{1,40}$/,
      takes: 'It takes the name of a region, like us-east-1.',
    },
  }),
  cohereApiKey: keyOf('cohere', 'COHERE_API_KEY', ['CO_API_KEY']),
  mistralApiKey: keyOf('mistral', 'MISTRAL_API_KEY'),
  groqApiKey: keyOf('groq', 'GROQ_API_KEY'),
  xaiApiKey: keyOf('xai', 'XAI_API_KEY'),
  deepseekApiKey: keyOf('deepseek', 'DEEPSEEK_API_KEY'),
  togetherApiKey: keyOf('together', 'TOGETHER_API_KEY'),
  fireworksApiKey: keyOf('fireworks', 'FIREWORKS_API_KEY'),
  openrouterApiKey: keyOf('openrouter', 'OPENROUTER_API_KEY'),
  perplexityApiKey: keyOf('perplexity', 'PERPLEXITY_API_KEY'),
  cerebrasApiKey: keyOf('cerebras', 'CEREBRAS_API_KEY'),
  ollamaBaseUrl: urlOf('ollama', 'OLLAMA_BASE_URL'),
  ollamaApiKey: localKey('ollama', 'OLLAMA_API_KEY'),
  vllmBaseUrl: urlOf('vllm', 'VLLM_BASE_URL'),
  vllmApiKey: localKey('vllm', 'VLLM_API_KEY'),
  llamaCppBaseUrl: urlOf('llama-cpp', 'LLAMA_CPP_BASE_URL'),
  llamaApiKey: localKey('llama-cpp', 'LLAMA_API_KEY'),
  lmStudioBaseUrl: urlOf('lm-studio', 'LM_STUDIO_BASE_URL'),
} as const;

export type ProviderOption = keyof typeof PROVIDER_OPTIONS;
