"""The NumPy tutorial: a convolutional network with its gradients written out, and nothing below it but arrays.

`windows` cuts pictures into what a filter sees, `layers` are the steps of the network forwards and backwards, `adam`
moves its parameters, `network` puts the layers together, `training` trains it on digits.

The network is that of the article "Writing a simple CNN" (2018, in Japanese), which follows the book "Deep Learning
from Scratch". Pictures are [N, C, H, W]: number in the batch, channel, row, column.
"""
