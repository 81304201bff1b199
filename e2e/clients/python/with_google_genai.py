from google import genai
from google.genai import types

from common import City, get_weather, joined


def client_for(target):
    options = types.HttpOptions(base_url=target["origin"])
    return genai.Client(api_key=target["key"], http_options=options)


class Generate:
    def generate(self, target, text, config=None):
        # Kept as long as the call: the client closes its connections when it is collected.
        client = client_for(target)
        return client.models.generate_content(model=target["model"], contents=text, config=config)

    def chat(self, target, text):
        return self.generate(target, text).text

    def stream(self, target, text):
        client = client_for(target)
        return joined(chunk.text for chunk in client.models.generate_content_stream(model=target["model"], contents=text))

    def tools(self, target, text):
        # The function itself is the tool, and the package calls it.
        return self.generate(target, text, types.GenerateContentConfig(tools=[get_weather])).text

    def structured(self, target, text):
        config = types.GenerateContentConfig(response_mime_type="application/json", response_schema=City)
        return self.generate(target, text, config).parsed.model_dump()


CLIENTS = {"google-genai": Generate()}
