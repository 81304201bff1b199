from anthropic import Anthropic

from common import DESCRIPTION, NAME, PARAMETERS, ROUNDS, City, NeverStopped, get_weather, joined


def client_for(target):
    return Anthropic(base_url=target["origin"], api_key=target["key"], max_retries=0)


def asking(target, text):
    return {"model": target["model"], "max_tokens": 4096, "messages": [{"role": "user", "content": text}]}


def text_of(message):
    return "".join(block.text for block in message.content if block.type == "text")


class Messages:
    def chat(self, target, text):
        return text_of(client_for(target).messages.create(**asking(target, text)))

    def stream(self, target, text):
        with client_for(target).messages.stream(**asking(target, text)) as stream:
            result = joined(stream.text_stream)
            assert text_of(stream.get_final_message()) == result["text"]
        return result

    def tools(self, target, text):
        messages = asking(target, text)["messages"]
        tool = {"name": NAME, "description": DESCRIPTION, "input_schema": PARAMETERS}
        for _ in range(ROUNDS):
            answer = client_for(target).messages.create(**{**asking(target, text), "messages": messages, "tools": [tool]})
            if answer.stop_reason != "tool_use":
                return text_of(answer)
            messages.append({"role": "assistant", "content": answer.content})
            results = [
                {"type": "tool_result", "tool_use_id": block.id, "content": get_weather(**block.input)}
                for block in answer.content
                if block.type == "tool_use"
            ]
            messages.append({"role": "user", "content": results})
        raise NeverStopped

    def structured(self, target, text):
        return client_for(target).messages.parse(**asking(target, text), output_format=City).parsed_output.model_dump()


CLIENTS = {"anthropic": Messages()}
