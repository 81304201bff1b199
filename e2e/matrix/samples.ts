/** A picture of one pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
export const PNG_URL = `data:image/png;base64,${PNG}`;
export const PDF = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
export const PDF_URL = `data:application/pdf;base64,${PDF}`;
export const PDF_NAME = 'a.pdf';

export const WEATHER = { name: 'get_weather', description: 'The weather of a city now.' };
export const WEATHER_PARAMETERS = {
  type: 'object',
  properties: { city: { type: 'string', description: 'Its name in English' } },
  required: ['city'],
  additionalProperties: false,
};

export const CITY_SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string' }, population: { type: 'integer' } },
  required: ['city', 'population'],
  additionalProperties: false,
};

export const LOOSE_SCHEMA = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 2 },
    population: { type: 'integer', minimum: 7, description: 'Of people' },
    rivers: {
      type: 'array',
      minItems: 2,
      items: { type: 'object', properties: { name: { type: 'string' } } },
    },
  },
  required: ['city', 'population'],
};
