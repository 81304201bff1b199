"""What all clients are given: one tool, one form of an answer."""

from pydantic import BaseModel


class City(BaseModel):
    city: str
    population: int


NAME = "get_weather"
DESCRIPTION = "The weather of a city now."
PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
ROUNDS = 12


def get_weather(city: str) -> str:
    """The weather of a city now."""
    return f"21 °C in {city}"


def joined(pieces) -> dict:
    said = [piece for piece in pieces if piece]
    return {"text": "".join(said), "pieces": len(said)}


class NeverStopped(Exception):
    """The model went on calling."""
