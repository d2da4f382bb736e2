"""Linear state space models: level and trend, periods, moving averages, and ensembles of them."""
