"""Whether datasets can be trusted: verification, differences, evaluation and corrections."""
