"""The tutorials' models, written against `tf1graph.tf` as a user would write them."""
