"""Bodies of ops and gradients as TensorFlow 1.15.5 wrote them, node for node."""
