"""What surrounded a TensorFlow 1 program, besides TensorFlow: the Python and the libraries of its years."""
