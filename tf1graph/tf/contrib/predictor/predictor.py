"""A graph with a session, called with arrays by name."""

from __future__ import annotations

from typing import Any


class Predictor:
    """Called with a dict of arrays, gives a dict of arrays.

    Args:
      graph, session: of the model, with its values.
      inputs, outputs: names of tensors, by the names that arrays are given and taken by.
    """

    def __init__(self, graph: Any, session: Any, inputs: dict[str, str], outputs: dict[str, str]):
        self._graph, self._session = graph, session
        self._feed_tensors = {key: graph.get_tensor_by_name(name) for key, name in inputs.items()}
        self._fetch_tensors = {key: graph.get_tensor_by_name(name) for key, name in outputs.items()}

    @property
    def graph(self) -> Any:
        """The model's graph."""
        return self._graph

    @property
    def session(self) -> Any:
        """The session with the model's values."""
        return self._session

    @property
    def feed_tensors(self) -> dict[str, Any]:
        """The tensors that are fed, by name."""
        return self._feed_tensors

    @property
    def fetch_tensors(self) -> dict[str, Any]:
        """The tensors that are fetched, by name."""
        return self._fetch_tensors

    def __repr__(self) -> str:
        fed, fetched = self._feed_tensors, self._fetch_tensors
        return f"{type(self).__name__} with feed tensors {fed} and fetch_tensors {fetched}"

    def __call__(self, input_dict: dict[str, Any]) -> dict[str, Any]:
        """The outputs for the arrays of `input_dict`.

        Raises:
          ValueError: there is no input of such a name.
        """
        expected = set(self._feed_tensors)
        if set(input_dict) - expected:
            raise ValueError(f"Got unexpected keys in input_dict: {set(input_dict) - expected}\nexpected: {expected}")
        feed = {self._feed_tensors[key]: value for key, value in input_dict.items() if value is not None}
        return self._session.run(self._fetch_tensors, feed)
