import {
  type CallableTool,
  type FunctionCall,
  type GenerateContentResponse,
  GoogleGenAI,
} from '@google/genai';
import {
  City,
  type Client,
  failureOf,
  joined,
  statusOf,
  type Target,
  WEATHER,
  weatherSchema,
} from './client.ts';

const clientFor = ({ origin, key }: Target) =>
  new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: origin } });

export const genai: Client = {
  name: '@google/genai',
  protocol: 'gemini',

  async chat(target, text) {
    const response = await clientFor(target).models.generateContent({
      model: target.model,
      contents: text,
    });
    return response.text ?? '';
  },

  async stream(target, text) {
    const stream = await clientFor(target).models.generateContentStream({
      model: target.model,
      contents: text,
    });
    return joined(texts(stream));
  },

  /** By the SDK's own calling of functions, which sends back what it got. */
  async tools(target, text) {
    const weather: CallableTool = {
      tool: async () => ({
        functionDeclarations: [
          {
            name: WEATHER.name,
            description: WEATHER.description,
            parametersJsonSchema: weatherSchema,
          },
        ],
      }),
      callTool: async (calls: FunctionCall[]) =>
        calls.map(({ id, name, args }) => ({
          functionResponse: {
            ...(id === undefined ? {} : { id }),
            name: name ?? '',
            response: { output: WEATHER.run(args as { city: string }) },
          },
        })),
    };
    const response = await clientFor(target).models.generateContent({
      model: target.model,
      contents: text,
      config: { tools: [weather], automaticFunctionCalling: { maximumRemoteCalls: 12 } },
    });
    return response.text ?? '';
  },

  async structured(target, text) {
    const response = await clientFor(target).models.generateContent({
      model: target.model,
      contents: text,
      config: { responseMimeType: 'application/json', responseJsonSchema: City.toJSONSchema() },
    });
    return City.parse(JSON.parse(response.text ?? ''));
  },

  async failure(target, text) {
    return statusOf(await failureOf(genai.chat(target, text)));
  },
};

async function* texts(stream: AsyncIterable<GenerateContentResponse>): AsyncGenerator<string> {
  for await (const chunk of stream) yield chunk.text ?? '';
}
