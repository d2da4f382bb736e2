"""PyTorch on the CPU, eager: a training loop over the tutorials' models."""

from __future__ import annotations

import time

import torch
from torch import nn
from torch.nn import functional
from worker import draw_batches, serve


class CNN(nn.Module):
    """The CNN tutorial's model; gives logits."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Unflatten(1, (1, 28, 28)),
            nn.Conv2d(1, 16, 5, padding=2, bias=False),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(14 * 14 * 16, 1024),
            nn.ReLU(),
            nn.Linear(1024, 10),
        )

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        return self.layers(pictures)


class CRNN(nn.Module):
    """The CRNN tutorial's model; gives logits."""

    def __init__(self) -> None:
        super().__init__()
        self.readers = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(1, 16, 3, padding=1),
                nn.ELU(),
                nn.MaxPool2d(2),
                nn.Conv2d(16, 16, 3, padding=1),
                nn.ELU(),
                nn.MaxPool2d(2),
                nn.Flatten(),
                nn.Linear(7 * 7 * 16, 256),
                nn.ELU(),
            )
            for _ in range(2)
        )
        self.cell = nn.RNNCell(256, 256)
        self.output = nn.Linear(256, 19)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        state = None
        for reader, picture in zip(self.readers, pictures.movedim(4, 2), strict=True):
            state = self.cell(reader(picture), state)
        return self.output(state)


def measure(folder: str, contender: str, tutorial: str, steps: int) -> dict[str, float]:
    """The seconds of so many training steps."""
    model = CNN() if tutorial == "cnn" else CRNN()
    optimizer = torch.optim.Adam(model.parameters())
    reduction = "sum" if tutorial == "cnn" else "mean"
    batches = draw_batches(folder, tutorial)

    def step() -> float:
        pictures, classes = map(torch.from_numpy, next(batches))
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(pictures), classes, reduction=reduction)
        loss.backward()
        optimizer.step()
        return loss.item()

    step()
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return {"seconds": time.perf_counter() - start}


if __name__ == "__main__":
    serve(measure)
