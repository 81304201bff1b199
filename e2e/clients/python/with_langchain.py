from langchain.agents import create_agent
from langchain_anthropic import ChatAnthropic
from langchain_google_genai import ChatGoogleGenerativeAI
from langchain_openai import ChatOpenAI

from common import City, get_weather, joined


class LangChain:
    def __init__(self, model_of):
        self.model_of = model_of

    def chat(self, target, text):
        return self.model_of(target).invoke(text).text

    def stream(self, target, text):
        return joined(chunk.text for chunk in self.model_of(target).stream(text))

    def tools(self, target, text):
        agent = create_agent(self.model_of(target), tools=[get_weather])
        return agent.invoke({"messages": [("user", text)]})["messages"][-1].text

    def structured(self, target, text):
        return self.model_of(target).with_structured_output(City).invoke(text).model_dump()


def openai(target, **more):
    return ChatOpenAI(
        model=target["model"], api_key=target["key"], base_url=target["origin"] + "/v1", max_retries=0, **more
    )


CLIENTS = {
    "langchain-openai, chat": LangChain(lambda target: openai(target, use_responses_api=False)),
    "langchain-openai, Responses": LangChain(lambda target: openai(target, use_responses_api=True)),
    "langchain-anthropic": LangChain(
        lambda target: ChatAnthropic(
            model=target["model"], api_key=target["key"], base_url=target["origin"], max_retries=0, max_tokens=4096
        )
    ),
    "langchain-google-genai": LangChain(
        lambda target: ChatGoogleGenerativeAI(
            model=target["model"], api_key=target["key"], base_url=target["origin"], max_retries=1
        )
    ),
}
