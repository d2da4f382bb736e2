"""Datasets: their options, and what an iterator does with them."""
