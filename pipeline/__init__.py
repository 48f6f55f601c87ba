"""Order, effects and people: stages, runner, store, command line."""
