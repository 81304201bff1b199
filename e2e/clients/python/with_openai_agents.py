import asyncio

from agents import Agent, OpenAIProvider, RunConfig, Runner, function_tool
from openai import AsyncOpenAI

from common import City, get_weather, joined


class Agents:
    def __init__(self, use_responses):
        self.use_responses = use_responses

    def config(self, target):
        client = AsyncOpenAI(base_url=target["origin"] + "/v1", api_key=target["key"], max_retries=0)
        provider = OpenAIProvider(openai_client=client, use_responses=self.use_responses)
        return RunConfig(model_provider=provider, tracing_disabled=True)

    def run(self, target, text, **agent):
        return Runner.run_sync(
            Agent(name="agent", model=target["model"], **agent), text, run_config=self.config(target)
        ).final_output

    def chat(self, target, text):
        return self.run(target, text)

    def stream(self, target, text):
        async def gather():
            agent = Agent(name="agent", model=target["model"])
            result = Runner.run_streamed(agent, text, run_config=self.config(target))
            return [
                event.data.delta
                async for event in result.stream_events()
                if event.type == "raw_response_event" and event.data.type == "response.output_text.delta"
            ]

        return joined(asyncio.run(gather()))

    def tools(self, target, text):
        return self.run(target, text, tools=[function_tool(get_weather)])

    def structured(self, target, text):
        return self.run(target, text, output_type=City).model_dump()


CLIENTS = {"openai-agents, Responses": Agents(True), "openai-agents, chat": Agents(False)}
