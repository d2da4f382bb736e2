"""The Keras tutorial: a CNN with dropout on MNIST, trained by Adadelta."""
