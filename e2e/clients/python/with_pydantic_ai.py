import asyncio

from pydantic_ai import Agent
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.providers.openai import OpenAIProvider

from common import City, get_weather, joined


class PydanticAi:
    def __init__(self, model_of):
        self.model_of = model_of

    def run(self, target, text, **agent):
        return Agent(self.model_of(target), **agent).run_sync(text).output

    def chat(self, target, text):
        return self.run(target, text)

    def stream(self, target, text):
        async def gather():
            async with Agent(self.model_of(target)).run_stream(text) as result:
                return [piece async for piece in result.stream_text(delta=True, debounce_by=None)]

        return joined(asyncio.run(gather()))

    def tools(self, target, text):
        return self.run(target, text, tools=[get_weather])

    def structured(self, target, text):
        return self.run(target, text, output_type=City).model_dump()


def openai(target):
    return OpenAIProvider(base_url=target["origin"] + "/v1", api_key=target["key"])


CLIENTS = {
    "pydantic-ai, OpenAI chat": PydanticAi(lambda t: OpenAIChatModel(t["model"], provider=openai(t))),
    "pydantic-ai, OpenAI Responses": PydanticAi(lambda t: OpenAIResponsesModel(t["model"], provider=openai(t))),
    "pydantic-ai, Anthropic": PydanticAi(
        lambda t: AnthropicModel(t["model"], provider=AnthropicProvider(base_url=t["origin"], api_key=t["key"]))
    ),
    "pydantic-ai, Google": PydanticAi(
        lambda t: GoogleModel(t["model"], provider=GoogleProvider(base_url=t["origin"], api_key=t["key"]))
    ),
}
