"""`keras.datasets`: the data sets that tutorials trained on."""

from tf1graph.keras.datasets import mnist as mnist
