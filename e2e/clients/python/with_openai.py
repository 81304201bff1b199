import json

from openai import OpenAI

from common import DESCRIPTION, NAME, PARAMETERS, ROUNDS, City, NeverStopped, get_weather, joined


def client_for(target):
    return OpenAI(base_url=target["origin"] + "/v1", api_key=target["key"], max_retries=0)


def said(text):
    return [{"role": "user", "content": text}]


class Chat:
    def chat(self, target, text):
        answer = client_for(target).chat.completions.create(model=target["model"], messages=said(text))
        return answer.choices[0].message.content

    def stream(self, target, text):
        stream = client_for(target).chat.completions.create(
            model=target["model"], messages=said(text), stream=True, stream_options={"include_usage": True}
        )
        chunks = list(stream)
        assert chunks[-1].usage is not None, "the stream said no usage"
        return joined(choice.delta.content for chunk in chunks for choice in chunk.choices)

    def tools(self, target, text):
        messages = said(text)
        function = {"name": NAME, "description": DESCRIPTION, "parameters": PARAMETERS, "strict": True}
        for _ in range(ROUNDS):
            answer = client_for(target).chat.completions.create(
                model=target["model"], messages=messages, tools=[{"type": "function", "function": function}]
            )
            message = answer.choices[0].message
            if not message.tool_calls:
                return message.content
            messages.append(message)
            for call in message.tool_calls:
                content = get_weather(**json.loads(call.function.arguments))
                messages.append({"role": "tool", "tool_call_id": call.id, "content": content})
        raise NeverStopped

    def structured(self, target, text):
        answer = client_for(target).chat.completions.parse(
            model=target["model"], messages=said(text), response_format=City
        )
        return answer.choices[0].message.parsed.model_dump()


class Responses:
    def chat(self, target, text):
        return client_for(target).responses.create(model=target["model"], input=text).output_text

    def stream(self, target, text):
        with client_for(target).responses.stream(model=target["model"], input=text) as stream:
            result = joined(event.delta for event in stream if event.type == "response.output_text.delta")
            assert stream.get_final_response().output_text == result["text"]
        return result

    def tools(self, target, text):
        given = said(text)
        tool = {"type": "function", "name": NAME, "description": DESCRIPTION, "parameters": PARAMETERS, "strict": True}
        for _ in range(ROUNDS):
            answer = client_for(target).responses.create(model=target["model"], input=given, tools=[tool])
            calls = [item for item in answer.output if item.type == "function_call"]
            if not calls:
                return answer.output_text
            given += answer.output
            for call in calls:
                output = get_weather(**json.loads(call.arguments))
                given.append({"type": "function_call_output", "call_id": call.call_id, "output": output})
        raise NeverStopped

    def structured(self, target, text):
        return client_for(target).responses.parse(model=target["model"], input=text, text_format=City).output_parsed.model_dump()


CLIENTS = {"openai, chat": Chat(), "openai, Responses": Responses()}
