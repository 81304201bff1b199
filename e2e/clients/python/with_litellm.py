import json
import os

# Else it fetches its list of prices.
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

import litellm  # noqa: E402

from common import DESCRIPTION, NAME, PARAMETERS, ROUNDS, City, NeverStopped, get_weather, joined  # noqa: E402


class LiteLlm:
    def __init__(self, prefix, suffix):
        self.prefix = prefix
        self.suffix = suffix

    def complete(self, target, **asked):
        return litellm.completion(
            model=f"{self.prefix}/{target['model']}",
            api_base=target["origin"] + self.suffix,
            api_key=target["key"],
            num_retries=0,
            max_retries=0,
            **asked,
        )

    def chat(self, target, text):
        return self.complete(target, messages=[{"role": "user", "content": text}]).choices[0].message.content

    def stream(self, target, text):
        stream = self.complete(target, messages=[{"role": "user", "content": text}], stream=True)
        return joined(chunk.choices[0].delta.content for chunk in stream)

    def tools(self, target, text):
        messages = [{"role": "user", "content": text}]
        function = {"name": NAME, "description": DESCRIPTION, "parameters": PARAMETERS}
        for _ in range(ROUNDS):
            answer = self.complete(target, messages=messages, tools=[{"type": "function", "function": function}])
            message = answer.choices[0].message
            if not message.tool_calls:
                return message.content
            messages.append(message.model_dump())
            for call in message.tool_calls:
                content = get_weather(**json.loads(call.function.arguments))
                messages.append({"role": "tool", "tool_call_id": call.id, "content": content})
        raise NeverStopped

    def structured(self, target, text):
        answer = self.complete(target, messages=[{"role": "user", "content": text}], response_format=City)
        return json.loads(answer.choices[0].message.content)


CLIENTS = {
    "litellm, openai": LiteLlm("openai", "/v1"),
    "litellm, anthropic": LiteLlm("anthropic", "/v1/messages"),
}
